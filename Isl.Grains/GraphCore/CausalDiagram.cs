using System.Buffers;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;

namespace Isl.Grains.GraphCore;

/// <summary>A causal graph as adjacency arrays, the form that algorithms walk.</summary>
/// <remarks>Built in O(V + E); immutable; neighbours ascend by index, so that every walk is deterministic.</remarks>
public sealed class CausalDiagram
{
    private readonly Adjacency<int> _children;
    private readonly Adjacency<int> _parents;
    private readonly Adjacency<int> _siblings;
    private readonly bool[] _latent;

    /// <summary>Builds the diagram of a graph.</summary>
    public CausalDiagram(CausalGraph graph)
        : this(graph.Nodes.Length, graph.Edges.AsSpan(), graph.Bidirected.AsSpan(), LatentFlags(graph)) => Selected = [.. graph.Selected];

    private CausalDiagram(int count, ReadOnlySpan<Edge> directed, ReadOnlySpan<Edge> bidirected, bool[] latent)
        : this(count, directed, ListsOfBoth(count, bidirected), latent)
    {
    }

    private CausalDiagram(int count, ReadOnlySpan<Edge> directed, Adjacency<int> siblings, bool[] latent)
    {
        Count = count;
        _latent = latent;
        _children = Lists(count, directed, reversed: false);
        _parents = Lists(count, directed, reversed: true);
        _siblings = siblings;
    }

    /// <summary>Nodes that the data are selected on, ascending.</summary>
    public int[] Selected { get; private init; } = [];

    /// <summary>Number of nodes.</summary>
    public int Count { get; }

    /// <summary>Nodes and edges together: what one linear pass costs.</summary>
    public int Size => Count + _children.Total + (_siblings.Total / 2);

    /// <summary>Nodes that <paramref name="node"/> points at.</summary>
    public ReadOnlySpan<int> Children(int node) => _children[node];

    /// <summary>Nodes that point at <paramref name="node"/>.</summary>
    public ReadOnlySpan<int> Parents(int node) => _parents[node];

    /// <summary>Nodes that share a bidirected edge with <paramref name="node"/>.</summary>
    public ReadOnlySpan<int> Siblings(int node) => _siblings[node];

    /// <summary>Is the node unobserved?</summary>
    public bool IsLatent(int node) => _latent[node];

    /// <summary>The nodes themselves and all their ancestors, as flags by node. O(V + E).</summary>
    public bool[] Ancestors(ReadOnlySpan<int> nodes) => Closure(nodes, _parents, blocked: null);

    /// <summary>The nodes themselves and all their descendants, as flags by node. O(V + E).</summary>
    public bool[] Descendants(ReadOnlySpan<int> nodes) => Closure(nodes, _children, blocked: null);

    /// <summary>Ancestors of <paramref name="nodes"/> along paths that do not pass through or end in a <paramref name="blocked"/> node.</summary>
    public bool[] AncestorsAvoiding(ReadOnlySpan<int> nodes, bool[] blocked) => Closure(nodes, _parents, blocked);

    /// <summary>Descendants of <paramref name="nodes"/> along paths that do not enter a <paramref name="blocked"/> node after their first.</summary>
    public bool[] DescendantsAvoiding(ReadOnlySpan<int> nodes, bool[] blocked) => Closure(nodes, _children, blocked);

    /// <summary>The same diagram without the directed edges that <paramref name="remove"/> names. O(V + E).</summary>
    public CausalDiagram Without(Func<Edge, bool> remove)
    {
        var kept = new Edge[_children.Total];
        var count = 0;
        for (var node = 0; node < Count; node++)
        {
            foreach (var child in Children(node))
            {
                var edge = new Edge(node, child);
                if (!remove(edge))
                {
                    kept[count++] = edge;
                }
            }
        }

        return new CausalDiagram(Count, kept.AsSpan(0, count), _siblings, _latent) { Selected = Selected };
    }

    /// <summary>The same diagram without the edges, of either kind, that point at the flagged nodes. O(V + E).</summary>
    public CausalDiagram WithoutIncoming(bool[] nodes)
    {
        var (directed, bidirected) = (new List<Edge>(), new List<Edge>());
        for (var node = 0; node < Count; node++)
        {
            foreach (var child in Children(node))
            {
                if (!nodes[child])
                {
                    directed.Add(new Edge(node, child));
                }
            }

            foreach (var sibling in Siblings(node))
            {
                if (node < sibling && !nodes[node] && !nodes[sibling])
                {
                    bidirected.Add(new Edge(node, sibling));
                }
            }
        }

        return new CausalDiagram(Count, directed.ToArray().AsSpan(), bidirected.ToArray().AsSpan(), _latent) { Selected = Selected };
    }

    /// <summary>The same diagram without the directed edges that leave the flagged nodes. O(V + E).</summary>
    public CausalDiagram WithoutOutgoing(bool[] nodes) => Without(edge => nodes[edge.From]);

    /// <summary>Is there an edge between the two, of either kind?</summary>
    public bool IsAdjacent(int a, int b) =>
        Children(a).BinarySearch(b) >= 0 || Children(b).BinarySearch(a) >= 0 || Siblings(a).BinarySearch(b) >= 0;

    /// <summary>All nodes, causes before their effects; among those that are free to go, the one of lowest index first. O((V + E) log V).</summary>
    public int[] TopologicalOrder()
    {
        var order = new int[Count];
        var waiting = new int[Count];
        var free = new PriorityQueue<int, int>();
        for (var node = 0; node < Count; node++)
        {
            waiting[node] = Parents(node).Length;
            if (waiting[node] == 0)
            {
                free.Enqueue(node, node);
            }
        }

        for (var i = 0; i < Count; i++)
        {
            order[i] = free.Dequeue();
            foreach (var child in Children(order[i]))
            {
                if (--waiting[child] == 0)
                {
                    free.Enqueue(child, child);
                }
            }
        }

        return order;
    }

    /// <summary>Flags of a set of nodes.</summary>
    public bool[] Flags(ReadOnlySpan<int> nodes)
    {
        var flags = new bool[Count];
        foreach (var node in nodes)
        {
            flags[node] = true;
        }

        return flags;
    }

    private static bool[] LatentFlags(CausalGraph graph)
    {
        var flags = new bool[graph.Nodes.Length];
        foreach (var node in graph.Latent)
        {
            flags[node] = true;
        }

        return flags;
    }

    private bool[] Closure(ReadOnlySpan<int> nodes, Adjacency<int> neighbours, bool[]? blocked)
    {
        var reached = new bool[Count];
        var stack = ArrayPool<int>.Shared.Rent(Count);
        var waiting = 0;
        foreach (var node in nodes)
        {
            if (!reached[node])
            {
                reached[node] = true;
                stack[waiting++] = node;
            }
        }

        while (waiting > 0)
        {
            foreach (var next in neighbours[stack[--waiting]])
            {
                if (!reached[next] && blocked?[next] != true)
                {
                    reached[next] = true;
                    stack[waiting++] = next;
                }
            }
        }

        ArrayPool<int>.Shared.Return(stack);
        return reached;
    }

    private static Adjacency<int> Lists(int count, ReadOnlySpan<Edge> edges, bool reversed)
    {
        var lists = new AdjacencyBuilder<int>(count);
        foreach (var (from, to) in edges)
        {
            lists.Expect(reversed ? to : from);
        }

        lists.Open();
        foreach (var (from, to) in edges)
        {
            if (reversed)
            {
                lists.Add(to, from);
            }
            else
            {
                lists.Add(from, to);
            }
        }

        return Sorted(lists.Build());
    }

    private static Adjacency<int> ListsOfBoth(int count, ReadOnlySpan<Edge> edges)
    {
        var lists = new AdjacencyBuilder<int>(count);
        foreach (var (a, b) in edges)
        {
            lists.Expect(a);
            lists.Expect(b);
        }

        lists.Open();
        foreach (var (a, b) in edges)
        {
            lists.Add(a, b);
            lists.Add(b, a);
        }

        return Sorted(lists.Build());
    }

    /// <summary>Edges given in ascending order have filled every list in ascending order; other lists are sorted here.</summary>
    private static Adjacency<int> Sorted(Adjacency<int> lists)
    {
        for (var node = 0; node < lists.Count; node++)
        {
            var list = lists.Writable(node);
            for (var i = 1; i < list.Length; i++)
            {
                if (list[i - 1] > list[i])
                {
                    list.Sort();
                    break;
                }
            }
        }

        return lists;
    }
}
