using Isl.Grains.GraphCore;

namespace Isl.Grains.Discovery.Searches.Continuous;

/// <summary>The acyclic graph of fitted weights.</summary>
/// <param name="Edges">The graph.</param>
/// <param name="Dropped">Edges that pass the threshold and were left out because they close a cycle, with their weights.</param>
internal sealed record WeightedGraph(DirectedEdges Edges, List<(int From, int To, double Weight)> Dropped)
{
    /// <summary>The graph of the weights that pass the threshold, times each edge's factor where there are factors.</summary>
    /// <param name="weights">Row-major d×d.</param>
    /// <param name="threshold">Least absolute weight of an edge.</param>
    /// <param name="constraints">Prior knowledge.</param>
    /// <param name="factors">Row-major d×d; null for none.</param>
    /// <param name="isUnfinished">The weights are those of a fit that ran out of time.</param>
    public static WeightedGraph Of(double[] weights, double threshold, EdgeConstraints constraints, double[]? factors, bool isUnfinished)
    {
        var d = constraints.Order;
        var needed = factors is null ? weights : [.. weights.Zip(factors, (weight, factor) => weight / factor)];
        List<(int From, int To, double Weight)> early = [];
        if (isUnfinished)
        {
            (needed, early) = BreakCycles(needed, threshold, constraints);
        }

        var (kept, late) = WeightThreshold.Apply(needed, threshold, constraints);
        var edges = new DirectedEdges(d);
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                edges[i, j] = WeightThreshold.HasEdge(kept, constraints, i, j);
            }
        }

        return new WeightedGraph(edges, [.. early.Concat(late).Select(edge => (edge.From, edge.To, weights[(edge.From * d) + edge.To]))]);
    }

    /// <summary>
    /// Weights of a search that ran out of time may hold cycles by the hundred. Taking the strongest edges first, as far as they close
    /// none, gives an acyclic graph in one sweep; dropping the weakest edge of a cycle again and again would take longer than the search.
    /// </summary>
    private static (double[] Kept, List<(int From, int To, double Weight)> Dropped) BreakCycles(
        double[] weights,
        double threshold,
        EdgeConstraints constraints)
    {
        var d = constraints.Order;
        var kept = (double[])weights.Clone();
        var graph = new DirectedEdges(d);
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                graph[i, j] = constraints.IsRequired(i, j);
            }
        }

        var dropped = new List<(int, int, double)>();
        foreach (
            var at in Enumerable
                .Range(0, d * d)
                .Where(at => Math.Abs(weights[at]) >= threshold && weights[at] != 0)
                .OrderByDescending(at => Math.Abs(weights[at])))
        {
            var (from, to) = (at / d, at % d);
            if (!graph[from, to] && graph.Reaches(to, from))
            {
                kept[at] = 0;
                dropped.Add((from, to, weights[at]));
                continue;
            }

            graph[from, to] = true;
        }

        return (kept, dropped);
    }
}
