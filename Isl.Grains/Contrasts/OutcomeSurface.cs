using System.Buffers;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Contrasts;

/// <summary>Means of outcomes in a world where some variables are set, as a function of what they are set to.</summary>
internal sealed class OutcomeSurface : IBlockSink
{
    private readonly BlockProgram _program;
    private readonly MixedWorlds _worlds;
    private readonly DrawSet _draws;
    private readonly Func<int, double[]?> _column;
    private readonly Dictionary<int, double[]> _columns = [];
    private readonly int _outputs;
    private readonly CancellationToken _cancellation;
    private IReadOnlyList<double[]> _points = [];
    private double[][] _values = [];
    private int _at;

    /// <summary>Rows run so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Compiles the function.</summary>
    /// <param name="worlds">The worlds; the variables are set in the first of them.</param>
    /// <param name="set">The variables.</param>
    /// <param name="outcomes">What is read.</param>
    /// <param name="draws">The shared draws.</param>
    /// <param name="column">Draws of the inputs.</param>
    /// <param name="cancellation">Stops it.</param>
    public OutcomeSurface(
        MixedWorlds worlds,
        IReadOnlyList<string> set,
        IReadOnlyList<string> outcomes,
        DrawSet draws,
        Func<int, double[]?> column,
        CancellationToken cancellation)
    {
        (_worlds, _draws, _column, _outputs, _cancellation) = (worlds, draws, column, outcomes.Count, cancellation);
        var world = worlds.WithSet(set);
        _program = BlockCompiler.Compile(worlds.Graph, [.. outcomes.Select(outcome => new ProgramOutput(world[outcome], false))]);
    }

    /// <summary>Every outcome, draw by draw, at one point.</summary>
    public double[][] Draws(double[] point)
    {
        Evaluate([point]);
        return _values;
    }

    /// <summary>Means of the outcomes at each point; not a number where any draw is not finite. A value that is not a number sets nothing.</summary>
    public double[][] Means(IReadOnlyList<double[]> points)
    {
        Evaluate(points);
        return
        [
            .. points.Select((_, point) =>
                (double[])[.. _values.Select(values => _draws.Mean(values.AsSpan(point * _draws.Count, _draws.Count)).Mean)]),
        ];
    }

    /// <inheritdoc/>
    public void Draw(int input, Span<double> destination)
    {
        var rows = Math.Min(destination.Length, _values[0].Length - _at);
        if (input < _worlds.FirstSwitch && !_columns.ContainsKey(input))
        {
            _columns[input] = _column(input)!;
        }

        for (var i = 0; i < rows;)
        {
            var (point, draw) = (_points[(_at + i) / _draws.Count], (_at + i) % _draws.Count);
            var length = Math.Min(rows - i, _draws.Count - draw);
            var part = destination.Slice(i, length);
            if (input < _worlds.FirstSwitch)
            {
                _columns[input].AsSpan(draw, length).CopyTo(part);
            }
            else
            {
                var (value, isValue) = (point[(input - _worlds.FirstValue) / 2], (input - _worlds.FirstValue) % 2 == 1);
                part.Fill(double.IsNaN(value) ? 0 : isValue ? value : 1);
            }

            i += length;
        }
    }

    /// <inheritdoc/>
    public void Take(int output, ReadOnlySpan<double> block) =>
        block[..Math.Min(block.Length, _values[output].Length - _at)].CopyTo(_values[output].AsSpan(_at));

    private void Evaluate(IReadOnlyList<double[]> points)
    {
        _points = points;
        Rows += (long)points.Count * _draws.Count;
        _values = [.. Enumerable.Range(0, _outputs).Select(_ => new double[points.Count * _draws.Count])];
        var registers = _program.RentRegisters();
        for (_at = 0; _at < _values[0].Length; _at += BlockProgram.BlockSize)
        {
            _cancellation.ThrowIfCancellationRequested();
            _program.Run(registers, this, _cancellation);
        }

        ArrayPool<double>.Shared.Return(registers);
    }
}
