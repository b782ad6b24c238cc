namespace Isl.Grains.Identification.Separation;

/// <summary>Vertex-disjoint paths from source to sink of a <see cref="SeparatorGraph"/>, and the minimum vertex cut they prove.</summary>
/// <remarks>
/// Source: Menger's theorem by Dinic's blocking flows. Every node but source and sink is split into an entry and an exit joined by an arc
/// of capacity one; a hyperedge is a state between the exits and the entries of its nodes, so that the network is as large as the graph
/// and not as its cliques. With capacities of one there are O(√V) phases of O(V + E) each (Even &amp; Tarjan 1975).
/// </remarks>
internal sealed class VertexFlow
{
    private const int Unlimited = int.MaxValue;
    private readonly SeparatorGraph _graph;
    private readonly int[] _first;
    private readonly int[] _next;
    private readonly int[] _to;
    private readonly int[] _capacity;
    private readonly int[] _level;
    private readonly int[] _queue;
    private int _arcs;

    private VertexFlow(SeparatorGraph graph)
    {
        _graph = graph;
        var incidences = 0;
        for (var edge = 0; edge < graph.HyperedgeCount; edge++)
        {
            incidences += graph.Members(edge).Length;
        }

        var states = (2 * graph.Count) + graph.HyperedgeCount;
        var arcs = 2 * (graph.Count + (2 * incidences));
        _first = new int[states];
        Array.Fill(_first, -1);
        _level = new int[states];
        _queue = new int[states];
        _next = new int[arcs];
        _to = new int[arcs];
        _capacity = new int[arcs];
        for (var node = SeparatorGraph.Sink + 1; node < graph.Count; node++)
        {
            Connect(Entry(node), Exit(node), 1);
        }

        for (var edge = 0; edge < graph.HyperedgeCount; edge++)
        {
            var state = (2 * graph.Count) + edge;
            foreach (var node in graph.Members(edge))
            {
                if (node != SeparatorGraph.Sink)
                {
                    Connect(Exit(node), state, Unlimited);
                }

                if (node != SeparatorGraph.Source)
                {
                    Connect(state, Entry(node), Unlimited);
                }
            }
        }
    }

    private static int Start => Exit(SeparatorGraph.Source);

    private static int Goal => Entry(SeparatorGraph.Sink);

    /// <summary>
    /// A least set of nodes that separates source and sink, the one nearest to the source, ascending; the two must not be adjacent. O(√V (V + E)).
    /// </summary>
    public static int[] MinimumCut(SeparatorGraph graph)
    {
        var flow = new VertexFlow(graph);
        while (flow.Level())
        {
            flow.Block();
        }

        var cut = new List<int>();
        for (var node = SeparatorGraph.Sink + 1; node < flow._graph.Count; node++)
        {
            if (flow._level[Entry(node)] >= 0 && flow._level[Exit(node)] < 0)
            {
                cut.Add(node);
            }
        }

        return [.. cut];
    }

    /// <summary>Breadth-first distances in the residual network, -1 where the source does not reach; true when it reaches the sink.</summary>
    private bool Level()
    {
        Array.Fill(_level, -1);
        var (head, tail) = (0, 1);
        _level[Start] = 0;
        _queue[0] = Start;
        while (head < tail)
        {
            var state = _queue[head++];
            for (var arc = _first[state]; arc >= 0; arc = _next[arc])
            {
                if (_capacity[arc] > 0 && _level[_to[arc]] < 0)
                {
                    _level[_to[arc]] = _level[state] + 1;
                    _queue[tail++] = _to[arc];
                }
            }
        }

        return _level[Goal] >= 0;
    }

    /// <summary>Sends one unit along every path it finds through ascending levels; an arc that led nowhere is not tried again.</summary>
    private void Block()
    {
        var current = (int[])_first.Clone();
        var path = _queue; // Free between two searches.
        var length = 0;
        var state = Start;
        while (true)
        {
            if (state == Goal)
            {
                for (var i = 0; i < length; i++)
                {
                    Send(path[i]);
                }

                length = 0;
                state = Start;
            }

            var arc = current[state];
            while (arc >= 0 && (_capacity[arc] == 0 || _level[_to[arc]] != _level[state] + 1))
            {
                arc = _next[arc];
            }

            current[state] = arc;
            if (arc >= 0)
            {
                path[length++] = arc;
                state = _to[arc];
            }
            else if (length == 0)
            {
                return;
            }
            else
            {
                var back = path[--length];
                state = _to[back ^ 1];
                current[state] = _next[back];
            }
        }
    }

    private void Send(int arc)
    {
        if (_capacity[arc] != Unlimited)
        {
            _capacity[arc]--;
        }

        if (_capacity[arc ^ 1] != Unlimited)
        {
            _capacity[arc ^ 1]++;
        }
    }

    private void Connect(int from, int to, int capacity)
    {
        Add(from, to, capacity);
        Add(to, from, 0);
    }

    private void Add(int from, int to, int capacity)
    {
        _to[_arcs] = to;
        _capacity[_arcs] = capacity;
        _next[_arcs] = _first[from];
        _first[from] = _arcs++;
    }

    private static int Entry(int node) => node << 1;

    private static int Exit(int node) => (node << 1) | 1;
}
