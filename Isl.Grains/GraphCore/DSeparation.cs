using System.Buffers;

namespace Isl.Grains.GraphCore;

/// <summary>m-separation (d-separation, where there are no bidirected edges) by reachability.</summary>
/// <remarks>
/// Source: the Bayes-ball rules (Shachter 1998) with arrowheads of bidirected edges treated as in Richardson (2003): a walk passes a
/// non-collider outside the conditioning set, and a collider that is an ancestor of it. O(V + E) time and memory at any size.
/// </remarks>
public static class DSeparation
{
    /// <summary>The node is conditioned on.</summary>
    private const byte Given = 1;

    /// <summary>The node is conditioned on or an ancestor of one that is: as a collider it lets a walk pass.</summary>
    private const byte Opened = 2;

    private const byte Goal = 4;

    /// <summary>A walk has come to the node by a tail; shifted left by one: by an arrowhead.</summary>
    private const byte SeenByTail = 8;

    /// <summary>Does <paramref name="given"/> block every path between <paramref name="x"/> and <paramref name="y"/>?</summary>
    /// <param name="diagram">The graph.</param>
    /// <param name="x">One set of nodes.</param>
    /// <param name="y">Another, disjoint from the first.</param>
    /// <param name="given">The conditioning set, disjoint from both.</param>
    public static bool IsSeparated(CausalDiagram diagram, ReadOnlySpan<int> x, ReadOnlySpan<int> y, ReadOnlySpan<int> given)
    {
        var marks = ArrayPool<byte>.Shared.Rent(diagram.Count);
        var end = Search(diagram, x, y, given, marks, trace: null);
        ArrayPool<byte>.Shared.Return(marks);
        return end < 0;
    }

    /// <summary>
    /// All nodes that are m-connected to <paramref name="x"/> given <paramref name="given"/>, <paramref name="x"/> included, as flags by node. O(V +
    /// E).
    /// </summary>
    public static bool[] Connected(CausalDiagram diagram, ReadOnlySpan<int> x, ReadOnlySpan<int> given)
    {
        var marks = ArrayPool<byte>.Shared.Rent(diagram.Count);
        Search(diagram, x, [], given, marks, trace: null);
        var connected = new bool[diagram.Count];
        for (var node = 0; node < connected.Length; node++)
        {
            connected[node] = (marks[node] & (SeenByTail | (SeenByTail << 1))) != 0 && (marks[node] & Given) == 0;
        }

        ArrayPool<byte>.Shared.Return(marks);
        return connected;
    }

    /// <summary>
    /// An open path from <paramref name="x"/> to <paramref name="y"/> given <paramref name="given"/>, or null when they are separated. O(V + E).
    /// </summary>
    /// <returns>The steps in order, each node at most once.</returns>
    public static List<PathStep>? FindOpenPath(CausalDiagram diagram, ReadOnlySpan<int> x, ReadOnlySpan<int> y, ReadOnlySpan<int> given)
    {
        var marks = new byte[diagram.Count];
        var trace = new int[diagram.Count * 2];
        var end = Search(diagram, x, y, given, marks, trace);
        if (end < 0)
        {
            return null;
        }

        var states = new List<int>();
        for (var state = end; state >= 0; state = trace[state])
        {
            states.Add(state);
        }

        states.Reverse();
        return Shorten(diagram, states, marks);
    }

    /// <summary>Breadth-first search over (node, arrived against an arrowhead?) states; the first state at <paramref name="y"/>, or -1.</summary>
    private static int Search(CausalDiagram diagram, ReadOnlySpan<int> x, ReadOnlySpan<int> y, ReadOnlySpan<int> given, byte[] marks, int[]? trace)
    {
        marks.AsSpan(0, diagram.Count).Clear();
        var queue = ArrayPool<int>.Shared.Rent(diagram.Count * 2);
        MarkGiven(diagram, given, marks, queue);
        foreach (var node in y)
        {
            marks[node] |= Goal;
        }

        var (head, tail) = (0, 0);
        foreach (var node in x)
        {
            // A walk starts as if it had come up from a child: it may leave in every direction.
            Visit(StateOf(node, intoNode: false), -1, marks, trace, queue, ref tail);
        }

        var end = -1;
        while (head < tail)
        {
            var state = queue[head++];
            var node = state >> 1;
            var mark = marks[node];
            if ((mark & Goal) != 0)
            {
                end = state;
                break;
            }

            var open = (mark & Given) == 0;
            if (open)
            {
                foreach (var child in diagram.Children(node))
                {
                    Visit(StateOf(child, intoNode: true), state, marks, trace, queue, ref tail);
                }
            }

            if ((state & 1) == 1 ? (mark & Opened) != 0 : open)
            {
                foreach (var parent in diagram.Parents(node))
                {
                    Visit(StateOf(parent, intoNode: false), state, marks, trace, queue, ref tail);
                }

                foreach (var sibling in diagram.Siblings(node))
                {
                    Visit(StateOf(sibling, intoNode: true), state, marks, trace, queue, ref tail);
                }
            }
        }

        ArrayPool<int>.Shared.Return(queue);
        return end;
    }

    private static void Visit(int next, int from, byte[] marks, int[]? trace, int[] queue, ref int tail)
    {
        var seen = (byte)(SeenByTail << (next & 1));
        if ((marks[next >> 1] & seen) == 0)
        {
            marks[next >> 1] |= seen;
            trace?[next] = from;
            queue[tail++] = next;
        }
    }

    private static void MarkGiven(CausalDiagram diagram, ReadOnlySpan<int> given, byte[] marks, int[] stack)
    {
        var waiting = 0;
        foreach (var node in given)
        {
            if ((marks[node] & Given) == 0)
            {
                marks[node] = Given | Opened;
                stack[waiting++] = node;
            }
        }

        while (waiting > 0)
        {
            foreach (var parent in diagram.Parents(stack[--waiting]))
            {
                if ((marks[parent] & Opened) == 0)
                {
                    marks[parent] |= Opened;
                    stack[waiting++] = parent;
                }
            }
        }
    }

    /// <summary>
    /// Cuts the loops out of an open walk. What is left is open: at a node where the cut makes a collider, the walk first left along a
    /// directed path, which must have ended in a collider that is an ancestor of the conditioning set, and so is this node.
    /// </summary>
    private static List<PathStep> Shorten(CausalDiagram diagram, List<int> states, byte[] marks)
    {
        // A walk meets a node in at most two states, so the last visit is known after one pass.
        var last = new Dictionary<int, int>(states.Count);
        for (var i = 0; i < states.Count; i++)
        {
            last[states[i] >> 1] = i;
        }

        var path = new List<PathStep>();
        for (var i = 0; i < states.Count; i++)
        {
            var node = states[i] >> 1;
            i = last[node];
            path.Add(new PathStep(node, i == states.Count - 1 ? Arrow.None : ArrowTo(diagram, node, states[i + 1], (marks[node] & Given) != 0)));
        }

        return path;
    }

    /// <summary>
    /// The edge taken into the next state. Of two parallel edges the directed one, unless the node is conditioned on: then it was passed as a
    /// collider.
    /// </summary>
    private static Arrow ArrowTo(CausalDiagram diagram, int from, int nextState, bool isGiven)
    {
        var intoNext = (nextState & 1) == 1;
        return !intoNext ? Arrow.Backward
            : !isGiven && diagram.Children(from).BinarySearch(nextState >> 1) >= 0 ? Arrow.Forward
            : Arrow.Both;
    }

    private static int StateOf(int node, bool intoNode) => (node << 1) | (intoNode ? 1 : 0);
}
