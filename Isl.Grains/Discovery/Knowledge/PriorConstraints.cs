using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Grains.Discovery.Knowledge;

/// <summary>Turns prior knowledge by name into constraints by index; contradictions are found before anything is computed.</summary>
internal static class PriorConstraints
{
    /// <summary>The constraints.</summary>
    /// <exception cref="InputException">A name is unknown, or the parts contradict each other.</exception>
    public static EdgeConstraints Resolve(PriorKnowledge prior, ImmutableArray<string> variables)
    {
        var index = variables.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        var errors = new List<InputError>();
        var required = Edges(prior.RequiredEdges, "required_edges", index, errors);
        var forbidden = Edges(prior.ForbiddenEdges, "forbidden_edges", index, errors);
        var tierOf = Tiers(prior.Tiers, index, errors);
        foreach (var (from, to) in required)
        {
            var (a, b) = (variables[from], variables[to]);
            if (forbidden.Contains((from, to)))
            {
                errors.Add(new InputError("/prior_knowledge/required_edges", $"{a} -> {b} is both required and forbidden; drop one of them."));
            }

            if (tierOf.TryGetValue(from, out var before) && tierOf.TryGetValue(to, out var after) && before > after)
            {
                errors.Add(
                    new InputError("/prior_knowledge/required_edges", $"{a} -> {b} is required, but the tiers put {b} before {a}; mend one of them."));
            }
        }

        if (errors.Count == 0 && RequiredCycle(required, variables) is { } cycle)
        {
            errors.Add(new InputError("/prior_knowledge/required_edges", $"The required edges form a cycle: {cycle}; drop one of them."));
        }

        if (errors.Count > 0)
        {
            throw new InputException([.. errors]);
        }

        var backwards = from early in tierOf from late in tierOf where late.Value > early.Value select (late.Key, early.Key);
        return new EdgeConstraints(variables.Length, required, forbidden.Concat(backwards));
    }

    private static List<(int From, int To)> Edges(
        ImmutableArray<NamedEdge> edges,
        string name,
        Dictionary<string, int> index,
        List<InputError> errors)
    {
        var found = new List<(int, int)>();
        foreach (var (from, to) in edges)
        {
            foreach (var end in new[] { from, to }.Where(end => !index.ContainsKey(end)))
            {
                errors.Add(new InputError($"/prior_knowledge/{name}", $"The edge {from} -> {to} names '{end}', which is not among the variables."));
            }

            if (from == to)
            {
                errors.Add(new InputError($"/prior_knowledge/{name}", $"The edge {from} -> {to} is a self-loop; drop it."));
            }
            else if (index.TryGetValue(from, out var i) && index.TryGetValue(to, out var j))
            {
                found.Add((i, j));
            }
        }

        return found;
    }

    private static Dictionary<int, int> Tiers(ImmutableArray<ImmutableArray<string>> tiers, Dictionary<string, int> index, List<InputError> errors)
    {
        var tierOf = new Dictionary<int, int>();
        for (var tier = 0; tier < tiers.Length; tier++)
        {
            foreach (var name in tiers[tier])
            {
                if (!index.TryGetValue(name, out var i))
                {
                    errors.Add(new InputError($"/prior_knowledge/tiers/{tier}", $"The tier names '{name}', which is not among the variables."));
                }
                else if (!tierOf.TryAdd(i, tier))
                {
                    errors.Add(new InputError($"/prior_knowledge/tiers/{tier}", $"'{name}' stands in two tiers; put it in one."));
                }
            }
        }

        return tierOf;
    }

    private static string? RequiredCycle(List<(int From, int To)> required, ImmutableArray<string> variables)
    {
        var edges = new DirectedEdges(variables.Length);
        foreach (var (from, to) in required)
        {
            if (edges.Path(to, from) is { } path)
            {
                return string.Join(" -> ", path.Prepend(from).Select(node => variables[node]));
            }

            edges[from, to] = true;
        }

        return null;
    }
}
