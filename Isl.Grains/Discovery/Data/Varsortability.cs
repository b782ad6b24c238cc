using Isl.Grains.Data;
using Isl.Grains.GraphCore;

namespace Isl.Grains.Discovery.Data;

/// <summary>How far the variances alone give the causal order away.</summary>
/// <remarks>
/// Source: Reisach, Seiler &amp; Weichwald (2021), "Beware of the simulated DAG", definition 1: the share of directed paths, counted once for each
/// pair of ends and length, that lead from lower to higher variance; ties count half.
/// </remarks>
internal static class Varsortability
{
    private const double Tie = 1e-9;

    /// <summary>0..1, or null for a graph without edges. O(d³·length/64).</summary>
    public static double? Of(DirectedEdges edges, DatasetMoments moments)
    {
        var d = edges.Order;
        var words = (d + 63) / 64;
        var children = new ulong[d][];
        for (var from = 0; from < d; from++)
        {
            children[from] = new ulong[words];
            for (var to = 0; to < d; to++)
            {
                children[from][to >> 6] |= edges[from, to] ? 1UL << to : 0;
            }
        }

        var (paths, sorted) = (0.0, 0.0);
        for (var from = 0; from < d; from++)
        {
            // The ends of all paths of one length from here; the next length follows from their children.
            var ends = (ulong[])children[from].Clone();
            while (Array.Exists(ends, word => word != 0))
            {
                var next = new ulong[words];
                for (var to = 0; to < d; to++)
                {
                    if ((ends[to >> 6] >> to & 1) == 0)
                    {
                        continue;
                    }

                    var difference = moments.Deviations[to] - moments.Deviations[from];
                    paths++;
                    sorted += Math.Abs(difference) <= Tie * moments.Deviations[to] ? 0.5 : difference > 0 ? 1 : 0;
                    for (var word = 0; word < words; word++)
                    {
                        next[word] |= children[to][word];
                    }
                }

                ends = next;
            }
        }

        return paths == 0 ? null : Math.Round(sorted / paths, 6);
    }
}
