using System.Collections.Immutable;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.GraphCore;

/// <summary>A partially directed graph over d variables: at most one edge a pair, directed, undirected or (after a conflict) bidirected.</summary>
/// <remarks>
/// Stands for the DAGs with its adjacencies, its directed edges and no colliders i → j ← k with i, k apart but those it shows. After
/// <see cref="MeekRules"/> it is the completed graph (CPDAG) of a Markov class, or with prior knowledge the maximally oriented one.
/// </remarks>
public sealed class Cpdag
{
    private const int MaxWordsOnStack = 16;

    private readonly BitMatrix _adjacent;
    private readonly BitMatrix _children;
    private readonly BitMatrix _parents;
    private readonly BitMatrix _undirected;
    private readonly BitMatrix _bidirected;

    /// <summary>The graph without edges.</summary>
    /// <param name="d">Number of variables.</param>
    public Cpdag(int d)
    {
        Order = d;
        (_adjacent, _children, _parents, _undirected, _bidirected) = (new(d), new(d), new(d), new(d), new(d));
    }

    private Cpdag(Cpdag other)
    {
        Order = other.Order;
        (_adjacent, _children, _parents) = (other._adjacent.Copy(), other._children.Copy(), other._parents.Copy());
        (_undirected, _bidirected) = (other._undirected.Copy(), other._bidirected.Copy());
    }

    /// <summary>Number of variables.</summary>
    public int Order { get; }

    /// <summary>Directed edges, by cause, then effect.</summary>
    public IEnumerable<(int From, int To)> Directed => Pairs(_children, bothWays: true);

    /// <summary>Undirected edges, each once with the lower index first, ascending.</summary>
    public IEnumerable<(int A, int B)> Undirected => Pairs(_undirected, bothWays: false);

    /// <summary>Bidirected edges (two colliders disagree), each once with the lower index first, ascending.</summary>
    public IEnumerable<(int A, int B)> Bidirected => Pairs(_bidirected, bothWays: false);

    /// <summary>Rows of neighbours, of whatever kind.</summary>
    internal BitMatrix AdjacentRows => _adjacent;

    /// <summary>Rows of children along directed edges.</summary>
    internal BitMatrix ChildRows => _children;

    /// <summary>Rows of parents along directed edges.</summary>
    internal BitMatrix ParentRows => _parents;

    /// <summary>Rows of neighbours along undirected edges.</summary>
    internal BitMatrix UndirectedRows => _undirected;

    /// <summary>The completed graph of a DAG's Markov class: its colliders between variables that are apart, then Meek's rules.</summary>
    /// <remarks>Source: Verma &amp; Pearl (1990) for the class, Meek (1995) for the completion.</remarks>
    internal static Cpdag FromDag(DirectedEdges dag)
    {
        var graph = new Cpdag(dag.Order);
        foreach (var (from, to) in dag.All())
        {
            graph.Join(from, to);
        }

        for (var node = 0; node < dag.Order; node++)
        {
            var parents = dag.Parents(node);
            foreach (var parent in parents.Where(parent => parents.Any(other => other != parent && !graph.IsAdjacent(parent, other))))
            {
                graph.Orient(parent, node);
            }
        }

        MeekRules.Close(graph, constraints: null);
        return graph;
    }

    /// <summary>The completed graph of the Markov class of the DAG with these edges.</summary>
    /// <param name="d">Number of variables.</param>
    /// <param name="edges">Edges of an acyclic graph.</param>
    public static Cpdag FromDag(int d, IEnumerable<(int From, int To)> edges)
    {
        var dag = new DirectedEdges(d);
        foreach (var (from, to) in edges)
        {
            dag[from, to] = true;
        }

        return FromDag(dag);
    }

    /// <summary>Is there an edge of any kind?</summary>
    public bool IsAdjacent(int a, int b) => _adjacent[a, b];

    /// <summary>Is there a directed edge this way?</summary>
    public bool IsDirected(int from, int to) => _children[from, to];

    /// <summary>Is there an undirected edge?</summary>
    public bool IsUndirected(int a, int b) => _undirected[a, b];

    /// <summary>Is there a bidirected edge?</summary>
    public bool IsBidirected(int a, int b) => _bidirected[a, b];

    /// <summary>All neighbours, ascending.</summary>
    public IReadOnlyList<int> Neighbours(int node) => _adjacent.Members(node);

    /// <summary>Causes along directed edges, ascending.</summary>
    public IReadOnlyList<int> Parents(int node) => _parents.Members(node);

    /// <summary>Neighbours along undirected edges, ascending.</summary>
    public IReadOnlyList<int> UndirectedNeighbours(int node) => _undirected.Members(node);

    /// <summary>Puts an undirected edge between two variables in place of whatever is there.</summary>
    public void Join(int a, int b)
    {
        Remove(a, b);
        _adjacent[a, b] = _adjacent[b, a] = true;
        _undirected[a, b] = _undirected[b, a] = true;
    }

    /// <summary>Puts a directed edge between two variables in place of whatever is there.</summary>
    public void Orient(int from, int to)
    {
        Remove(from, to);
        _adjacent[from, to] = _adjacent[to, from] = true;
        _children[from, to] = _parents[to, from] = true;
    }

    /// <summary>Puts a bidirected edge between two variables in place of whatever is there.</summary>
    public void OrientBoth(int a, int b)
    {
        Remove(a, b);
        _adjacent[a, b] = _adjacent[b, a] = true;
        _bidirected[a, b] = _bidirected[b, a] = true;
    }

    /// <summary>Removes the edge between two variables, if there is one.</summary>
    public void Remove(int a, int b)
    {
        _adjacent[a, b] = _adjacent[b, a] = false;
        _undirected[a, b] = _undirected[b, a] = false;
        _bidirected[a, b] = _bidirected[b, a] = false;
        _children[a, b] = _parents[b, a] = false;
        _children[b, a] = _parents[a, b] = false;
    }

    /// <summary>A copy that shares nothing.</summary>
    public Cpdag Copy() => new(this);

    /// <summary>Do the two graphs have the same edges with the same marks?</summary>
    public bool SameAs(Cpdag other) =>
        Order == other.Order && _children.SameAs(other._children) && _undirected.SameAs(other._undirected) && _bidirected.SameAs(other._bidirected);

    /// <summary>Does a path of directed edges lead from one variable to another? A variable reaches itself.</summary>
    public bool Reaches(int from, int to)
    {
        var words = Bits.WordsFor(Order);
        Span<ulong> memory = words <= MaxWordsOnStack ? stackalloc ulong[2 * words] : new ulong[2 * words];
        var seen = memory[..words];
        var waiting = memory[words..];
        Bits.Add(waiting, from);
        while (Bits.TryTakeFirst(waiting, out var node))
        {
            if (node == to)
            {
                return true;
            }

            var children = _children[node];
            for (var word = 0; word < words; word++)
            {
                waiting[word] |= children[word] & ~seen[word];
                seen[word] |= children[word];
            }
        }

        return false;
    }

    /// <summary>Is this the completed graph of some DAG's Markov class?</summary>
    public bool IsValid() => ConsistentExtension() is { } dag && FromDag(dag).SameAs(this);

    /// <summary>A DAG of the class, or null when there is none; see <see cref="ConsistentExtensions.Find"/>.</summary>
    internal DirectedEdges? ConsistentExtension() => ConsistentExtensions.Find(this);

    /// <summary>Further DAGs of the class; see <see cref="ConsistentExtensions.Further"/>.</summary>
    /// <param name="max">How many at most.</param>
    /// <param name="constraints">Prior knowledge to honour besides the directed edges.</param>
    internal List<DirectedEdges> Members(int max, EdgeConstraints? constraints = null) => ConsistentExtensions.Further(this, max, constraints);

    /// <summary>The edges by name.</summary>
    /// <param name="variables">Names in the order of the indices.</param>
    public NamedCpdag ToNames(ImmutableArray<string> variables) => new(
        [.. Directed.Select(edge => new NamedEdge(variables[edge.From], variables[edge.To]))],
        [.. Undirected.Select(edge => new NamedEdge(variables[edge.A], variables[edge.B]))],
        [.. Bidirected.Select(edge => new NamedEdge(variables[edge.A], variables[edge.B]))]);

    /// <summary>Are two DAGs Markov equivalent?</summary>
    internal static bool SameClass(DirectedEdges a, DirectedEdges b) => FromDag(a).SameAs(FromDag(b));

    private IEnumerable<(int, int)> Pairs(BitMatrix rows, bool bothWays)
    {
        for (var row = 0; row < Order; row++)
        {
            foreach (var column in rows.Members(row))
            {
                if (bothWays || row < column)
                {
                    yield return (row, column);
                }
            }
        }
    }
}

/// <summary>A partially directed graph by name; the unordered pairs stand in column order.</summary>
/// <param name="Directed">Edges from cause to effect.</param>
/// <param name="Undirected">Edges of open direction.</param>
/// <param name="Bidirected">Edges on which two colliders disagree.</param>
public sealed record NamedCpdag(ImmutableArray<NamedEdge> Directed, ImmutableArray<NamedEdge> Undirected, ImmutableArray<NamedEdge> Bidirected);
