using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;

namespace Isl.Grains.Experiments;

/// <summary>Sets of variables that may be the best to set: no other set can do as well in every model of the graph.</summary>
/// <remarks>
/// Source: Lee and Bareinboim (2018), Structural causal bandits: a set is a POMIS where it is the interventional border of the outcome in the
/// graph without arrows into it, and the border of any such graph is one; new ones are sought by setting one more variable of the territory at a
/// time. Variables that cannot be set are projected out first (Lee and Bareinboim 2019).
/// </remarks>
internal sealed class Pomis
{
    private const int Most = 64;
    private readonly LatentProjection _graph;
    private readonly int _outcome;

    private Pomis(LatentProjection graph, int outcome) => (_graph, _outcome) = (graph, outcome);

    /// <summary>The sets, smallest first, each as node indices in ascending order.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="settable">Whether a node can be set.</param>
    public static List<int[]> Of(CausalGraph graph, int outcome, Func<int, bool> settable)
    {
        var hidden = Enumerable.Range(0, graph.Nodes.Length).Where(node => node != outcome && !settable(node));
        var projection = new LatentProjection(new CausalDiagram(graph with { Latent = [.. graph.Latent.Union(hidden).Order()] }));
        var search = new Pomis(projection, outcome);
        var found = new Dictionary<string, int[]>(StringComparer.Ordinal);
        var open = new Queue<int[]>([[]]);
        while (open.TryDequeue(out var set) && found.Count < Most)
        {
            var (territory, border) = search.Territory(set);
            if (found.TryAdd(string.Join(',', border), border))
            {
                foreach (var node in territory.Union(search.Territory(border).Territory).Where(node => node != outcome))
                {
                    open.Enqueue([.. border.Append(node).Distinct().Order()]);
                }
            }
        }

        var sets = found.Values.ToList();
        sets.Sort(NodeSets.BySizeThenNodes);
        return sets;
    }

    /// <summary>The unobserved confounders' territory of the outcome where a set is set, and its border: the parents outside it.</summary>
    public (int[] Territory, int[] Border) Territory(IReadOnlyList<int> set)
    {
        var cut = set.Count == 0 ? _graph : _graph.Mutilated(BitSet.Of([.. set]), BitSet.Of([]));
        var within = cut.Ancestors(BitSet.Of([_outcome]), cut.Observed);
        var territory = new SortedSet<int> { _outcome };
        var open = new Stack<int>([_outcome]);
        while (open.TryPop(out var node))
        {
            foreach (var other in (cut.District(node, within) | (cut.Children(node) & within)).ToArray())
            {
                if (territory.Add(other))
                {
                    open.Push(other);
                }
            }
        }

        var parents = territory.SelectMany(node => cut.Parents(node).ToArray()).Distinct();
        return ([.. territory], [.. parents.Where(node => !territory.Contains(node)).Order()]);
    }
}
