namespace Isl.Discovery;

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

    /// <summary>Are the two variables joined to no other?</summary>
    public bool IsAlone(int a, int b) => !All().Any(edge => (edge.From == a || edge.To == a || edge.From == b || edge.To == b) && edge != (a, b) && edge != (b, a));

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
