namespace Isl.Identification;

/// <summary>Vertex-disjoint paths from source to sink of an undirected graph, and the minimum vertex cut they prove.</summary>
/// <remarks>
/// Source: Menger's theorem by augmenting paths. Every node but source and sink is split into an entry and an exit joined by an arc of
/// capacity one; arcs between nodes run from exit to entry and have no limit.
/// </remarks>
internal sealed class VertexFlow
{
    private readonly int[][] _neighbours;
    private readonly bool[] _used;
    private readonly HashSet<(int From, int To)> _flow = [];

    private VertexFlow(int[][] neighbours) => (_neighbours, _used) = (neighbours, new bool[neighbours.Length]);

    /// <summary>A least set of nodes that separates source and sink, ascending; they must not be adjacent. O(k (V + E)) for a cut of k nodes.</summary>
    public static List<int> MinimumCut(int[][] neighbours)
    {
        var flow = new VertexFlow(neighbours);
        while (true)
        {
            var from = flow.Search();
            if (from[Entry(SeparatorGraph.Sink)] < 0)
            {
                return flow.Cut(from);
            }

            flow.Augment(from);
        }
    }

    /// <summary>Breadth-first search in the residual graph; for each reached state the state before it, else -1.</summary>
    private int[] Search()
    {
        var from = new int[_neighbours.Length * 2];
        Array.Fill(from, -1);
        var queue = new Queue<int>();
        var start = Exit(SeparatorGraph.Source);
        from[start] = start;
        queue.Enqueue(start);
        while (queue.TryDequeue(out var state))
        {
            var node = state >> 1;
            if (state == Exit(node))
            {
                foreach (var next in _neighbours[node])
                {
                    if (next != SeparatorGraph.Source)
                    {
                        Visit(Entry(next), state);
                    }
                }

                if (_used[node])
                {
                    Visit(Entry(node), state);
                }
            }
            else if (node != SeparatorGraph.Sink)
            {
                if (!_used[node])
                {
                    Visit(Exit(node), state);
                }

                foreach (var before in _neighbours[node])
                {
                    if (_flow.Contains((before, node)))
                    {
                        Visit(Exit(before), state);
                    }
                }
            }
        }

        return from;

        void Visit(int next, int state)
        {
            if (from[next] < 0)
            {
                from[next] = state;
                queue.Enqueue(next);
            }
        }
    }

    private void Augment(int[] from)
    {
        for (var state = Entry(SeparatorGraph.Sink); state != Exit(SeparatorGraph.Source); state = from[state])
        {
            var (node, before) = (state >> 1, from[state] >> 1);
            if (node == before)
            {
                _used[node] = state == Exit(node);
            }
            else if (state == Entry(node))
            {
                _flow.Add((before, node));
            }
            else
            {
                _flow.Remove((node, before));
            }
        }
    }

    /// <summary>Nodes whose entry the source still reaches, but not their exit.</summary>
    private List<int> Cut(int[] from)
    {
        var cut = new List<int>();
        for (var node = SeparatorGraph.Sink + 1; node < _neighbours.Length; node++)
        {
            if (from[Entry(node)] >= 0 && from[Exit(node)] < 0)
            {
                cut.Add(node);
            }
        }

        return cut;
    }

    private static int Entry(int node) => node << 1;

    private static int Exit(int node) => (node << 1) | 1;
}
