using System.Collections.Immutable;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Api.Requests.Searches;

/// <summary>Prior knowledge in its canonical form.</summary>
internal static class PriorKnowledgeReader
{
    private const int MostEdges = 100_000;

    /// <summary>Sorted and without repetitions; what has no form of an edge is noted.</summary>
    /// <param name="prior">What was sent; null for nothing.</param>
    /// <param name="within">The part of the request that it stands in.</param>
    /// <param name="errors">Takes the mistakes.</param>
    public static PriorKnowledge Read(PriorKnowledgeDto? prior, JsonPointer within, RequestErrors errors)
    {
        var place = within.Member("prior_knowledge");
        return prior is null
            ? PriorKnowledge.None
            : new PriorKnowledge(
                ReadEdges(prior.RequiredEdges, place.Member("required_edges"), errors),
                ReadEdges(prior.ForbiddenEdges, place.Member("forbidden_edges"), errors),
                ReadTiers(prior.Tiers, place.Member("tiers"), errors));
    }

    private static ImmutableArray<ImmutableArray<string>> ReadTiers(List<List<string>>? tiers, JsonPointer place, RequestErrors errors)
    {
        for (var i = 0; i < (tiers?.Count ?? 0); i++)
        {
            if (tiers![i] is null || tiers[i].Exists(string.IsNullOrEmpty))
            {
                errors.AddMissing(place.Item(i), "This is not a tier; write a list of variable names such as [\"A\", \"B\"].");
                return [];
            }
        }

        return [.. (tiers ?? []).Select(tier => tier.Order(StringComparer.Ordinal).ToImmutableArray())];
    }

    private static ImmutableArray<NamedEdge> ReadEdges(List<List<string>>? edges, JsonPointer place, RequestErrors errors)
    {
        if (edges?.Count > MostEdges)
        {
            errors.Add(place, $"There are {edges.Count} edges; at most {MostEdges} are taken.");
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
                errors.AddMissing(place.Item(i), "This is not an edge; write a pair of variable names such as [\"A\", \"B\"].");
            }
        }

        return [.. named.Distinct().OrderBy(edge => edge.From, StringComparer.Ordinal).ThenBy(edge => edge.To, StringComparer.Ordinal)];
    }
}
