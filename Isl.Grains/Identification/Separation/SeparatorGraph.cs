using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification.Separation;

/// <summary>
/// The moral graph of the ancestors of two node sets, cut down to the nodes that a separator may hold: a set of these nodes separates
/// source and sink here exactly when it m-separates the two sets in the diagram.
/// </summary>
/// <remarks>
/// Source: van der Zander, Liśkiewicz &amp; Textor (2019), "Separators and adjustment sets in causal graphs", section 3: minimal
/// separators lie among the ancestors, where m-separation is vertex separation in the moral graph. A family (a node and its parents) is
/// kept as one hyperedge, not as a clique, so that building is linear; families that share a node no separator may hold, or a bidirected
/// edge, are one hyperedge, which is what eliminating that node does to its neighbours.
/// </remarks>
internal sealed class SeparatorGraph
{
    /// <summary>Node number of the first set, contracted.</summary>
    public const int Source = 0;

    /// <summary>Node number of the second set, contracted.</summary>
    public const int Sink = 1;

    private const int FirstFree = 2;

    /// <summary>Mark of a node that no separator may hold.</summary>
    private const int Barred = -1;

    /// <summary>Mark of a node that is conditioned on in any case: it blocks paths through it, and opens those that meet at it.</summary>
    private const int Conditioned = -2;

    private readonly int[] _original;

    private readonly Adjacency<int> _members;
    private readonly Adjacency<int> _hyperedges;

    /// <summary>Builds the graph. O((V + E) α(V)).</summary>
    /// <param name="diagram">The diagram to separate in.</param>
    /// <param name="x">The first set.</param>
    /// <param name="y">The second set.</param>
    /// <param name="allowed">Nodes that a separator may hold; none of them in either set, and none that the data are selected on: those are
    /// conditioned on besides.</param>
    public SeparatorGraph(CausalDiagram diagram, ReadOnlySpan<int> x, ReadOnlySpan<int> y, bool[] allowed)
    {
        var relevant = diagram.Ancestors([.. x, .. y, .. diagram.Selected]);
        var number = new int[diagram.Count];
        Array.Fill(number, Barred);
        foreach (var node in diagram.Selected)
        {
            number[node] = Conditioned;
        }

        foreach (var node in x)
        {
            number[node] = Source;
        }

        foreach (var node in y)
        {
            number[node] = Sink;
        }

        var original = new int[diagram.Count + FirstFree];
        Count = FirstFree;
        for (var node = 0; node < diagram.Count; node++)
        {
            if (relevant[node] && allowed[node] && number[node] == Barred)
            {
                original[Count] = node;
                number[node] = Count++;
            }
        }

        _original = original;
        var families = MergeFamilies(diagram, relevant, number);
        _members = Collect(diagram, relevant, number, families, Count);
        _hyperedges = Invert(_members, Count);
        SourceMeetsSink = Meet();
    }

    /// <summary>True when nothing separates the sets: they are adjacent, or joined by nodes that no separator may hold.</summary>
    public bool SourceMeetsSink { get; }

    /// <summary>Number of nodes, source and sink included.</summary>
    public int Count { get; }

    /// <summary>Number of hyperedges.</summary>
    public int HyperedgeCount => _members.Count;

    /// <summary>Nodes of a hyperedge, each once.</summary>
    public ReadOnlySpan<int> Members(int hyperedge) => _members[hyperedge];

    /// <summary>Hyperedges that hold a node.</summary>
    public ReadOnlySpan<int> Hyperedges(int node) => _hyperedges[node];

    /// <summary>Translates separator nodes back to nodes of the diagram, ascending.</summary>
    public int[] ToDiagram(ReadOnlySpan<int> nodes)
    {
        var set = new int[nodes.Length];
        for (var i = 0; i < set.Length; i++)
        {
            set[i] = _original[nodes[i]];
        }

        Array.Sort(set);
        return set;
    }

    /// <summary>The minimal separator nearest to the source, in time linear in the graph; null when there is none.</summary>
    public int[]? NearestToSource()
    {
        if (SourceMeetsSink)
        {
            return null;
        }

        // Every neighbour of the source together is a separator; those of them that the sink reaches without them are a minimal one.
        var fence = new bool[Count];
        foreach (var edge in Hyperedges(Source))
        {
            foreach (var node in Members(edge))
            {
                fence[node] = node >= FirstFree;
            }
        }

        return Shore(Sink, fence);
    }

    /// <summary>A separator of least size, the one nearest to the source; null when there is none.</summary>
    public int[]? Smallest() => SourceMeetsSink ? null : VertexFlow.MinimumCut(this);

    /// <summary>
    /// Nodes of <paramref name="fence"/> that are next to the component of <paramref name="start"/> once the fence is removed, ascending.
    /// </summary>
    private int[] Shore(int start, bool[] fence)
    {
        var shore = new List<int>();
        var seenNode = new bool[Count];
        var seenEdge = new bool[HyperedgeCount];
        var stack = new int[Count];
        var waiting = 1;
        seenNode[start] = true;
        stack[0] = start;
        while (waiting > 0)
        {
            foreach (var edge in Hyperedges(stack[--waiting]))
            {
                if (seenEdge[edge])
                {
                    continue;
                }

                seenEdge[edge] = true;
                foreach (var next in Members(edge))
                {
                    if (seenNode[next])
                    {
                        continue;
                    }

                    seenNode[next] = true;
                    if (fence[next])
                    {
                        shore.Add(next);
                    }
                    else
                    {
                        stack[waiting++] = next;
                    }
                }
            }
        }

        shore.Sort();
        return [.. shore];
    }

    private bool Meet()
    {
        foreach (var edge in Hyperedges(Source))
        {
            if (Members(edge).Contains(Sink))
            {
                return true;
            }
        }

        return false;
    }

    private static int[] MergeFamilies(CausalDiagram diagram, bool[] relevant, int[] number)
    {
        var parent = new int[diagram.Count];
        for (var node = 0; node < parent.Length; node++)
        {
            parent[node] = node;
        }

        for (var node = 0; node < parent.Length; node++)
        {
            if (!relevant[node])
            {
                continue;
            }

            foreach (var sibling in diagram.Siblings(node))
            {
                if (relevant[sibling])
                {
                    Union(parent, node, sibling);
                }
            }

            // A node that no separator may hold ties its own family to those of its children.
            if (number[node] == Barred)
            {
                foreach (var child in diagram.Children(node))
                {
                    if (relevant[child])
                    {
                        Union(parent, node, child);
                    }
                }
            }
        }

        for (var node = 0; node < parent.Length; node++)
        {
            parent[node] = Find(parent, node);
        }

        return parent;
    }

    private static int Find(int[] parent, int node)
    {
        while (parent[node] != node)
        {
            node = parent[node] = parent[parent[node]];
        }

        return node;
    }

    private static void Union(int[] parent, int a, int b)
    {
        var (rootA, rootB) = (Find(parent, a), Find(parent, b));
        parent[Math.Max(rootA, rootB)] = Math.Min(rootA, rootB);
    }

    /// <summary>The members of every merged family, each once; families of fewer than two members join nothing and are left out.</summary>
    private static Adjacency<int> Collect(CausalDiagram diagram, bool[] relevant, int[] number, int[] families, int count)
    {
        // Families are named by their least node.
        var builder = new AdjacencyBuilder<int>(diagram.Count);
        for (var node = 0; node < diagram.Count; node++)
        {
            if (relevant[node])
            {
                builder.Expect(families[node]);
            }
        }

        builder.Open();
        for (var node = 0; node < diagram.Count; node++)
        {
            if (relevant[node])
            {
                builder.Add(families[node], node);
            }
        }

        var byFamily = builder.Build();
        var start = new List<int> { 0 };
        var members = new List<int>(byFamily.Total);
        var stamp = new int[count];
        for (var family = 0; family < diagram.Count; family++)
        {
            var size = members.Count;
            foreach (var node in byFamily[family])
            {
                Add(members, stamp, number[node], family + 1);
                foreach (var cause in diagram.Parents(node))
                {
                    Add(members, stamp, number[cause], family + 1);
                }
            }

            if (members.Count - size < 2)
            {
                members.RemoveRange(size, members.Count - size);
            }
            else
            {
                start.Add(members.Count);
            }
        }

        return new Adjacency<int>([.. start], [.. members]);
    }

    private static void Add(List<int> members, int[] stamp, int node, int family)
    {
        if (node >= 0 && stamp[node] != family)
        {
            stamp[node] = family;
            members.Add(node);
        }
    }

    /// <summary>The hyperedges of every node, ascending.</summary>
    private static Adjacency<int> Invert(Adjacency<int> members, int count)
    {
        var builder = new AdjacencyBuilder<int>(count);
        for (var edge = 0; edge < members.Count; edge++)
        {
            foreach (var node in members[edge])
            {
                builder.Expect(node);
            }
        }

        builder.Open();
        for (var edge = 0; edge < members.Count; edge++)
        {
            foreach (var node in members[edge])
            {
                builder.Add(node, edge);
            }
        }

        return builder.Build();
    }
}
