using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery.Knowledge;

/// <summary>
/// Makes an acyclic graph of the stated edges: the earlier sentence wins, and every edge left out is told with the sentences it contradicts.
/// </summary>
public static class KnowledgeResolution
{
    /// <summary>JSON pointer of the sentences in a request.</summary>
    public const string TextPath = "/domain_description";

    /// <summary>Fills <see cref="KnowledgeReading.Kept"/> and <see cref="KnowledgeReading.Dropped"/>.</summary>
    /// <param name="reading">What was read.</param>
    /// <param name="constraints">Prior knowledge.</param>
    /// <param name="path">JSON pointer of the text.</param>
    /// <exception cref="InputException">A sentence contradicts the prior knowledge.</exception>
    public static void Resolve(KnowledgeReading reading, EdgeConstraints constraints, string path)
    {
        var graph = new DirectedEdges(constraints.Order);
        for (var i = 0; i < constraints.Order; i++)
        {
            for (var j = 0; j < constraints.Order; j++)
            {
                graph[i, j] = constraints.IsRequired(i, j);
            }
        }

        var errors = AgainstPrior(reading, constraints, DirectedEdges.Of(constraints.Order, graph.All())).ToList();
        if (errors.Count > 0)
        {
            throw new InputException([.. errors.Texts().Select(text => new InputError(path, text))]);
        }

        foreach (var edge in reading.Stated)
        {
            if (reading.Denied.Find(denied => denied.From == edge.From && denied.To == edge.To) is { } denial)
            {
                reading.Dropped.Add((edge, new DeniedElsewhere(reading.Sentences[denial.Sentence])));
            }
            else if (graph.Path(edge.To, edge.From) is { } way)
            {
                reading.Dropped.Add((edge, Cycle(reading, way)));
            }
            else
            {
                graph[edge.From, edge.To] = true;
                reading.Kept.Add(edge);
            }
        }
    }

    /// <summary>Sentences that prior knowledge contradicts: denials of required edges, then statements in the order of the text.</summary>
    private static IEnumerable<Finding> AgainstPrior(KnowledgeReading reading, EdgeConstraints constraints, DirectedEdges required)
    {
        foreach (var edge in reading.Denied.Where(edge => constraints.IsRequired(edge.From, edge.To)))
        {
            yield return new SentenceDeniesRequired(reading.Sentences[edge.Sentence], reading.Name(edge));
        }

        foreach (var edge in reading.Stated)
        {
            if (constraints.IsForbidden(edge.From, edge.To))
            {
                yield return new SentenceStatesForbidden(reading.Sentences[edge.Sentence], reading.Name(edge));
            }
            else if (required.Path(edge.To, edge.From) is { } way)
            {
                yield return new SentenceClosesRequiredCycle(
                    reading.Sentences[edge.Sentence],
                    reading.Name(edge),
                    way.ConvertAll(node => reading.Variables[node]));
            }
        }
    }

    /// <summary>The cycle that an edge would close along a path, and the sentences that state it.</summary>
    private static ClosesCycle Cycle(KnowledgeReading reading, List<int> path)
    {
        var edges = path.Zip(path.Skip(1), (from, to) => reading.Kept.Find(edge => edge.From == from && edge.To == to)).ToList();
        return new ClosesCycle(
            [.. path.Append(path[0]).Select(node => reading.Variables[node])],
            [.. edges.OfType<ReadEdge>().Select(edge => reading.Sentences[edge.Sentence]).Distinct()],
            edges.Contains(null));
    }
}
