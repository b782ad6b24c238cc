using System.Collections.Immutable;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Effects.Graphs;

/// <summary>A graph and how often it was found.</summary>
/// <param name="Found">The graph.</param>
/// <param name="Count">How often.</param>
internal sealed record WeighedGraph(FoundGraph Found, int Count);

/// <summary>The different graphs among those that were found.</summary>
internal sealed class GraphWeights
{
    /// <summary>Counts the graphs.</summary>
    public GraphWeights(IEnumerable<FoundGraph> found)
    {
        All = [.. found];
        Distinct =
        [
            .. All.GroupBy(graph => SoughtGraph.KeyOf(graph.Graph), StringComparer.Ordinal)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new WeighedGraph(group.First(), group.Count())),
        ];
    }

    /// <summary>All of them.</summary>
    public ImmutableArray<FoundGraph> All { get; }

    /// <summary>The different ones, the heaviest first.</summary>
    public ImmutableArray<WeighedGraph> Distinct { get; }

    /// <summary>One graph for each estimate that is needed, those of most weight first.</summary>
    public ImmutableArray<GraphEdges> ToEstimate =>
    [
        .. Distinct.Where(graph => graph.Found.Verdict == GraphVerdict.Identified)
            .GroupBy(graph => graph.Found.Key, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum(graph => graph.Count))
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.First().Found.Graph),
    ];

    /// <summary>Share of the graphs with a verdict.</summary>
    public double Share(GraphVerdict verdict) => Share(graph => graph.Verdict == verdict);

    /// <summary>Share of the graphs of which something holds.</summary>
    public double Share(Func<FoundGraph, bool> holds) => All.IsEmpty ? 0 : (double)All.Count(holds) / All.Length;
}
