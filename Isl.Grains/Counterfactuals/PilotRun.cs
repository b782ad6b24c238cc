using System.Buffers;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Counterfactuals;

/// <summary>What is learnt from a few draws before a simulation, so that its sums lose no digits.</summary>
/// <param name="Centres">A value near the mean, by output.</param>
/// <param name="Scales">A value near the standard deviation, by output; finite, over 0, and so is its inverse.</param>
/// <param name="LogShift">Logarithm of a weight near the largest.</param>
internal sealed record PilotFindings(double[] Centres, double[] Scales, double LogShift)
{
    /// <summary>Nothing is known.</summary>
    public static PilotFindings None(int outputs) => new(new double[outputs], [.. Enumerable.Repeat(1.0, outputs)], 0);
}

/// <summary>Learns centres, scales and the size of the weights from draws that serve for nothing else.</summary>
internal sealed class PilotRun : IBlockSink
{
    /// <summary>Chunk of these draws; no simulation has so many.</summary>
    public const uint PilotChunk = uint.MaxValue;

    private const int Blocks = 4;

    private readonly BlockSimulation _owner;
    private readonly PilotFindings _findings;
    private readonly bool[] _known;
    private double _largestLog = double.NegativeInfinity;
    private int _at;

    private PilotRun(BlockSimulation owner)
    {
        _owner = owner;
        _findings = PilotFindings.None(owner.Outputs);
        _known = new bool[owner.Outputs];
    }

    /// <summary>Whether further draws would teach nothing: centres and scales are learnt once, and the largest weight from all of them.</summary>
    private bool KnowsAll => !_owner.Weighted && !_known.AsSpan().Contains(false);

    /// <summary>Makes the draws.</summary>
    public static PilotFindings Explore(BlockSimulation owner, CancellationToken cancellation)
    {
        var run = new PilotRun(owner);
        var registers = owner.Program.RentRegisters();
        try
        {
            for (var block = 0; block < Blocks && !run.KnowsAll; block++)
            {
                run._at = block * BlockProgram.BlockSize;
                owner.Program.Run(registers, run, cancellation);
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(registers);
        }

        return run._findings with { LogShift = double.IsFinite(run._largestLog) ? run._largestLog : 0 };
    }

    /// <inheritdoc/>
    public void Draw(int input, Span<double> destination) => _owner.Streams[input].Draw(PilotChunk, _at, destination);

    /// <inheritdoc/>
    public void Take(int output, ReadOnlySpan<double> block)
    {
        output -= _owner.Offset;
        if (output < 0)
        {
            foreach (var log in block)
            {
                _largestLog = log > _largestLog ? log : _largestLog;
            }
        }
        else if (!_known[output])
        {
            Learn(output, block);
        }
    }

    /// <summary>Centre and scale from the first block with finite values.</summary>
    private void Learn(int output, ReadOnlySpan<double> block)
    {
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
            _known[output] = true;
            _findings.Centres[output] = mean;
            var scale = Math.Sqrt(squares / (count - 1));
            _findings.Scales[output] = scale > 0 && double.IsFinite(scale) && double.IsFinite(1 / scale) ? scale : 1;
        }
    }
}
