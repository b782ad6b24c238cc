using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Counterfactuals;

/// <summary>A stream of draws for an input of a program.</summary>
internal sealed record InputStream(Distribution Distribution, CounterRandom Random);

/// <summary>Runs a program over the draws of chunks and adds up what comes out.</summary>
/// <param name="program">The program.</param>
/// <param name="weighted">Whether its output 0 is the logarithm of the weight.</param>
/// <param name="streams">Draws of each input.</param>
/// <param name="collect">For each output (without the weight), how many draws to keep.</param>
/// <param name="ranked">The first outputs, which compete for the largest value in each draw.</param>
internal sealed class BlockSimulation(
    BlockProgram program,
    bool weighted,
    ImmutableArray<InputStream> streams,
    ImmutableArray<long> collect,
    ImmutableArray<int> ranked
)
{
    /// <summary>Draws of a chunk.</summary>
    public const int ChunkSize = 1 << 16;

    /// <summary>Chunk whose draws only serve to learn centres and scales; no simulation has so many.</summary>
    private const uint PilotChunk = uint.MaxValue;

    private const int PilotBlocks = 4;

    /// <summary>No weight is larger than e to this, however far a draw's likelihood exceeds all of the pilot's.</summary>
    private const double LargestLog = 300;

    private readonly int _offset = weighted ? 1 : 0;
    private readonly double[] _centres = new double[collect.Length];
    private readonly double[] _scales = Enumerable.Repeat(1.0, collect.Length).ToArray();
    private double _logShift;

    /// <summary>Number of outputs.</summary>
    public int Outputs => collect.Length;

    /// <summary>Whether draws have weights.</summary>
    public bool Weighted => weighted;

    /// <summary>How many draws of an output are kept.</summary>
    public ImmutableArray<long> Collect => collect;

    /// <summary>The centre that an output's sums are about.</summary>
    public double Centre(int output) => _centres[output];

    /// <summary>The scale of an output's sums.</summary>
    public double Scale(int output) => _scales[output];

    /// <summary>Learns centres, scales and the size of the weights from draws of their own.</summary>
    public BlockSimulation Pilot()
    {
        var run = new Run(this, PilotChunk, 0);
        try
        {
            run.Explore(PilotBlocks);
        }
        finally
        {
            run.Return();
        }

        return this;
    }

    /// <summary>The same simulation that keeps no draw; it learns its centres anew.</summary>
    public BlockSimulation KeepingNothing() => new BlockSimulation(Program, weighted, Streams, [.. collect.Select(_ => 0L)], Ranked).Pilot();

    /// <summary>Makes the draws of a chunk.</summary>
    /// <param name="chunk">Its index.</param>
    /// <param name="samples">Draws of all chunks.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    public ChunkResult Simulate(int chunk, long samples, CancellationToken cancellation)
    {
        var first = (long)chunk * ChunkSize;
        var draws = Math.Min(ChunkSize, samples - first);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws, nameof(chunk));
        var collected = collect.Sum(limit => Math.Clamp(limit - first, 0, draws));
        var run = new Run(this, (uint)chunk, collected);
        try
        {
            return run.Simulate(chunk, first, (int)draws, cancellation);
        }
        finally
        {
            run.Return();
        }
    }

    private enum Mode
    {
        Explore,
        Plain,
        Masking,
        Weighted,
    }

    /// <summary>The state of one chunk's run.</summary>
    private sealed class Run : IBlockSink
    {
        private readonly BlockSimulation _owner;
        private readonly BlockProgram _program;
        private readonly uint _chunk;
        private readonly double[] _registers;
        private readonly double[] _weights = ArrayPool<double>.Shared.Rent(BlockProgram.BlockSize);
        private readonly bool[] _defined = ArrayPool<bool>.Shared.Rent(BlockProgram.BlockSize);
        private readonly DrawSums[] _total;
        private readonly DrawSums[] _block;
        private readonly long[] _undefined;
        private readonly byte[] _collected;
        private readonly double[] _best;
        private readonly long[] _starts;
        private byte[] _collectedWeights = [];
        private Mode _mode;
        private bool _clean;
        private int _at;
        private int _length;
        private long _first;
        private long _lost;

        public Run(BlockSimulation owner, uint chunk, long collected)
        {
            _owner = owner;
            _program = owner.Program;
            _chunk = chunk;
            _registers = ArrayPool<double>.Shared.Rent(Math.Max(1, _program.Registers) * BlockProgram.BlockSize);
            foreach (var (register, value) in _program.Constants)
            {
                _registers.AsSpan(register * BlockProgram.BlockSize, BlockProgram.BlockSize).Fill(value);
            }

            _total = new DrawSums[owner.Outputs];
            _block = new DrawSums[owner.Outputs];
            _undefined = new long[owner.Outputs];
            _starts = new long[owner.Outputs];
            _best = new double[owner.Ranked.Length];
            _collected = new byte[collected * sizeof(double)];
        }

        public void Return()
        {
            ArrayPool<double>.Shared.Return(_registers);
            ArrayPool<double>.Shared.Return(_weights);
            ArrayPool<bool>.Shared.Return(_defined);
        }

        public void Explore(int blocks)
        {
            _mode = Mode.Explore;
            var shift = double.NegativeInfinity;
            for (var block = 0; block < blocks; block++)
            {
                _at = block * BlockProgram.BlockSize;
                _lost = block;
                _owner._logShift = shift;
                _program.Run(_registers, this);
                shift = _owner._logShift;
            }

            _owner._logShift = double.IsFinite(shift) ? shift : 0;
        }

        public ChunkResult Simulate(int chunk, long first, int draws, CancellationToken cancellation)
        {
            var start = 0L;
            for (var output = 0; output < _starts.Length; output++)
            {
                _starts[output] = start;
                start += Math.Clamp(_owner.Collect[output] - first, 0, draws);
            }

            var mostCollected = _owner.Outputs == 0 ? 0 : Math.Clamp(_owner.Collect.Max() - first, 0, draws);
            _collectedWeights = _owner.Weighted ? new byte[mostCollected * sizeof(double)] : [];
            _first = first;
            for (_at = 0; _at < draws; _at += BlockProgram.BlockSize)
            {
                cancellation.ThrowIfCancellationRequested();
                _length = Math.Min(BlockProgram.BlockSize, draws - _at);
                Block();
            }

            return new ChunkResult
            {
                Chunk = chunk,
                Draws = draws,
                Undefined = _lost,
                UndefinedByOutput = [.. _undefined],
                Sums = MemoryMarshal.AsBytes(_total.AsSpan()).ToArray(),
                Best = [.. _best],
                Collected = _collected,
                CollectedWeights = _collectedWeights,
            };
        }

        public void Draw(int input, Span<double> destination)
        {
            var stream = _owner.Streams[input];
            stream.Random.Uniforms(_chunk, (uint)_at, destination);
            stream.Distribution.Transform(destination);
        }

        public void Take(int output, ReadOnlySpan<double> block)
        {
            output -= _owner._offset;
            switch (_mode)
            {
                case Mode.Explore:
                    Learn(output, block);
                    break;
                case Mode.Masking when output >= 0:
                    Mask(output, block);
                    break;
                case Mode.Weighted or Mode.Masking when output < 0:
                    Weigh(block);
                    break;
                case Mode.Plain:
                    _block[output] = DrawSums.Of(block, _owner._centres[output], 1 / _owner._scales[output]);
                    _clean &= double.IsFinite(_block[output].S2);
                    Keep(output, block);
                    break;
                default:
                    _block[output] = DrawSums.Of(
                        block,
                        _weights.AsSpan(0, BlockProgram.BlockSize),
                        _owner._centres[output],
                        1 / _owner._scales[output]);
                    _clean &= double.IsFinite(_block[output].S2);
                    Keep(output, block);
                    break;
            }
        }

        private void Block()
        {
            _mode = _length == BlockProgram.BlockSize && !_owner.Weighted ? Mode.Plain : Mode.Weighted;
            Array.Fill(_defined, true);
            _clean = true;
            StartWeights();
            _program.Run(_registers, this);
            if (!_clean)
            {
                // Something is not finite, or its square is not: find the draws, then add up the others.
                _mode = Mode.Masking;
                StartWeights();
                _program.Run(_registers, this);
                _lost += _defined.AsSpan(0, _length).Count(false);
                _mode = Mode.Weighted;
                StartWeights();
                _program.Run(_registers, this);
            }

            for (var output = 0; output < _block.Length; output++)
            {
                _total[output].Add(_block[output]);
            }

            Rank();
        }

        private void StartWeights()
        {
            for (var i = 0; i < BlockProgram.BlockSize; i++)
            {
                _weights[i] = i < _length && _defined[i] ? 1 : 0;
            }

            KeepWeights();
        }

        private void Weigh(ReadOnlySpan<double> logs)
        {
            for (var i = 0; i < _length; i++)
            {
                var weight = Math.Exp(Math.Min(logs[i] - _owner._logShift, LargestLog));
                _weights[i] = _defined[i] && weight > 0 ? weight : 0;
            }

            KeepWeights();
        }

        private void Mask(int output, ReadOnlySpan<double> block)
        {
            for (var i = 0; i < _length; i++)
            {
                if (_weights[i] > 0 && !double.IsFinite(block[i]))
                {
                    _undefined[output]++;
                    _defined[i] = false;
                }
            }
        }

        private void Keep(int output, ReadOnlySpan<double> block)
        {
            var count = (int)Math.Clamp(_owner.Collect[output] - _first - _at, 0, _length);
            if (count == 0)
            {
                return;
            }

            var target = MemoryMarshal.Cast<byte, double>(_collected.AsSpan()).Slice((int)_starts[output] + _at, count);
            block[..count].CopyTo(target);
            if (_mode == Mode.Weighted)
            {
                for (var i = 0; i < count; i++)
                {
                    target[i] = _weights[i] > 0 ? target[i] : double.NaN;
                }
            }
        }

        private void KeepWeights()
        {
            var kept = MemoryMarshal.Cast<byte, double>(_collectedWeights.AsSpan());
            var count = Math.Clamp(kept.Length - _at, 0, _length);
            _weights.AsSpan(0, count).CopyTo(kept[Math.Min(_at, kept.Length)..]);
        }

        private void Rank()
        {
            if (_best.Length == 0)
            {
                return;
            }

            var outputs = _owner.Ranked;
            for (var i = 0; i < _length; i++)
            {
                if (_weights[i] == 0)
                {
                    continue;
                }

                var (largest, ties) = (double.NegativeInfinity, 0);
                foreach (var output in outputs)
                {
                    var value = _program.Output(_registers, output + _owner._offset)[i];
                    (largest, ties) = value > largest ? (value, 1) : (largest, value == largest ? ties + 1 : ties);
                }

                for (var k = 0; k < outputs.Length; k++)
                {
                    _best[k] += _program.Output(_registers, outputs[k] + _owner._offset)[i] == largest ? _weights[i] / ties : 0;
                }
            }
        }

        /// <summary>Centre and scale from the first pilot block with finite values; the largest weight from all.</summary>
        private void Learn(int output, ReadOnlySpan<double> block)
        {
            if (output < 0)
            {
                foreach (var log in block)
                {
                    _owner._logShift = log > _owner._logShift ? log : _owner._logShift;
                }

                return;
            }

            if (_lost > 0 && _undefined[output] > 0)
            {
                return;
            }

            var (count, mean, squares) = (0, 0.0, 0.0);
            foreach (var value in block)
            {
                if (double.IsFinite(value))
                {
                    count++;
                    var step = value - mean;
                    mean += step / count;
                    squares += step * (value - mean);
                }
            }

            if (count > 1 && double.IsFinite(mean))
            {
                _undefined[output] = 1;
                _owner._centres[output] = mean;
                var scale = Math.Sqrt(squares / (count - 1));
                _owner._scales[output] = scale > 0 && double.IsFinite(scale) && double.IsFinite(1 / scale) ? scale : 1;
            }
        }
    }

    private BlockProgram Program { get; } = program;

    private ImmutableArray<InputStream> Streams { get; } = streams;

    private ImmutableArray<int> Ranked { get; } = ranked;
}
