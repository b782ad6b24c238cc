using Isl.Grains.Numerics;

namespace Isl.Grains.Identification.Paths;

/// <summary>Which edges of an undirected graph lie on simple paths between two nodes, and in which direction they can be taken there.</summary>
/// <remarks>
/// Source: Hopcroft &amp; Tarjan (1973), biconnected components. A simple path runs through the components on the way from one node to the other in
/// their order,
/// entering and leaving each at fixed nodes. So it never goes back to a component's entry, and goes no further in it from its exit. O(V + E).
/// </remarks>
internal sealed class BlockChain
{
    private readonly (int A, int B)[] _edges;
    private readonly int[] _block;
    private readonly Dictionary<int, (int Entry, int Exit)> _chain = [];

    /// <summary>Finds the chain of components.</summary>
    /// <param name="count">Number of nodes.</param>
    /// <param name="edges">Edges; parallel ones and loops may occur.</param>
    /// <param name="source">Where paths begin.</param>
    /// <param name="sink">Where they end.</param>
    public BlockChain(int count, (int A, int B)[] edges, int source, int sink)
    {
        _edges = edges;
        _block = new int[edges.Length];
        var cameBy = FindBlocks(count, source);
        if (cameBy[sink] < 0)
        {
            return;
        }

        for (var node = sink; node != source;)
        {
            var edge = cameBy[node];
            var before = Other(edge, node);
            _chain[_block[edge]] = (before, _chain.TryGetValue(_block[edge], out var known) ? known.Exit : node);
            node = before;
        }
    }

    /// <summary>Can a simple path take the edge from its first end to its second, or the other way?</summary>
    public bool CanTake(int edge, bool forwards)
    {
        var (from, to) = forwards ? _edges[edge] : (_edges[edge].B, _edges[edge].A);
        return from != to && _chain.TryGetValue(_block[edge], out var ends) && from != ends.Exit && to != ends.Entry;
    }

    private int Other(int edge, int node) => _edges[edge].A == node ? _edges[edge].B : _edges[edge].A;

    /// <summary>
    /// Numbers the components from 1 and returns, by node, the edge by which a depth-first search from the source reached it; -1 where it did not.
    /// </summary>
    private int[] FindBlocks(int count, int source)
    {
        var incident = Incidence(count);
        var next = new int[count];
        var (found, low, cameBy) = (new int[count], new int[count], new int[count]);
        Array.Fill(cameBy, -1);
        var (stack, open) = (new Stack<int>(), new Stack<int>());
        var (clock, blocks) = (1, 0);
        found[source] = low[source] = clock;
        stack.Push(source);
        while (stack.TryPeek(out var node))
        {
            var edges = incident[node];
            if (next[node] < edges.Length)
            {
                var edge = edges[next[node]++];
                var other = Other(edge, node);
                if (other == node || edge == cameBy[node])
                {
                    continue;
                }

                if (found[other] == 0)
                {
                    found[other] = low[other] = ++clock;
                    cameBy[other] = edge;
                    open.Push(edge);
                    stack.Push(other);
                }
                else if (found[other] < found[node])
                {
                    open.Push(edge);
                    low[node] = Math.Min(low[node], found[other]);
                }

                continue;
            }

            stack.Pop();
            if (node == source)
            {
                break;
            }

            var parent = Other(cameBy[node], node);
            low[parent] = Math.Min(low[parent], low[node]);
            if (low[node] >= found[parent])
            {
                blocks++;
                int closed;
                do
                {
                    closed = open.Pop();
                    _block[closed] = blocks;
                }
                while (closed != cameBy[node]);
            }
        }

        return cameBy;
    }

    private Adjacency<int> Incidence(int count)
    {
        var lists = new AdjacencyBuilder<int>(count);
        foreach (var (a, b) in _edges)
        {
            lists.Expect(a);
            lists.Expect(b);
        }

        lists.Open();
        for (var edge = 0; edge < _edges.Length; edge++)
        {
            lists.Add(_edges[edge].A, edge);
            lists.Add(_edges[edge].B, edge);
        }

        return lists.Build();
    }
}
