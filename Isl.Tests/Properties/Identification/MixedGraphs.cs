using Isl.Grains.GraphCore;

namespace Isl.Tests.Properties.Identification;

/// <summary>Random mixed graphs with latents, and m-separation by its definition over all paths.</summary>
internal static class MixedGraphs
{
    /// <summary>
    /// A graph of nodes V0, V1, ... in a random causal order, or with V0 before and V1 after most others; the first
    /// <paramref name="observed"/> nodes are never latent.
    /// </summary>
    public static CausalDiagram Random(
        Random random, int count, int observed, double edges = 0.4, double bidirected = 0.17, double latent = 0.2, bool zeroBeforeOne = false)
    {
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order);
        if (zeroBeforeOne)
        {
            order = [.. order.OrderBy(node => node switch { 0 => random.Next(2), 1 => 3, _ => 1 + random.Next(2) })];
        }

        var builder = new CausalGraphBuilder();
        for (var i = 0; i < count; i++)
        {
            builder.AddNode($"V{i}", "");
            if (i >= observed && random.NextDouble() < latent)
            {
                builder.AddLatent($"V{i}", "");
            }

            for (var j = 0; j < i; j++)
            {
                if (random.NextDouble() < edges)
                {
                    builder.AddEdge($"V{order[j]}", $"V{order[i]}", "");
                }

                if (random.NextDouble() < bidirected)
                {
                    builder.AddBidirected($"V{j}", $"V{i}", "");
                }
            }
        }

        return new CausalDiagram(builder.Build());
    }

    /// <summary>Is there a simple path whose non-colliders are outside the set and whose colliders are its ancestors?</summary>
    public static bool HasOpenPath(CausalDiagram diagram, int[] from, int[] to, int[] given)
    {
        var ancestors = diagram.Ancestors(given);
        var onPath = new bool[diagram.Count];
        return from.Any(start => Extend(start, intoNode: false, isStart: true));

        bool Extend(int node, bool intoNode, bool isStart)
        {
            if (to.Contains(node))
            {
                return true;
            }

            onPath[node] = true;
            var open = false;
            foreach (var (next, arrowAtNode, arrowAtNext) in Steps(diagram, node))
            {
                var passes = isStart || (intoNode && arrowAtNode ? ancestors[node] : !given.Contains(node));
                if (passes && !onPath[next] && Extend(next, arrowAtNext, isStart: false))
                {
                    open = true;
                    break;
                }
            }

            onPath[node] = false;
            return open;
        }
    }

    /// <summary>All sets of the nodes, each ascending.</summary>
    public static IEnumerable<int[]> Subsets(IReadOnlyList<int> nodes) =>
        Enumerable.Range(0, 1 << nodes.Count).Select(bits => nodes.Where((_, i) => (bits >> i & 1) == 1).Order().ToArray());

    /// <summary>The sets without a proper subset among them.</summary>
    public static List<int[]> Minimal(List<int[]> sets) =>
        [.. sets.Where(set => !sets.Exists(other => other.Length < set.Length && other.All(set.Contains)))];

    /// <summary>Sets as text, in a fixed order.</summary>
    public static string Text(IEnumerable<int[]> sets) =>
        string.Join(" ", sets.Select(set => $"{{{string.Join(",", set.Order())}}}").Order(StringComparer.Ordinal));

    /// <summary>Does a directed path lead from one set to another without the avoided nodes?</summary>
    public static bool HasDirectedPath(CausalDiagram diagram, int[] from, int[] to, int[] avoided) =>
        to.Any(node => diagram.DescendantsAvoiding(from, diagram.Flags(avoided))[node]);

    private static IEnumerable<(int Next, bool ArrowAtNode, bool ArrowAtNext)> Steps(CausalDiagram diagram, int node) =>
    [
        .. diagram.Children(node).ToArray().Select(next => (next, false, true)),
        .. diagram.Parents(node).ToArray().Select(next => (next, true, false)),
        .. diagram.Siblings(node).ToArray().Select(next => (next, true, true)),
    ];
}
