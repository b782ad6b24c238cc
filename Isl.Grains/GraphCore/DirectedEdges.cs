namespace Isl.Grains.GraphCore;

/// <summary>A directed graph over d variables as a matrix of flags, kept acyclic by whoever adds edges.</summary>
internal sealed class DirectedEdges(int d)
{
    private readonly bool[] _edges = new bool[d * d];

    /// <summary>Number of variables.</summary>
    public int Order => d;

    /// <summary>Is there an edge?</summary>
    public bool this[int from, int to]
    {
        get => _edges[(from * d) + to];
        set => _edges[(from * d) + to] = value;
    }

    /// <summary>Causes of a variable, ascending.</summary>
    public List<int> Parents(int node) => [.. Enumerable.Range(0, d).Where(from => this[from, node])];

    /// <summary>All edges, by cause, then effect.</summary>
    public IEnumerable<(int From, int To)> All() =>
        from i in Enumerable.Range(0, d) from j in Enumerable.Range(0, d) where this[i, j] select (i, j);

    /// <summary>Number of edges.</summary>
    public int Count => _edges.AsSpan().Count(true);

    /// <summary>The graph with these edges.</summary>
    public static DirectedEdges Of(int order, IEnumerable<(int From, int To)> edges)
    {
        var graph = new DirectedEdges(order);
        foreach (var (from, to) in edges)
        {
            graph[from, to] = true;
        }

        return graph;
    }

    /// <summary>Do the two graphs have the same edges?</summary>
    public bool SameAs(DirectedEdges other) => _edges.AsSpan().SequenceEqual(other._edges);

    /// <summary>A directed path from one variable to another, both ends included, by fewest edges; null when there is none.</summary>
    public List<int>? Path(int from, int to)
    {
        var before = new int[d];
        Array.Fill(before, -1);
        before[from] = from;
        var queue = new Queue<int>([from]);
        while (queue.TryDequeue(out var node) && before[to] < 0)
        {
            for (var next = 0; next < d; next++)
            {
                if (this[node, next] && before[next] < 0)
                {
                    before[next] = node;
                    queue.Enqueue(next);
                }
            }
        }

        if (before[to] < 0)
        {
            return null;
        }

        var path = new List<int> { to };
        while (path[^1] != from)
        {
            path.Add(before[path[^1]]);
        }

        path.Reverse();
        return path;
    }

    /// <summary>Are the two variables joined to no other?</summary>
    public bool IsAlone(int a, int b) =>
        !All().Any(edge => (edge.From == a || edge.To == a || edge.From == b || edge.To == b) && edge != (a, b) && edge != (b, a));

    /// <summary>Does a directed path lead from one variable to another?</summary>
    public bool Reaches(int from, int to)
    {
        var seen = new bool[d];
        var stack = new Stack<int>([from]);
        while (stack.TryPop(out var node))
        {
            if (node == to)
            {
                return true;
            }

            for (var next = 0; next < d; next++)
            {
                if (this[node, next] && !seen[next])
                {
                    seen[next] = true;
                    stack.Push(next);
                }
            }
        }

        return false;
    }
}
