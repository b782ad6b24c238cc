using Isl.Grains.Interfaces.Graphs;

namespace Isl.Tests.Properties.Identification;

/// <summary>
/// A mixed graph over its observed nodes, straight from the definitions and with plain sets: what identification is checked against.
/// </summary>
internal sealed class PlainProjection
{
    private readonly HashSet<(int From, int To)> _edges = [];
    private readonly HashSet<(int, int)> _bidirected = [];

    public PlainProjection(CausalGraph graph)
    {
        Observed = [.. Enumerable.Range(0, graph.Nodes.Length).Where(node => !graph.Latent.Contains(node))];
        foreach (var node in Observed)
        {
            _edges.UnionWith(ReachedBy(node).Select(to => (node, to)));
        }

        foreach (var latent in graph.Latent)
        {
            Join(ReachedBy(latent), ReachedBy(latent));
        }

        foreach (var (a, b) in graph.Bidirected)
        {
            Join(graph.Latent.Contains(a) ? ReachedBy(a) : [a], graph.Latent.Contains(b) ? ReachedBy(b) : [b]);
        }

        // Observed nodes at the end of directed paths whose inner nodes are latent.
        HashSet<int> ReachedBy(int node)
        {
            var reached = new HashSet<int>();
            foreach (var (_, to) in graph.Edges.Where(edge => edge.From == node))
            {
                reached.UnionWith(graph.Latent.Contains(to) ? ReachedBy(to) : [to]);
            }

            return reached;
        }

        void Join(HashSet<int> some, HashSet<int> others)
        {
            foreach (var a in some)
            {
                foreach (var b in others.Where(b => b != a))
                {
                    _bidirected.Add((a, b));
                    _bidirected.Add((b, a));
                }
            }
        }
    }

    public IReadOnlyList<int> Observed { get; }

    public HashSet<int> Ancestors(IEnumerable<int> nodes, IReadOnlySet<int> within) =>
        Closure(nodes, node => _edges.Where(edge => edge.To == node && within.Contains(edge.From)).Select(edge => edge.From));

    public HashSet<int> District(int node, IReadOnlySet<int> within) =>
        Closure([node], from => _bidirected.Where(edge => edge.Item1 == from && within.Contains(edge.Item2)).Select(edge => edge.Item2));

    /// <summary>The algorithm of Tian and Pearl (2002) as Huang and Valtorta (2006) state it.</summary>
    public bool IsIdentifiable(IReadOnlyCollection<int> treatments, IReadOnlyCollection<int> outcomes)
    {
        var needed = Ancestors(outcomes, Observed.Except(treatments).ToHashSet());
        foreach (var target in needed.Select(node => District(node, needed)))
        {
            var from = District(target.First(), Observed.ToHashSet());
            while (true)
            {
                var ancestors = Ancestors(target, from);
                if (ancestors.SetEquals(target))
                {
                    break;
                }

                if (ancestors.SetEquals(from))
                {
                    return false;
                }

                from = District(target.First(), ancestors);
            }
        }

        return true;
    }

    /// <summary>Is it a hedge for P(outcomes | do(treatments)), by definition 6 of Shpitser and Pearl (2006)?</summary>
    public bool IsHedge(
        IReadOnlySet<int> forest,
        IReadOnlySet<int> subForest,
        IReadOnlySet<int> roots,
        IReadOnlyCollection<int> treatments,
        IReadOnlyCollection<int> outcomes)
    {
        var cut = Closure(outcomes, node => treatments.Contains(node) ? [] : _edges.Where(edge => edge.To == node).Select(edge => edge.From));
        return IsForest(forest) && IsForest(subForest)
            && subForest.IsSubsetOf(forest)
            && forest.Overlaps(treatments) && !subForest.Overlaps(treatments)
            && roots.Count > 0 && roots.IsSubsetOf(subForest) && roots.IsSubsetOf(cut);

        // Bidirected edges connect the set, and every node can be left one child so that it ends in a root.
        bool IsForest(IReadOnlySet<int> set) => set.Count > 0 && District(set.First(), set).SetEquals(set) && Ancestors(roots, set).SetEquals(set);
    }

    private static HashSet<int> Closure(IEnumerable<int> start, Func<int, IEnumerable<int>> next)
    {
        var reached = start.ToHashSet();
        var waiting = new Stack<int>(reached);
        while (waiting.TryPop(out var node))
        {
            foreach (var other in next(node).Where(reached.Add))
            {
                waiting.Push(other);
            }
        }

        return reached;
    }
}
