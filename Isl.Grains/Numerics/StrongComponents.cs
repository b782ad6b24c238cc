namespace Isl.Grains.Numerics;

/// <summary>Strongly connected components of a directed graph with at most d nodes, in adjacency arrays; allocates once.</summary>
/// <remarks>Source: Tarjan (1972), with an explicit stack. O(nodes + edges). Not safe for concurrent use.</remarks>
/// <param name="d">Number of nodes.</param>
public sealed class StrongComponents(int d)
{
    private readonly int[] _order = new int[d];
    private readonly int[] _low = new int[d];
    private readonly int[] _next = new int[d];
    private readonly int[] _path = new int[d];
    private readonly int[] _open = new int[d];
    private readonly int[] _members = new int[d];
    private readonly int[] _starts = new int[d + 1];

    /// <summary>Number of components found last.</summary>
    public int Count { get; private set; }

    /// <summary>The nodes of one component.</summary>
    public ReadOnlySpan<int> Members(int component) => _members.AsSpan(_starts[component].._starts[component + 1]);

    /// <summary>Finds the components.</summary>
    /// <param name="starts">d + 1 offsets: the successors of node i are <paramref name="targets"/> from starts[i] to starts[i + 1].</param>
    /// <param name="targets">Successors, node after node.</param>
    public void Find(ReadOnlySpan<int> starts, ReadOnlySpan<int> targets)
    {
        _order.AsSpan().Clear();
        starts[..d].CopyTo(_next);
        var (visited, filled, opened) = (0, 0, 0);
        Count = 0;
        for (var root = 0; root < d; root++)
        {
            if (_order[root] != 0)
            {
                continue;
            }

            var depth = 0;
            Enter(root);
            while (depth > 0)
            {
                var node = _path[depth - 1];
                if (_next[node] < starts[node + 1])
                {
                    var target = targets[_next[node]++];
                    if (_order[target] == 0)
                    {
                        Enter(target);
                    }
                    else
                    {
                        _low[node] = Math.Min(_low[node], _low[target]);
                    }

                    continue;
                }

                depth--;
                if (depth > 0)
                {
                    var parent = _path[depth - 1];
                    _low[parent] = Math.Min(_low[parent], _low[node]);
                }

                if (_low[node] == _order[node])
                {
                    Close(node);
                }
            }

            void Enter(int node)
            {
                _order[node] = _low[node] = ++visited;
                _open[opened++] = node;
                _path[depth++] = node;
            }
        }

        _starts[Count] = filled;

        void Close(int node)
        {
            _starts[Count++] = filled;
            int member;
            do
            {
                member = _open[--opened];
                _low[member] = int.MaxValue;
                _members[filled++] = member;
            }
            while (member != node);
        }
    }
}
