using System.Collections.Immutable;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Endpoints.Discovery;

/// <summary>Prior knowledge in its canonical form.</summary>
internal static class PriorKnowledgeMapping
{
    private const string Root = "/prior_knowledge";
    private const int MostEdges = 100_000;

    /// <summary>Sorted and without repetitions; what has no form of an edge is noted.</summary>
    public static PriorKnowledge ToPrior(PriorKnowledgeDto? prior, List<InputError> errors) => prior is null
        ? PriorKnowledge.None
        : new PriorKnowledge(
            ToEdges(prior.RequiredEdges, "required_edges", errors),
            ToEdges(prior.ForbiddenEdges, "forbidden_edges", errors),
            ToTiers(prior.Tiers, errors));

    private static ImmutableArray<ImmutableArray<string>> ToTiers(List<List<string>>? tiers, List<InputError> errors)
    {
        for (var i = 0; i < (tiers?.Count ?? 0); i++)
        {
            if (tiers![i] is null || tiers[i].Exists(string.IsNullOrEmpty))
            {
                errors.Add(new InputError($"{Root}/tiers/{i}", "This is not a tier; write a list of variable names such as [\"A\", \"B\"]."));
                return [];
            }
        }

        return [.. (tiers ?? []).Select(tier => tier.Order(StringComparer.Ordinal).ToImmutableArray())];
    }

    private static ImmutableArray<NamedEdge> ToEdges(List<List<string>>? edges, string name, List<InputError> errors)
    {
        if (edges?.Count > MostEdges)
        {
            errors.Add(new InputError($"{Root}/{name}", $"There are {edges.Count} edges; at most {MostEdges} are taken."));
            return [];
        }

        var named = new List<NamedEdge>();
        for (var i = 0; i < (edges?.Count ?? 0); i++)
        {
            if (edges![i] is { Count: 2 } pair && pair.TrueForAll(end => !string.IsNullOrEmpty(end)))
            {
                named.Add(new NamedEdge(pair[0], pair[1]));
            }
            else
            {
                errors.Add(new InputError($"{Root}/{name}/{i}", "This is not an edge; write a pair of variable names such as [\"A\", \"B\"]."));
            }
        }

        return [.. named.Distinct().OrderBy(edge => edge.From, StringComparer.Ordinal).ThenBy(edge => edge.To, StringComparer.Ordinal)];
    }
}
