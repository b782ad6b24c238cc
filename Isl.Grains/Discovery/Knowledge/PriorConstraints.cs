using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery.Knowledge;

/// <summary>Turns prior knowledge by name into constraints by index; contradictions are found before anything is computed.</summary>
internal static class PriorConstraints
{
    private const string Root = "/prior_knowledge";
    private const string RequiredName = "required_edges";
    private const string RequiredPath = $"{Root}/{RequiredName}";

    /// <summary>The constraints.</summary>
    /// <exception cref="InputException">A name is unknown, or the parts contradict each other.</exception>
    public static EdgeConstraints Resolve(PriorKnowledge prior, ImmutableArray<string> variables)
    {
        var index = variables.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        var errors = new List<InputError>();
        var required = Edges(prior.RequiredEdges, RequiredName, index, errors);
        var forbidden = Edges(prior.ForbiddenEdges, "forbidden_edges", index, errors);
        var tierOf = Tiers(prior.Tiers, index, errors);
        foreach (var (from, to) in required)
        {
            var (a, b) = (variables[from], variables[to]);
            if (forbidden.Contains((from, to)))
            {
                errors.Add(new InputError(RequiredPath, new RequiredAndForbidden($"{a} -> {b}").Text));
            }

            if (tierOf.TryGetValue(from, out var before) && tierOf.TryGetValue(to, out var after) && before > after)
            {
                errors.Add(new InputError(RequiredPath, new RequiredAgainstTiers(a, b).Text));
            }
        }

        if (errors.Count == 0 && CycleOf(required, variables) is { } cycle)
        {
            errors.Add(new InputError(RequiredPath, new RequiredCycle(cycle).Text));
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
                Refuse(new EdgeNamesUnknown(from, to, end, index.Keys));
            }

            if (from == to)
            {
                Refuse(new SelfLoop(from));
            }
            else if (index.TryGetValue(from, out var i) && index.TryGetValue(to, out var j))
            {
                found.Add((i, j));
            }
        }

        return found;

        void Refuse(Finding why) => errors.Add(new InputError($"{Root}/{name}", why.Text));
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
                    errors.Add(new InputError($"{Root}/tiers/{tier}", new TierNamesUnknown(name, index.Keys).Text));
                }
                else if (!tierOf.TryAdd(i, tier))
                {
                    errors.Add(new InputError($"{Root}/tiers/{tier}", new InTwoTiers(name).Text));
                }
            }
        }

        return tierOf;
    }

    private static List<string>? CycleOf(List<(int From, int To)> required, ImmutableArray<string> variables)
    {
        var edges = new DirectedEdges(variables.Length);
        foreach (var (from, to) in required)
        {
            if (edges.Path(to, from) is { } path)
            {
                return [.. path.Prepend(from).Select(node => variables[node])];
            }

            edges[from, to] = true;
        }

        return null;
    }
}
