using Isl.Grains.Data;
using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

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
        var children = new BitMatrix(d);
        for (var from = 0; from < d; from++)
        {
            for (var to = 0; to < d; to++)
            {
                children[from, to] = edges[from, to];
            }
        }

        var (paths, sorted) = (0.0, 0.0);
        for (var from = 0; from < d; from++)
        {
            // The ends of all paths of one length from here; the next length follows from their children.
            var ends = children[from].ToArray();
            while (ends.AsSpan().ContainsAnyExcept(0UL))
            {
                var next = new ulong[ends.Length];
                for (var to = Bits.Next(ends, 0); to >= 0; to = Bits.Next(ends, to + 1))
                {
                    var difference = moments.Deviations[to] - moments.Deviations[from];
                    paths++;
                    sorted += Math.Abs(difference) <= Tie * moments.Deviations[to] ? 0.5 : difference > 0 ? 1 : 0;
                    Bits.Include(next, children[to]);
                }

                ends = next;
            }
        }

        return paths == 0 ? null : Math.Round(sorted / paths, 6);
    }
}
