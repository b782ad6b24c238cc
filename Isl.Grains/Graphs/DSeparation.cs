namespace Isl.Graphs;

/// <summary>m-separation (d-separation, where there are no bidirected edges) by reachability.</summary>
/// <remarks>
/// Source: the Bayes-ball rules (Shachter 1998) with arrowheads of bidirected edges treated as in Richardson (2003): a walk passes a
/// non-collider outside the conditioning set, and a collider that is an ancestor of it. O(V + E) time and memory at any size.
/// </remarks>
public static class DSeparation
{
    /// <summary>Does <paramref name="given"/> block every path between <paramref name="x"/> and <paramref name="y"/>?</summary>
    /// <param name="diagram">The graph.</param>
    /// <param name="x">One set of nodes.</param>
    /// <param name="y">Another, disjoint from the first.</param>
    /// <param name="given">The conditioning set, disjoint from both.</param>
    public static bool IsSeparated(CausalDiagram diagram, ReadOnlySpan<int> x, ReadOnlySpan<int> y, ReadOnlySpan<int> given) =>
        Search(diagram, x, y, given, trace: null) < 0;

    /// <summary>An open path from <paramref name="x"/> to <paramref name="y"/> given <paramref name="given"/>, or null when they are separated.</summary>
    /// <returns>The steps in order, each node at most once.</returns>
    public static List<PathStep>? FindOpenPath(CausalDiagram diagram, ReadOnlySpan<int> x, ReadOnlySpan<int> y, ReadOnlySpan<int> given)
    {
        var trace = new int[diagram.Count * 2];
        var end = Search(diagram, x, y, given, trace);
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
        return Shorten(diagram, states, diagram.Flags(given));
    }

    /// <summary>Breadth-first search over (node, arrived against an arrowhead?) states; the first state at <paramref name="y"/>, or -1.</summary>
    private static int Search(CausalDiagram diagram, ReadOnlySpan<int> x, ReadOnlySpan<int> y, ReadOnlySpan<int> given, int[]? trace)
    {
        var conditioned = diagram.Flags(given);
        var ancestors = diagram.Ancestors(given);
        var goal = diagram.Flags(y);
        var seen = new bool[diagram.Count * 2];
        var queue = new Queue<int>();
        foreach (var node in x)
        {
            // A walk starts as if it had come up from a child: it may leave in every direction.
            var state = StateOf(node, intoNode: false);
            if (!seen[state])
            {
                seen[state] = true;
                trace?[state] = -1;
                queue.Enqueue(state);
            }
        }

        while (queue.TryDequeue(out var state))
        {
            var node = state >> 1;
            if (goal[node])
            {
                return state;
            }

            var arrivedByArrowhead = (state & 1) == 1;
            var open = !conditioned[node];
            if (open)
            {
                foreach (var child in diagram.Children(node))
                {
                    Visit(StateOf(child, intoNode: true), state);
                }
            }

            if (arrivedByArrowhead ? ancestors[node] : open)
            {
                foreach (var parent in diagram.Parents(node))
                {
                    Visit(StateOf(parent, intoNode: false), state);
                }

                foreach (var sibling in diagram.Siblings(node))
                {
                    Visit(StateOf(sibling, intoNode: true), state);
                }
            }
        }

        return -1;

        void Visit(int next, int from)
        {
            if (!seen[next])
            {
                seen[next] = true;
                trace?[next] = from;
                queue.Enqueue(next);
            }
        }
    }

    /// <summary>
    /// Cuts the loops out of an open walk. What is left is open: at a node where the cut makes a collider, the walk first left along a
    /// directed path, which must have ended in a collider that is an ancestor of the conditioning set, and so is this node.
    /// </summary>
    private static List<PathStep> Shorten(CausalDiagram diagram, List<int> states, bool[] conditioned)
    {
        var path = new List<PathStep>();
        for (var i = 0; i < states.Count; i++)
        {
            var node = states[i] >> 1;
            i = states.FindLastIndex(state => state >> 1 == node);
            path.Add(new PathStep(node, i == states.Count - 1 ? Arrow.None : ArrowTo(diagram, node, states[i + 1], conditioned)));
        }

        return path;
    }

    /// <summary>The edge taken into the next state. Of two parallel edges the directed one, unless the node is conditioned on: then it was passed as a collider.</summary>
    private static Arrow ArrowTo(CausalDiagram diagram, int from, int nextState, bool[] conditioned)
    {
        var intoNext = (nextState & 1) == 1;
        return !intoNext ? Arrow.Backward
            : !conditioned[from] && diagram.Children(from).BinarySearch(nextState >> 1) >= 0 ? Arrow.Forward
            : Arrow.Both;
    }

    private static int StateOf(int node, bool intoNode) => (node << 1) | (intoNode ? 1 : 0);
}
