using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Grains.Discovery.Knowledge;

/// <summary>
/// Makes an acyclic graph of the stated edges: the earlier sentence wins, and every edge left out is told with the sentences it contradicts.
/// </summary>
public static class KnowledgeResolution
{
    /// <summary>Fills <see cref="KnowledgeReading.Kept"/> and <see cref="KnowledgeReading.Dropped"/>.</summary>
    /// <param name="reading">What was read.</param>
    /// <param name="constraints">Prior knowledge.</param>
    /// <param name="path">JSON pointer of the text.</param>
    /// <exception cref="InputException">A sentence contradicts the prior knowledge.</exception>
    public static void Resolve(KnowledgeReading reading, EdgeConstraints constraints, string path)
    {
        var errors = new List<InputError>();
        var graph = new DirectedEdges(constraints.Order);
        for (var i = 0; i < constraints.Order; i++)
        {
            for (var j = 0; j < constraints.Order; j++)
            {
                graph[i, j] = constraints.IsRequired(i, j);
            }
        }

        var required = DirectedEdges.Of(constraints.Order, graph.All());
        foreach (var edge in reading.Denied.Where(edge => constraints.IsRequired(edge.From, edge.To)))
        {
            errors.Add(
                new InputError(
                    path,
                    $"The sentence '{reading.Sentences[edge.Sentence]}' rules out {Name(reading, edge)}, which the prior knowledge requires; drop one of them.")
            );
        }

        foreach (var edge in reading.Stated)
        {
            if (constraints.IsForbidden(edge.From, edge.To))
            {
                errors.Add(
                    new InputError(
                        path,
                        $"The sentence '{reading.Sentences[edge.Sentence]}' states {Name(reading, edge)}, which the prior knowledge rules out; drop one of them.")
                );
            }
            else if (required.Path(edge.To, edge.From) is { } way)
            {
                errors.Add(
                    new InputError(
                        path,
                        $"The sentence '{reading.Sentences[edge.Sentence]}' states {Name(reading, edge)}, but the prior knowledge requires {string.Join(" -> ", way.Select(node => reading.Variables[node]))}; drop one of them.")
                );
            }
            else if (reading.Denied.Find(denied => denied.From == edge.From && denied.To == edge.To) is { } denial)
            {
                reading.Dropped.Add((edge, $"Another sentence rules it out: '{reading.Sentences[denial.Sentence]}'."));
            }
            else if (graph.Path(edge.To, edge.From) is { } cycle)
            {
                reading.Dropped.Add(
                    (
                        edge,
                        $"It closes the cycle {string.Join(" -> ", cycle.Append(cycle[0]).Select(node => reading.Variables[node]))} with earlier sentences: {Sentences(reading, cycle)}.")
                );
            }
            else
            {
                graph[edge.From, edge.To] = true;
                reading.Kept.Add(edge);
            }
        }

        if (errors.Count > 0)
        {
            throw new InputException([.. errors]);
        }
    }

    private static string Name(KnowledgeReading reading, ReadEdge edge) => $"{reading.Variables[edge.From]} -> {reading.Variables[edge.To]}";

    private static string Sentences(KnowledgeReading reading, List<int> path)
    {
        var sentences = path.Zip(path.Skip(1), (from, to) => reading.Kept.Find(edge => edge.From == from && edge.To == to))
            .Select(edge => edge is null ? "a required edge" : $"'{reading.Sentences[edge.Sentence]}'")
            .Distinct();
        return string.Join(", ", sentences);
    }
}
