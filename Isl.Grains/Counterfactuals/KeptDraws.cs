using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Isl.Grains.Interfaces.Counterfactuals;

namespace Isl.Grains.Counterfactuals;

/// <summary>The draws of one chunk that are kept for quantiles, one output after the other, and their weights.</summary>
internal sealed class KeptDraws
{
    private readonly long[] _quotas;
    private readonly long[] _starts;

    /// <summary>Makes room.</summary>
    /// <param name="limits">How many draws of each output the simulation keeps.</param>
    /// <param name="samples">Draws of the simulation.</param>
    /// <param name="draws">Draws of the chunk.</param>
    /// <param name="weighted">Whether their weights are kept too.</param>
    public KeptDraws(ImmutableArray<long> limits, long samples, int draws, bool weighted)
    {
        _quotas = [.. limits.Select(limit => QuotaOf(limit, samples, draws))];
        _starts = new long[limits.Length];
        var (start, most) = (0L, 0L);
        for (var output = 0; output < limits.Length; output++)
        {
            _starts[output] = start;
            var kept = _quotas[output];
            start += kept;
            most = Math.Max(most, kept);
        }

        // Large enough for the large-object heap with every question of ten thousand draws: see Release.
        var bytes = checked((int)(start * sizeof(double)));
        Values = bytes == 0 ? Memory<byte>.Empty : ArrayPool<byte>.Shared.Rent(bytes).AsMemory(0, bytes);
        Weights = weighted ? new byte[most * sizeof(double)] : [];
    }

    /// <summary>How many of a chunk's draws are kept: the same share of every chunk, so that whatever chunks were made in time have some.</summary>
    public static long QuotaOf(long limit, long samples, int draws)
    {
        var chunks = (samples + BlockSimulation.ChunkSize - 1) / BlockSimulation.ChunkSize;
        return limit >= samples ? draws : Math.Min(draws, (limit + chunks - 1) / chunks);
    }

    /// <summary>The draws as little-endian doubles; NaN where one was left out.</summary>
    public Memory<byte> Values { get; }

    /// <summary>Their weights; empty where all weigh the same.</summary>
    public byte[] Weights { get; }

    /// <summary>
    /// Gives the memory of a chunk's draws back, once nobody reads them any more; without it the collector does. Not for a chunk that came from
    /// another silo or goes to one.
    /// </summary>
    public static void Release(ChunkResult chunk)
    {
        if (MemoryMarshal.TryGetArray(chunk.Collected, out var segment) && segment.Count > 0)
        {
            ArrayPool<byte>.Shared.Return(segment.Array!);
        }
    }

    /// <summary>Keeps what the limit allows of a block.</summary>
    /// <param name="output">The output.</param>
    /// <param name="at">Index of the block's first draw in the chunk.</param>
    /// <param name="block">The draws.</param>
    /// <param name="weights">Their weights, 0 for those left out; empty where none is.</param>
    public void Keep(int output, int at, ReadOnlySpan<double> block, ReadOnlySpan<double> weights)
    {
        var count = (int)Math.Clamp(_quotas[output] - at, 0, block.Length);
        if (count == 0)
        {
            return;
        }

        var target = MemoryMarshal.Cast<byte, double>(Values.Span).Slice((int)_starts[output] + at, count);
        block[..count].CopyTo(target);
        for (var i = 0; i < count && !weights.IsEmpty; i++)
        {
            target[i] = weights[i] > 0 ? target[i] : double.NaN;
        }
    }

    /// <summary>Keeps the weights of a block.</summary>
    public void KeepWeights(int at, ReadOnlySpan<double> weights)
    {
        var kept = MemoryMarshal.Cast<byte, double>(Weights.AsSpan());
        var count = Math.Clamp(kept.Length - at, 0, weights.Length);
        weights[..count].CopyTo(kept[Math.Min(at, kept.Length)..]);
    }
}
