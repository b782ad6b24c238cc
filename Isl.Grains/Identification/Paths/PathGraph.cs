using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification.Paths;

/// <summary>An edge as a path may take it.</summary>
/// <param name="Next">The node at its other end.</param>
/// <param name="Arrow">How it is drawn in the direction of the path.</param>
internal readonly record struct Link(int Next, Arrow Arrow);

/// <summary>
/// A diagram as paths see it: edges can be taken from both ends, where that can be part of a path at all. Paths begin at a treatment, end at the
/// first outcome, and meet no other treatment.
/// </summary>
internal sealed class PathGraph
{
    private readonly Adjacency<Link> _onward;
    private readonly Adjacency<Link> _back;

    /// <summary>Prepares the paths of a question. O((V + E) log E).</summary>
    public PathGraph(CausalDiagram diagram, ReadOnlySpan<int> treatments, ReadOnlySpan<int> outcomes)
    {
        Count = diagram.Count;
        Treatments = treatments.ToArray();
        Outcomes = outcomes.ToArray();
        IsTreatment = diagram.Flags(treatments);
        IsOutcome = diagram.Flags(outcomes);
        var edges = new List<(int From, int To, Arrow Arrow)>();
        for (var node = 0; node < Count; node++)
        {
            foreach (var child in diagram.Children(node))
            {
                edges.Add((node, child, Arrow.Forward));
            }

            foreach (var sibling in diagram.Siblings(node))
            {
                if (node < sibling)
                {
                    edges.Add((node, sibling, Arrow.Both));
                }
            }
        }

        // All treatments are one source, all outcomes one sink: a path meets each of the two once.
        var (source, sink) = (Count, Count + 1);
        var chain = new BlockChain(Count + 2, [.. edges.Select(edge => (Merged(edge.From), Merged(edge.To)))], source, sink);
        var taken = new List<(int From, int To, Arrow Arrow)>();
        for (var i = 0; i < edges.Count; i++)
        {
            var (from, to, arrow) = edges[i];
            if (chain.CanTake(i, forwards: true))
            {
                taken.Add((from, to, arrow));
            }

            if (chain.CanTake(i, forwards: false))
            {
                taken.Add((to, from, arrow == Arrow.Forward ? Arrow.Backward : arrow));
            }
        }

        _onward = Lists(Count, taken);
        _back = Lists(Count, [.. taken.Select(link => (link.To, link.From, link.Arrow))]);

        int Merged(int node) => IsTreatment[node] ? source : IsOutcome[node] ? sink : node;
    }

    /// <summary>Number of nodes.</summary>
    public int Count { get; }

    /// <summary>Where paths begin.</summary>
    public int[] Treatments { get; }

    /// <summary>Where they end.</summary>
    public int[] Outcomes { get; }

    /// <summary>Treatments as flags by node.</summary>
    public bool[] IsTreatment { get; }

    /// <summary>Outcomes as flags by node.</summary>
    public bool[] IsOutcome { get; }

    /// <summary>How paths may go on from a node, by the node they come to.</summary>
    public ReadOnlySpan<Link> Onward(int node) => _onward[node];

    /// <summary>How paths may have come to a node: the nodes before it, with the arrow from there.</summary>
    public ReadOnlySpan<Link> Back(int node) => _back[node];

    /// <summary>Links by node, in the order of the nodes they lead to.</summary>
    private static Adjacency<Link> Lists(int count, List<(int At, int Next, Arrow Arrow)> links)
    {
        var lists = new AdjacencyBuilder<Link>(count);
        foreach (var (at, _, _) in links)
        {
            lists.Expect(at);
        }

        lists.Open();
        foreach (var (at, next, arrow) in links)
        {
            lists.Add(at, new Link(next, arrow));
        }

        var built = lists.Build();
        for (var node = 0; node < count; node++)
        {
            built.Writable(node).Sort(static (a, b) => a.Next != b.Next ? a.Next.CompareTo(b.Next) : a.Arrow.CompareTo(b.Arrow));
        }

        return built;
    }
}
