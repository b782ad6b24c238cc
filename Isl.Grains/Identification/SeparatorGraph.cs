using Isl.Graphs;

namespace Isl.Identification;

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
    private readonly List<int>[] _hyperedges;
    private readonly List<int>[] _membership;
    private readonly List<int> _original = [-1, -1];

    /// <summary>Builds the graph. O((V + E) α(V)).</summary>
    /// <param name="diagram">The diagram to separate in.</param>
    /// <param name="x">The first set.</param>
    /// <param name="y">The second set.</param>
    /// <param name="allowed">Nodes that a separator may hold; none of them in either set.</param>
    public SeparatorGraph(CausalDiagram diagram, ReadOnlySpan<int> x, ReadOnlySpan<int> y, bool[] allowed)
    {
        int[] both = [.. x, .. y];
        var relevant = diagram.Ancestors(both);
        var number = new int[diagram.Count];
        Array.Fill(number, -1);
        foreach (var node in x)
        {
            number[node] = Source;
        }

        foreach (var node in y)
        {
            number[node] = Sink;
        }

        for (var node = 0; node < diagram.Count; node++)
        {
            if (relevant[node] && allowed[node] && number[node] < 0)
            {
                number[node] = _original.Count;
                _original.Add(node);
            }
        }

        var families = MergeFamilies(diagram, relevant, number);
        _hyperedges = Collect(diagram, relevant, number, families);
        _membership = new List<int>[_original.Count];
        for (var node = 0; node < _membership.Length; node++)
        {
            _membership[node] = [];
        }

        for (var i = 0; i < _hyperedges.Length; i++)
        {
            foreach (var node in _hyperedges[i])
            {
                _membership[node].Add(i);
            }
        }

        SourceMeetsSink = _membership[Source].Intersect(_membership[Sink]).Any();
    }

    /// <summary>True when nothing separates the sets: they are adjacent, or joined by nodes that no separator may hold.</summary>
    public bool SourceMeetsSink { get; }

    /// <summary>Number of nodes, source and sink included.</summary>
    public int Count => _original.Count;

    /// <summary>Translates separator nodes back to nodes of the diagram, ascending.</summary>
    public int[] ToDiagram(IEnumerable<int> nodes) => [.. nodes.Select(node => _original[node]).Order()];

    /// <summary>Neighbours of <paramref name="node"/>, each once, ascending.</summary>
    public IEnumerable<int> Neighbours(int node) =>
        _membership[node].SelectMany(edge => _hyperedges[edge]).Where(other => other != node).Distinct().Order();

    /// <summary>The minimal separator nearest to the source, in time linear in the graph; null when there is none.</summary>
    public List<int>? NearestToSource()
    {
        if (SourceMeetsSink)
        {
            return null;
        }

        // Every neighbour of the source together is a separator; those of them that the sink reaches without them are a minimal one.
        var fence = new bool[Count];
        foreach (var edge in _membership[Source])
        {
            foreach (var node in _hyperedges[edge])
            {
                fence[node] = node >= FirstFree;
            }
        }

        return Shore(Sink, fence);
    }

    /// <summary>A separator of least size; null when there is none.</summary>
    public List<int>? Smallest() => SourceMeetsSink
        ? null
        : VertexFlow.MinimumCut([.. Enumerable.Range(0, Count).Select(node => Neighbours(node).ToArray())]);

    /// <summary>Nodes of <paramref name="fence"/> that are next to the component of <paramref name="start"/> once the fence is removed, ascending.</summary>
    private List<int> Shore(int start, bool[] fence)
    {
        var shore = new List<int>();
        var seenNode = new bool[Count];
        var seenEdge = new bool[_hyperedges.Length];
        var stack = new Stack<int>();
        seenNode[start] = true;
        stack.Push(start);
        while (stack.TryPop(out var node))
        {
            foreach (var edge in _membership[node])
            {
                if (seenEdge[edge])
                {
                    continue;
                }

                seenEdge[edge] = true;
                foreach (var next in _hyperedges[edge])
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
                        stack.Push(next);
                    }
                }
            }
        }

        shore.Sort();
        return shore;
    }

    private static int[] MergeFamilies(CausalDiagram diagram, bool[] relevant, int[] number)
    {
        var parent = Enumerable.Range(0, diagram.Count).ToArray();
        for (var node = 0; node < diagram.Count; node++)
        {
            if (!relevant[node])
            {
                continue;
            }

            foreach (var sibling in diagram.Siblings(node))
            {
                if (relevant[sibling])
                {
                    Union(node, sibling);
                }
            }

            // A node that no separator may hold ties its own family to those of its children.
            if (number[node] < 0)
            {
                foreach (var child in diagram.Children(node))
                {
                    if (relevant[child])
                    {
                        Union(node, child);
                    }
                }
            }
        }

        for (var node = 0; node < parent.Length; node++)
        {
            parent[node] = Find(node);
        }

        return parent;

        int Find(int node)
        {
            while (parent[node] != node)
            {
                node = parent[node] = parent[parent[node]];
            }

            return node;
        }

        void Union(int a, int b)
        {
            var (rootA, rootB) = (Find(a), Find(b));
            parent[Math.Max(rootA, rootB)] = Math.Min(rootA, rootB);
        }
    }

    private static List<int>[] Collect(CausalDiagram diagram, bool[] relevant, int[] number, int[] families)
    {
        var members = new SortedDictionary<int, List<int>>();
        for (var node = 0; node < diagram.Count; node++)
        {
            if (!relevant[node])
            {
                continue;
            }

            if (!members.TryGetValue(families[node], out var family))
            {
                members[families[node]] = family = [];
            }

            Add(family, number[node]);
            foreach (var cause in diagram.Parents(node))
            {
                Add(family, number[cause]);
            }
        }

        return [.. members.Values.Select(family => family.Distinct().Order().ToList())];

        static void Add(List<int> family, int node)
        {
            if (node >= 0)
            {
                family.Add(node);
            }
        }
    }
}
