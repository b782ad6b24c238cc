using Isl.Graphs;

namespace Isl.Identification;

/// <summary>An acyclic directed mixed graph over observed nodes only, as sets of neighbours.</summary>
/// <remarks>
/// Source: Verma's latent projection (Tian &amp; Pearl 2003): a latent node is removed by joining its parents to its children, and its
/// children and siblings to each other by bidirected edges. O(V · degree²).
/// </remarks>
internal sealed class LatentProjection
{
    private readonly SortedSet<int>[] _parents;
    private readonly SortedSet<int>[] _siblings;

    /// <summary>Projects the latent nodes out.</summary>
    public LatentProjection(CausalDiagram diagram)
    {
        var count = diagram.Count;
        var parents = new SortedSet<int>[count];
        var children = new SortedSet<int>[count];
        var siblings = new SortedSet<int>[count];
        for (var node = 0; node < count; node++)
        {
            parents[node] = [.. diagram.Parents(node)];
            children[node] = [.. diagram.Children(node)];
            siblings[node] = [.. diagram.Siblings(node)];
        }

        for (var latent = 0; latent < count; latent++)
        {
            if (!diagram.IsLatent(latent))
            {
                continue;
            }

            foreach (var child in children[latent])
            {
                foreach (var parent in parents[latent])
                {
                    children[parent].Add(child);
                    parents[child].Add(parent);
                }

                foreach (var other in children[latent].Concat(siblings[latent]).Where(other => other != child))
                {
                    siblings[child].Add(other);
                    siblings[other].Add(child);
                }
            }

            foreach (var parent in parents[latent])
            {
                children[parent].Remove(latent);
            }

            foreach (var child in children[latent])
            {
                parents[child].Remove(latent);
            }

            foreach (var sibling in siblings[latent])
            {
                siblings[sibling].Remove(latent);
            }
        }

        (_parents, _siblings) = (parents, siblings);
        Observed = [.. Enumerable.Range(0, count).Where(node => !diagram.IsLatent(node))];
    }

    /// <summary>The observed nodes.</summary>
    public SortedSet<int> Observed { get; }

    /// <summary>Ancestors of <paramref name="nodes"/>, themselves included, in the subgraph on <paramref name="within"/>.</summary>
    public SortedSet<int> Ancestors(IEnumerable<int> nodes, SortedSet<int> within) => Closure(nodes, within, _parents);

    /// <summary>The district (c-component) of <paramref name="node"/> in the subgraph on <paramref name="within"/>.</summary>
    public SortedSet<int> District(int node, SortedSet<int> within) => Closure([node], within, _siblings);

    /// <summary>All districts of the subgraph on <paramref name="within"/>, in the order of their first nodes.</summary>
    public List<SortedSet<int>> Districts(SortedSet<int> within)
    {
        var districts = new List<SortedSet<int>>();
        var placed = new HashSet<int>();
        foreach (var node in within)
        {
            if (!placed.Contains(node))
            {
                var district = District(node, within);
                placed.UnionWith(district);
                districts.Add(district);
            }
        }

        return districts;
    }

    private static SortedSet<int> Closure(IEnumerable<int> nodes, SortedSet<int> within, SortedSet<int>[] neighbours)
    {
        var reached = new SortedSet<int>(nodes);
        var stack = new Stack<int>(reached);
        while (stack.TryPop(out var node))
        {
            foreach (var next in neighbours[node])
            {
                if (within.Contains(next) && reached.Add(next))
                {
                    stack.Push(next);
                }
            }
        }

        return reached;
    }
}
