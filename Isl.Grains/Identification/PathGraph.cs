using Isl.Graphs;

namespace Isl.Identification;

/// <summary>An edge as a path may take it from a node.</summary>
/// <param name="Next">The node it leads to.</param>
/// <param name="Arrow">How it is drawn from here.</param>
internal readonly record struct Link(int Next, Arrow Arrow);

/// <summary>A diagram as paths see it: every edge can be taken from both ends. Paths begin at a treatment, end at the first outcome, and meet no other treatment.</summary>
internal sealed class PathGraph
{
    private readonly int[] _start;
    private readonly Link[] _links;

    /// <summary>Prepares the paths of a question. O((V + E) log E).</summary>
    public PathGraph(CausalDiagram diagram, ReadOnlySpan<int> treatments, ReadOnlySpan<int> outcomes)
    {
        Count = diagram.Count;
        Treatments = treatments.ToArray();
        Outcomes = outcomes.ToArray();
        IsTreatment = diagram.Flags(treatments);
        IsOutcome = diagram.Flags(outcomes);
        _start = new int[Count + 1];
        for (var node = 0; node < Count; node++)
        {
            _start[node + 1] = _start[node] + diagram.Parents(node).Length + diagram.Children(node).Length + diagram.Siblings(node).Length;
        }

        _links = new Link[_start[Count]];
        for (var node = 0; node < Count; node++)
        {
            var at = _start[node];
            foreach (var child in diagram.Children(node))
            {
                _links[at++] = new Link(child, Arrow.Forward);
            }

            foreach (var parent in diagram.Parents(node))
            {
                _links[at++] = new Link(parent, Arrow.Backward);
            }

            foreach (var sibling in diagram.Siblings(node))
            {
                _links[at++] = new Link(sibling, Arrow.Both);
            }

            _links.AsSpan(_start[node], at - _start[node]).Sort(static (a, b) => a.Next != b.Next ? a.Next.CompareTo(b.Next) : a.Arrow.CompareTo(b.Arrow));
        }
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

    /// <summary>Edges at a node, by the node at their other end.</summary>
    public ReadOnlySpan<Link> Links(int node) => _links.AsSpan(_start[node], _start[node + 1] - _start[node]);

    /// <summary>The arrow of the same edge taken from its other end.</summary>
    public static Arrow Reversed(Arrow arrow) => arrow switch
    {
        Arrow.Forward => Arrow.Backward,
        Arrow.Backward => Arrow.Forward,
        _ => arrow,
    };
}
