using System.Collections.Immutable;
using System.Text.Json;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Api.Requests.Searches;

/// <summary>Names of a search's options on the wire, in the order they are listed to callers.</summary>
internal static class SearchChoices
{
    /// <summary>Algorithms.</summary>
    public static readonly ImmutableArray<(string Name, DiscoveryAlgorithm Value)> Algorithms =
        [.. AlgorithmOptions.All.Select(options => (options.Name, options.Algorithm))];

    /// <summary>Independence tests.</summary>
    public static readonly ImmutableArray<(string Name, CiTest Value)> CiTests = Named<CiTest>();

    /// <summary>Rules of colliders.</summary>
    public static readonly ImmutableArray<(string Name, ColliderRule Value)> ColliderRules = Named<ColliderRule>();

    /// <summary>Priorities of colliders.</summary>
    public static readonly ImmutableArray<(string Name, ColliderPriority Value)> ColliderPriorities = Named<ColliderPriority>();

    /// <summary>Scores.</summary>
    public static readonly ImmutableArray<(string Name, ScoreKind Value)> Scores = Named<ScoreKind>();

    /// <summary>Scalings.</summary>
    public static readonly ImmutableArray<(string Name, DataScaling Value)> Scalings = Named<DataScaling>();

    private static ImmutableArray<(string Name, T Value)> Named<T>()
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => (JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), value))];
}
