using System.Buffers;
using Isl.Grains.Contrasts;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Sensitivity.Assumptions;

/// <summary>Means of outputs of a model as a function of its assumptions' values, over draws that all points share.</summary>
/// <param name="model">The model.</param>
/// <param name="outputs">Nodes of the outputs.</param>
/// <param name="draws">The draws.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class FactorRuns(FactorModel model, IReadOnlyList<int> outputs, DrawSet draws, CancellationToken cancellation) : IBlockSink
{
    /// <summary>Rows held at once.</summary>
    private const int MostRows = 1 << 19;

    /// <summary>Columns held of inputs whose draws depend on the assumptions.</summary>
    private const int MostMade = 4096;

    private readonly BlockProgram _program = BlockCompiler.Compile(model.Graph, [.. outputs.Select(node => new ProgramOutput(node, false))]);
    private readonly Dictionary<int, double[]> _columns = [];
    private readonly Dictionary<(int Input, DistributionSpec Spec), double[]> _made = [];
    private IReadOnlyList<double[]> _points = [];
    private double[][] _values = [];
    private int _at;

    /// <summary>Cost of one row, in additions.</summary>
    public int Operations => _program.Instructions.Sum(Cost);

    /// <summary>Draws of each point.</summary>
    public int Draws => draws.Count;

    /// <summary>Mean and standard error of each output at each point; not a number where a draw is not finite.</summary>
    public (double Mean, double Error)[][] At(IReadOnlyList<double[]> points)
    {
        var found = new (double, double)[points.Count][];
        var chunk = Math.Max(1, MostRows / draws.Count / outputs.Count);
        for (var first = 0; first < points.Count; first += chunk)
        {
            _points = [.. points.Skip(first).Take(chunk)];
            Evaluate();
            for (var i = 0; i < _points.Count; i++)
            {
                var at = i * draws.Count;
                found[first + i] = [.. _values.Select(values => draws.Mean(values.AsSpan(at, draws.Count)))];
            }
        }

        return found;
    }

    /// <summary>Draw by draw, each output at a point.</summary>
    public double[][] DrawsAt(double[] point)
    {
        _points = [point];
        Evaluate();
        return _values;
    }

    /// <inheritdoc/>
    public void Draw(int input, Span<double> destination)
    {
        var rows = Math.Min(destination.Length, _values[0].Length - _at);
        for (var i = 0; i < rows;)
        {
            var (point, draw) = (_points[(_at + i) / draws.Count], (_at + i) % draws.Count);
            var length = Math.Min(rows - i, draws.Count - draw);
            var part = destination.Slice(i, length);
            if (input >= model.FirstFactor)
            {
                part.Fill(point[input - model.FirstFactor]);
            }
            else
            {
                Column(input, point).AsSpan(draw, length).CopyTo(part);
            }

            i += length;
        }
    }

    /// <inheritdoc/>
    public void Take(int output, ReadOnlySpan<double> block) =>
        block[..Math.Min(block.Length, _values[output].Length - _at)].CopyTo(_values[output].AsSpan(_at));

    private static int Cost(Instruction step) => step.Kind switch
    {
        InstructionKind.LogDensity => 20,
        InstructionKind.RightConstant => step.Op == FormulaOp.Power ? 20 : 1,
        InstructionKind.Apply => step.Op switch
        {
            FormulaOp.PoissonQuantile => 300,
            FormulaOp.Power => 20,
            FormulaOp.Sqrt or FormulaOp.Abs or FormulaOp.Min or FormulaOp.Max or FormulaOp.Sign => 1,
            >= FormulaOp.Exp => 8,
            _ => 1,
        },
        _ => 1,
    };

    private double[] Column(int input, double[] point)
    {
        var known = model.Model.Inputs[input];
        if (!model.IsMade(input))
        {
            return _columns.TryGetValue(input, out var column)
                ? column
                : _columns[input] = draws.Of(model.DistributionOf(input, point), known.Name, known.Purpose);
        }

        var key = (input, model.SpecOf(input, point));
        if (!_made.TryGetValue(key, out var made))
        {
            if (_made.Count >= MostMade)
            {
                _made.Clear();
            }

            _made[key] = made = draws.Of(model.DistributionOf(input, point), known.Name, known.Purpose);
        }

        return made;
    }

    private void Evaluate()
    {
        _values = [.. outputs.Select(_ => new double[_points.Count * draws.Count])];
        var registers = _program.RentRegisters();
        for (_at = 0; _at < _values[0].Length; _at += BlockProgram.BlockSize)
        {
            cancellation.ThrowIfCancellationRequested();
            _program.Run(registers, this, cancellation);
        }

        ArrayPool<double>.Shared.Return(registers);
    }
}
