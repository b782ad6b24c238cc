using System.Runtime.InteropServices;
using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Discovery.Resampling;

/// <summary>Counts the edges of resamples; tallies of chunks add up to the tally of all, in any order.</summary>
internal sealed class ResampleTally(int d)
{
    private readonly int[] _directed = new int[d * d];
    private readonly int[] _open = new int[d * d];
    private readonly int[] _adjacent = new int[d * d];

    /// <summary>Resamples counted.</summary>
    public int Done { get; private set; }

    /// <summary>Resamples left out because a column of theirs is constant, or the arithmetic broke down on them.</summary>
    public int Unusable { get; private set; }

    /// <summary>Resamples without any edge.</summary>
    public int Empty { get; private set; }

    /// <summary>Counts a resample's graph.</summary>
    public void Add(GraphEstimate estimate)
    {
        Done++;
        Empty += estimate.Edges.Count == 0 ? 1 : 0;
        if (estimate.Pattern is { } pattern)
        {
            foreach (var (from, to) in pattern.Directed)
            {
                _directed[(from * d) + to]++;
                CountPair(_adjacent, from, to);
            }

            foreach (var (a, b) in pattern.Undirected)
            {
                CountPair(_open, a, b);
                CountPair(_adjacent, a, b);
            }

            foreach (var (a, b) in pattern.Bidirected)
            {
                CountPair(_adjacent, a, b);
            }

            return;
        }

        foreach (var (from, to) in estimate.Edges.All())
        {
            _directed[(from * d) + to]++;
            CountPair(_adjacent, from, to);
        }
    }

    /// <summary>Counts a resample that cannot be used.</summary>
    public void Skip() => Unusable++;

    /// <summary>Adds a chunk's counts.</summary>
    public void Add(ResampleCounts counts)
    {
        Done += counts.Done;
        Unusable += counts.Unusable;
        Empty += counts.Empty;
        Sum(_directed, counts.Directed);
        Sum(_open, counts.Open);
        Sum(_adjacent, counts.Adjacent);
    }

    /// <summary>The counts as they travel.</summary>
    public ResampleCounts ToCounts() => new(Done, Unusable, Empty, Bytes(_directed), Bytes(_open), Bytes(_adjacent));

    /// <summary>Share of resamples that hold an edge, one of open direction counted half.</summary>
    public double Share(int from, int to) => Done == 0 ? 0 : (_directed[(from * d) + to] + (0.5 * _open[(from * d) + to])) / Done;

    /// <summary>Share of resamples that join two variables.</summary>
    public double Adjacency(int a, int b) => Done == 0 ? 0 : (double)_adjacent[(a * d) + b] / Done;

    /// <summary>The resamples' word on an edge.</summary>
    public EdgeSupport Support(int from, int to) => new(
        Round(Adjacency(from, to)),
        Round((double)_directed[(from * d) + to] / Done),
        Round((double)_directed[(to * d) + from] / Done),
        Round((double)_open[(from * d) + to] / Done));

    /// <summary>All shares, row-major d×d.</summary>
    public double[] Shares(Func<int, int, double> share) => [.. from i in Enumerable.Range(0, d) from j in Enumerable.Range(0, d) select share(i, j)];

    private static double Round(double share) => Math.Round(share, 6);

    private void CountPair(int[] counts, int a, int b)
    {
        counts[(a * d) + b]++;
        counts[(b * d) + a]++;
    }

    private static byte[] Bytes(int[] counts) => MemoryMarshal.AsBytes(counts.AsSpan()).ToArray();

    private static void Sum(int[] total, ReadOnlyMemory<byte> part)
    {
        var counts = MemoryMarshal.Cast<byte, int>(part.Span);
        for (var i = 0; i < total.Length; i++)
        {
            total[i] += counts[i];
        }
    }
}
