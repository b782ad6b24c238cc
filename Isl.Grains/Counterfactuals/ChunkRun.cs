using System.Buffers;
using System.Runtime.InteropServices;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Counterfactuals;

/// <summary>Makes the draws of one chunk, block after block.</summary>
/// <remarks>
/// A draw in which an output is not finite is left out for that output alone: what does not depend on it keeps it.
/// </remarks>
internal sealed class ChunkRun : IBlockSink, IDisposable
{
    /// <summary>No weight is larger than e to this, however far a draw's likelihood exceeds all of the pilot's.</summary>
    private const double LargestLog = 300;

    private readonly BlockSimulation _owner;
    private readonly BlockProgram _program;
    private readonly PilotFindings _pilot;
    private readonly int _chunk;
    private readonly int _draws;
    private readonly double[] _registers;
    private readonly double[] _weights = ArrayPool<double>.Shared.Rent(BlockProgram.BlockSize);
    private readonly bool[] _defined = ArrayPool<bool>.Shared.Rent(BlockProgram.BlockSize);
    private readonly DrawSums[] _total;
    private readonly DrawSums[] _block;
    private readonly long[] _undefined;
    private readonly double[] _best;
    private readonly KeptDraws _kept;
    private readonly double[] _masked = ArrayPool<double>.Shared.Rent(BlockProgram.BlockSize);
    private bool _plain;
    private bool _clean;
    private int _at;
    private int _length;
    private long _lost;

    /// <summary>Prepares a run.</summary>
    /// <param name="owner">The simulation.</param>
    /// <param name="chunk">Index of the chunk.</param>
    /// <param name="draws">Draws to make.</param>
    /// <param name="samples">Draws of all chunks.</param>
    public ChunkRun(BlockSimulation owner, int chunk, int draws, long samples)
    {
        (_owner, _program, _pilot, _chunk, _draws) = (owner, owner.Program, owner.Findings, chunk, draws);
        _registers = _program.RentRegisters();
        _total = new DrawSums[owner.Outputs];
        _block = new DrawSums[owner.Outputs];
        _undefined = new long[owner.Outputs];
        _best = new double[owner.Ranked.Length];
        _kept = new KeptDraws(owner.Collect, samples, draws, owner.Weighted);
    }

    /// <summary>Makes the draws.</summary>
    public ChunkResult Simulate(CancellationToken cancellation)
    {
        for (_at = 0; _at < _draws; _at += BlockProgram.BlockSize)
        {
            cancellation.ThrowIfCancellationRequested();
            _length = Math.Min(BlockProgram.BlockSize, _draws - _at);
            Block(cancellation);
        }

        return new ChunkResult
        {
            Chunk = _chunk,
            Draws = _draws,
            Undefined = _lost,
            UndefinedByOutput = [.. _undefined],
            Sums = MemoryMarshal.AsBytes(_total.AsSpan()).ToArray(),
            Best = [.. _best],
            Collected = _kept.Values,
            CollectedWeights = _kept.Weights,
        };
    }

    /// <inheritdoc/>
    public void Draw(int input, Span<double> destination) => _owner.Streams[input].Draw((uint)_chunk, _at, destination);

    /// <inheritdoc/>
    public void Take(int output, ReadOnlySpan<double> block)
    {
        output -= _owner.Offset;
        if (output < 0)
        {
            Weigh(block);
        }
        else
        {
            AddUp(output, block);
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(_registers);
        ArrayPool<double>.Shared.Return(_weights);
        ArrayPool<double>.Shared.Return(_masked);
        ArrayPool<bool>.Shared.Return(_defined);
    }

    private void Block(CancellationToken cancellation)
    {
        _clean = true;
        _plain = _length == BlockProgram.BlockSize && !_owner.Weighted;
        _weights.AsSpan(0, _length).Fill(1);
        _weights.AsSpan(_length, BlockProgram.BlockSize - _length).Clear();

        _kept.KeepWeights(_at, _weights.AsSpan(0, _length));
        _program.Run(_registers, this, cancellation);
        if (!_clean)
        {
            _lost += _defined.AsSpan(0, _length).Count(false);
        }

        for (var output = 0; output < _block.Length; output++)
        {
            _total[output].Add(_block[output]);
        }

        Rank();
    }

    private void Weigh(ReadOnlySpan<double> logs)
    {
        for (var i = 0; i < _length; i++)
        {
            var weight = Math.Exp(Math.Min(logs[i] - _pilot.LogShift, LargestLog));
            _weights[i] = weight > 0 ? weight : 0;
        }

        _kept.KeepWeights(_at, _weights.AsSpan(0, _length));
    }

    private void AddUp(int output, ReadOnlySpan<double> block)
    {
        var weights = _plain ? default : _weights.AsSpan(0, BlockProgram.BlockSize);
        var (centre, inverse) = (_pilot.Centres[output], 1 / _pilot.Scales[output]);
        _block[output] = _plain ? DrawSums.Of(block, centre, inverse) : DrawSums.Of(block, weights, centre, inverse);
        if (!double.IsFinite(_block[output].S2) && Mask(output, block))
        {
            weights = _masked.AsSpan(0, BlockProgram.BlockSize);
            _block[output] = DrawSums.Of(block, weights, centre, inverse);
        }

        _kept.Keep(output, _at, block[.._length], weights);
    }

    /// <summary>Leaves out the draws in which an output is not finite; whether there are any.</summary>
    private bool Mask(int output, ReadOnlySpan<double> block)
    {
        var lost = 0;
        for (var i = 0; i < BlockProgram.BlockSize; i++)
        {
            var isDefined = _weights[i] == 0 || double.IsFinite(block[i]);
            _masked[i] = isDefined ? _weights[i] : 0;
            if (!isDefined)
            {
                if (_clean)
                {
                    Array.Fill(_defined, true);
                    _clean = false;
                }

                _defined[i] = false;
                lost++;
            }
        }

        _undefined[output] += lost;
        return lost > 0;
    }

    /// <summary>Gives each draw's weight to the outputs that are largest in it.</summary>
    private void Rank()
    {
        for (var i = 0; i < _length && _best.Length > 0; i++)
        {
            if (_weights[i] == 0 || !IsRanked(i))
            {
                continue;
            }

            var (largest, ties) = (double.NegativeInfinity, 0);
            foreach (var output in _owner.Ranked)
            {
                var value = Ranked(output, i);
                (largest, ties) = value > largest ? (value, 1) : (largest, value == largest ? ties + 1 : ties);
            }

            for (var k = 0; k < _best.Length; k++)
            {
                _best[k] += Ranked(_owner.Ranked[k], i) == largest ? _weights[i] / ties : 0;
            }
        }
    }

    private double Ranked(int output, int draw) => _program.Output(_registers, output + _owner.Offset)[draw];

    /// <summary>Whether every output that competes has a value in a draw.</summary>
    private bool IsRanked(int draw)
    {
        foreach (var output in _owner.Ranked)
        {
            if (!double.IsFinite(Ranked(output, draw)))
            {
                return false;
            }
        }

        return true;
    }
}
