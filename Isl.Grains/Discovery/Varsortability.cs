namespace Isl.Discovery;

/// <summary>How far the variances alone give the causal order away.</summary>
/// <remarks>
/// Source: Reisach, Seiler &amp; Weichwald (2021), "Beware of the simulated DAG", definition 1: the share of directed paths, counted once for each
/// pair of ends and length, that lead from lower to higher variance; ties count half.
/// </remarks>
internal static class Varsortability
{
    private const double Tie = 1e-9;

    /// <summary>0..1, or null for a graph without edges. O(d⁴) at worst.</summary>
    public static double? Of(DirectedEdges edges, DatasetMoments moments)
    {
        var d = edges.Order;
        var reached = new HashSet<(int From, int To)>(edges.All());
        var (paths, sorted) = (0.0, 0.0);
        for (var length = 1; length < d && reached.Count > 0; length++)
        {
            foreach (var (from, to) in reached)
            {
                var difference = moments.Deviations[to] - moments.Deviations[from];
                paths++;
                sorted += Math.Abs(difference) <= Tie * moments.Deviations[to] ? 0.5 : difference > 0 ? 1 : 0;
            }

            reached = [.. from pair in reached from next in Enumerable.Range(0, d) where edges[pair.To, next] select (pair.From, next)];
        }

        return paths == 0 ? null : Math.Round(sorted / paths, 6);
    }
}
