using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Identification;

/// <summary>The DAGs that a graph with open edges stands for, as a maximally oriented graph and one member.</summary>
/// <param name="Oriented">The graph after Meek's rules: every open edge can be set either way.</param>
/// <param name="Member">One of its DAGs.</param>
internal sealed record GraphClass(Cpdag Oriented, CausalGraph Member)
{
    /// <summary>Most nodes of a class: its matrices grow with their square.</summary>
    public const int MaxNodes = 2_000;

    /// <summary>The class of a graph.</summary>
    /// <exception cref="InputException">It is too large, or stands for no DAG.</exception>
    public static GraphClass Of(CausalGraph graph)
    {
        if (graph.Nodes.Length > MaxNodes)
        {
            throw new InputException(
                "/dag_structure",
                $"The graph has {graph.Nodes.Length} nodes; with edges without a direction the limit is {MaxNodes}. Leave out what does not bear "
                    + $"on the question.");
        }

        var oriented = new Cpdag(graph.Nodes.Length);
        foreach (var (a, b) in graph.Undirected)
        {
            oriented.Join(a, b);
        }

        foreach (var (from, to) in graph.Edges)
        {
            oriented.Orient(from, to);
        }

        MeekRules.Close(oriented, constraints: null, fourth: true);
        var member = oriented.ConsistentExtension() ?? throw new InputException(
            "/dag_structure",
            "The graph stands for no DAG: however its open edges are set, there is a cycle or a collider that it does not show. Check its "
                + "directions.");
        ImmutableArray<Edge> edges =
            [.. member.All().Select(edge => new Edge(edge.From, edge.To)).OrderBy(edge => edge.From).ThenBy(edge => edge.To)];
        return new GraphClass(oriented, graph with { Edges = edges, Undirected = [] });
    }

    /// <summary>A DAG that stands for the graph where its members agree; the graph itself where no edge is open.</summary>
    public static CausalGraph MemberOf(CausalGraph graph) => graph.Undirected.IsEmpty ? graph : Of(graph).Member;

    /// <summary>An open edge at a treatment that may begin a causal path to an outcome: then the members disagree about the effect.</summary>
    /// <remarks>
    /// Source: Perković, Textor, Kalisch &amp; Maathuis (2018), definition 4.1 (amenability), and Perković (2020), theorem 3.6: without such an edge
    /// the effect is the same in all members, with one it is not identifiable.
    /// </remarks>
    public (int Treatment, int Neighbour)? FindOpenStart(int[] treatments, int[] outcomes)
    {
        var isTreatment = Flags(treatments);
        var isOutcome = Flags(outcomes);
        foreach (var treatment in treatments)
        {
            foreach (var neighbour in Oriented.UndirectedNeighbours(treatment))
            {
                if (!isTreatment[neighbour]
                    && Reach(neighbour, node => isTreatment[node] || Oriented.IsDirected(node, treatment)).Any(node => isOutcome[node]))
                {
                    return (treatment, neighbour);
                }
            }
        }

        return null;
    }

    /// <summary>Nodes that lie on or behind a causal path in some member, as flags by node.</summary>
    /// <remarks>Source: Perković et al. (2018), definition 4.3: possible descendants of the nodes on proper possibly causal paths.</remarks>
    public bool[] Forbidden(int[] treatments, int[] outcomes)
    {
        var isTreatment = Flags(treatments);
        var isOutcome = Flags(outcomes);
        var forbidden = new bool[Oriented.Order];
        foreach (var treatment in treatments)
        {
            // What points at the treatment lies on no causal path from it, though open edges may lead there.
            bool IsBarred(int node) => isTreatment[node] || Oriented.IsDirected(node, treatment);
            var behind = Successors(treatment).Where(child => !isTreatment[child]).SelectMany(child => Reach(child, IsBarred)).ToHashSet();
            var onPath = behind.Where(node => Reach(node, IsBarred).Any(next => isOutcome[next]));
            foreach (var effect in onPath.SelectMany(node => Reach(node, _ => false)))
            {
                forbidden[effect] = true;
            }
        }

        foreach (var treatment in treatments)
        {
            forbidden[treatment] = false; // a treatment is barred as such
        }

        return forbidden;
    }

    /// <summary>The node and what a possibly causal path leads to from it, none of whose later nodes is barred.</summary>
    /// <remarks>
    /// Only paths none of whose triples is shielded are followed: where any possibly causal path leads to a node, one of these does, and on them it
    /// is enough that no edge points back (Perković, Kalisch &amp; Maathuis 2017, lemmas 3.2 and 3.6).
    /// </remarks>
    private HashSet<int> Reach(int start, Func<int, bool> isBarred)
    {
        var reached = new HashSet<int> { start };
        var seen = new HashSet<(int, int)>();
        var waiting = new Stack<(int Before, int Node)>([(-1, start)]);
        while (waiting.TryPop(out var step))
        {
            foreach (var next in Successors(step.Node))
            {
                var isShielded = step.Before >= 0 && (next == step.Before || Oriented.IsAdjacent(step.Before, next));
                if (!isShielded && !isBarred(next) && seen.Add((step.Node, next)))
                {
                    reached.Add(next);
                    waiting.Push((step.Node, next));
                }
            }
        }

        return reached;
    }

    private IEnumerable<int> Successors(int node) => Oriented.Neighbours(node).Where(next => !Oriented.IsDirected(next, node));

    private bool[] Flags(int[] nodes)
    {
        var flags = new bool[Oriented.Order];
        Array.ForEach(nodes, node => flags[node] = true);
        return flags;
    }
}
