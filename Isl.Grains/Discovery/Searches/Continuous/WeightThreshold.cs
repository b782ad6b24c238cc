using Isl.Grains.GraphCore;

namespace Isl.Grains.Discovery.Searches.Continuous;

/// <summary>Turns fitted weights into the edges of an acyclic graph.</summary>
public static class WeightThreshold
{
    /// <summary>
    /// Sets entries below the threshold to zero, then, while a cycle is left, the weakest edge on any cycle: an unthresholded fit can have h
    /// below its tolerance and still hold a long cycle of weak edges. Required edges stay.
    /// </summary>
    /// <param name="weights">Row-major d×d; not changed.</param>
    /// <param name="threshold">Least absolute weight of an edge.</param>
    /// <param name="constraints">Prior knowledge; its required edges are acyclic.</param>
    /// <returns>The kept weights, and the edges dropped beyond the threshold, weakest first.</returns>
    public static (double[] Weights, List<(int From, int To, double Weight)> Dropped) Apply(
        ReadOnlySpan<double> weights,
        double threshold,
        EdgeConstraints constraints)
    {
        var d = constraints.Order;
        var kept = weights.ToArray();
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                if (Math.Abs(kept[(i * d) + j]) < threshold && !constraints.IsRequired(i, j))
                {
                    kept[(i * d) + j] = 0;
                }
            }
        }

        var dropped = new List<(int, int, double)>();
        while (WeakestOnCycle(kept, constraints) is var (from, to))
        {
            dropped.Add((from, to, kept[(from * d) + to]));
            kept[(from * d) + to] = 0;
        }

        return (kept, dropped);
    }

    /// <summary>Is there an edge: a nonzero weight, or a required edge whatever its weight?</summary>
    public static bool HasEdge(ReadOnlySpan<double> weights, EdgeConstraints constraints, int from, int to) =>
        weights[(from * constraints.Order) + to] != 0 || constraints.IsRequired(from, to);

    private static (int From, int To)? WeakestOnCycle(double[] weights, EdgeConstraints constraints)
    {
        var d = constraints.Order;
        var component = CyclicParts(weights, constraints);
        (int From, int To)? weakest = null;
        var least = double.PositiveInfinity;
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                var size = Math.Abs(weights[(i * d) + j]);
                if (size > 0 && size < least && component[i] >= 0 && component[i] == component[j] && !constraints.IsRequired(i, j))
                {
                    (weakest, least) = ((i, j), size);
                }
            }
        }

        return weakest;
    }

    /// <summary>For each variable the number of its strongly connected component, or -1 when it lies on no cycle. O(d³).</summary>
    private static int[] CyclicParts(double[] weights, EdgeConstraints constraints)
    {
        var d = constraints.Order;
        var reaches = new bool[d][];
        for (var start = 0; start < d; start++)
        {
            reaches[start] = new bool[d];
            var stack = new Stack<int>([start]);
            while (stack.TryPop(out var node))
            {
                for (var next = 0; next < d; next++)
                {
                    if (!reaches[start][next] && HasEdge(weights, constraints, node, next))
                    {
                        reaches[start][next] = true;
                        stack.Push(next);
                    }
                }
            }
        }

        var component = new int[d];
        for (var node = 0; node < d; node++)
        {
            component[node] = -1;
            for (var other = d - 1; other >= 0; other--)
            {
                if (reaches[node][other] && reaches[other][node])
                {
                    component[node] = other;
                }
            }
        }

        return component;
    }
}
