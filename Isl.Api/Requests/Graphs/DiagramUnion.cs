using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Requests.Graphs;

/// <summary>The graphs of two populations as one, and the variables at which they differ.</summary>
/// <remarks>
/// A node that one graph lacks is not measured there. An edge between shared nodes is no difference where the other graph has the same connection
/// by way of nodes of its own; the finer graph then speaks for both.
/// </remarks>
internal static class DiagramUnion
{
    /// <summary>The graphs as one.</summary>
    /// <param name="source">One graph.</param>
    /// <param name="target">The other.</param>
    /// <param name="place">Place to report a cycle at.</param>
    /// <param name="differing">Variables whose parents or hidden causes differ, in ordinal order.</param>
    /// <exception cref="InputException">Together they have a cycle.</exception>
    public static CausalGraph Of(CausalGraph source, CausalGraph target, JsonPointer place, out ImmutableArray<string> differing)
    {
        var at = place.ToString();
        var builder = new CausalGraphBuilder();
        foreach (var name in source.Nodes.Union(target.Nodes).Order(StringComparer.Ordinal))
        {
            builder.AddNode(name, at);
            if (IsLatent(source, name) && IsLatent(target, name))
            {
                builder.AddLatent(name, at);
            }
        }

        var (one, other) = (new Drawn(source), new Drawn(target));
        var differences = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var edge in one.Directed.Union(other.Directed))
        {
            if (Keep(edge, one.Directed, other.Directed, one.ThroughDirected, other.ThroughDirected, edge.To))
            {
                builder.AddEdge(edge.From, edge.To, at);
            }
        }

        foreach (var edge in one.Bidirected.Union(other.Bidirected))
        {
            if (Keep(edge, one.Bidirected, other.Bidirected, one.ThroughBidirected, other.ThroughBidirected, edge.From, edge.To))
            {
                builder.AddBidirected(edge.From, edge.To, at);
            }
        }

        differing = [.. differences];
        return builder.Build();

        bool Keep(
            (string From, string To) edge,
            HashSet<(string From, string To)> first,
            HashSet<(string From, string To)> second,
            Func<IReadOnlyList<string>, (string From, string To), bool> throughFirst,
            Func<IReadOnlyList<string>, (string From, string To), bool> throughSecond,
            params string[] ends)
        {
            var shared = source.IndexOf(edge.From) >= 0 && source.IndexOf(edge.To) >= 0 && target.IndexOf(edge.From) >= 0
                && target.IndexOf(edge.To) >= 0;
            if (!shared || (first.Contains(edge) && second.Contains(edge)))
            {
                return true;
            }

            var common = source.Nodes.Intersect(target.Nodes).ToList();
            if ((first.Contains(edge) ? throughSecond : throughFirst)(common, edge))
            {
                return false;
            }

            differences.UnionWith(ends);
            return true;
        }
    }

    private static bool IsLatent(CausalGraph graph, string name) => graph.IndexOf(name) is var node && (node < 0 || graph.Latent.Contains(node));

    /// <summary>The edges of a graph by name.</summary>
    private sealed class Drawn(CausalGraph graph)
    {
        public HashSet<(string From, string To)> Directed { get; } =
            [.. graph.Edges.Select(edge => (graph.Nodes[edge.From], graph.Nodes[edge.To]))];

        public HashSet<(string From, string To)> Bidirected { get; } =
            [.. graph.Bidirected.Select(edge => (graph.Nodes[edge.From], graph.Nodes[edge.To]))];

        /// <summary>Is there a directed path whose inner nodes the other graph lacks?</summary>
        public bool ThroughDirected(IReadOnlyList<string> common, (string From, string To) edge) =>
            Reached(common, edge.From).Contains(edge.To);

        /// <summary>Do two nodes share a cause, or a bidirected edge, by way of nodes that the other graph lacks?</summary>
        public bool ThroughBidirected(IReadOnlyList<string> common, (string From, string To) edge) =>
            graph.Nodes.Except(common).Any(cause => Reached(common, cause) is var reached && reached.Contains(edge.From) && reached.Contains(edge.To))
            || Bidirected.Any(pair =>
                (Ends(common, pair.From).Contains(edge.From) && Ends(common, pair.To).Contains(edge.To))
                || (Ends(common, pair.From).Contains(edge.To) && Ends(common, pair.To).Contains(edge.From)));

        private HashSet<string> Ends(IReadOnlyList<string> common, string node) => common.Contains(node) ? [node] : Reached(common, node);

        /// <summary>Descendants along paths whose inner nodes the other graph lacks.</summary>
        private HashSet<string> Reached(IReadOnlyList<string> common, string from)
        {
            var reached = new HashSet<string>(StringComparer.Ordinal);
            var open = new Stack<string>([from]);
            while (open.TryPop(out var node))
            {
                foreach (var (_, to) in Directed.Where(edge => edge.From == node))
                {
                    if (reached.Add(to) && !common.Contains(to))
                    {
                        open.Push(to);
                    }
                }
            }

            return reached;
        }
    }
}
