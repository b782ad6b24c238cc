using System.Collections.Immutable;
using Isl.Grains.Effects.Reports;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Effects.Graphs;

/// <summary>The graphs behind an effect, as they stand in the answer.</summary>
internal static class GraphReport
{
    /// <summary>Most graphs that are shown.</summary>
    private const int MostMembers = 20;

    /// <summary>Most edges that are shown.</summary>
    private const int MostEdges = 100;

    /// <summary>Writes it.</summary>
    /// <param name="names">Names of the nodes.</param>
    /// <param name="graphs">The graphs.</param>
    /// <param name="values">The effects by them.</param>
    /// <param name="mixture">What these are together.</param>
    /// <param name="isTruncated">Were there more graphs than could be looked at?</param>
    public static GraphUncertainty Of(
        ImmutableArray<string> names, GraphWeights graphs, GraphValues values, EffectMixture? mixture, bool isTruncated) => new()
        {
            Graphs = graphs.All.Length,
            Distinct = graphs.Distinct.Length,
            PIdentified = Finite.Of(graphs.Share(graph => graph.Verdict != GraphVerdict.NotIdentified))!.Value,
            PNoPath = Finite.Of(graphs.Share(GraphVerdict.NoPath))!.Value,
            Mixture = mixture,
            Members = [.. graphs.Distinct.Take(MostMembers).Select(graph => Member(names, graph, graphs.All.Length, values))],
            Edges = [.. Influences(names, graphs, values).Take(MostEdges)],
            Truncated = isTruncated,
        };

    private static GraphMember Member(ImmutableArray<string> names, WeighedGraph graph, int all, GraphValues values)
    {
        var (found, effect) = (graph.Found, values.Of(graph.Found));
        return new GraphMember(
            new MemberDag(names, Named(found.Graph.Edges), found.Graph.Undirected.IsEmpty ? null : Named(found.Graph.Undirected)),
            Finite.Of((double)graph.Count / all)!.Value,
            found.Method,
            found.AdjustmentSet,
            effect?.Value,
            effect?.StandardError,
            found.Reason ?? effect?.Trouble);

        ImmutableArray<ImmutableArray<string>> Named(ImmutableArray<Edge> edges) =>
            [.. edges.Select(edge => ImmutableArray.Create(names[edge.From], names[edge.To]))];
    }

    private static IEnumerable<EdgeInfluence> Influences(ImmutableArray<string> names, GraphWeights graphs, GraphValues values)
    {
        var looked = graphs.Distinct.Select(graph => new Looked(
            graph.Count, [.. graph.Found.Graph.Edges], [.. graph.Found.Graph.Undirected], values.Of(graph.Found)?.Value)).ToList();
        return looked.SelectMany(graph => graph.Held.Concat(graph.Open).Concat(graph.Open.Select(Turned))).Distinct()
            .Select(edge => new EdgeInfluence(
                names[edge.From],
                names[edge.To],
                Finite.Of(looked.Sum(graph => graph.Count * graph.Share(edge)) / graphs.All.Length)!.Value,
                Mean(looked.Where(graph => graph.Held.Contains(edge))) is { } held
                    && Mean(looked.Where(graph => graph.Share(edge) == 0)) is { } others
                    ? Finite.Of(held - others)
                    : null))
            .OrderByDescending(edge => Math.Abs(edge.Shift ?? 0))
            .ThenByDescending(edge => edge.Support)
            .ThenBy(edge => edge.From, StringComparer.Ordinal)
            .ThenBy(edge => edge.To, StringComparer.Ordinal);
    }

    private static Edge Turned(Edge edge) => new(edge.To, edge.From);

    /// <summary>The mean effect by the graphs that have one; exact where it is the same by all.</summary>
    private static double? Mean(IEnumerable<Looked> graphs)
    {
        var (count, mean) = (0, 0.0);
        foreach (var graph in graphs.Where(graph => graph.Value is not null))
        {
            count += graph.Count;
            mean += (graph.Value!.Value - mean) * graph.Count / count;
        }

        return count > 0 ? mean : null;
    }

    /// <summary>A graph as it bears on edges.</summary>
    private sealed record Looked(int Count, HashSet<Edge> Held, HashSet<Edge> Open, double? Value)
    {
        /// <summary>1 where it holds the edge, one half where the direction is open.</summary>
        public double Share(Edge edge) => Held.Contains(edge) ? 1 : Open.Contains(edge) || Open.Contains(Turned(edge)) ? 0.5 : 0;
    }
}
