using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Robustness;
using Isl.Grains.Numerics;

namespace Isl.Grains.Robustness;

/// <summary>Boxes by draws: each box is asked with deviations spread over it and noise of their own.</summary>
/// <remarks>
/// The share of draws in range has an exact lower limit (Clopper and Pearson 1934), and a box holds where that limit reaches the level. The same
/// uniforms serve every box while boxes are sought; what is returned was confirmed on others.
/// </remarks>
internal sealed class SampledTest : IRegionTest
{
    private const int Shrinkings = 40;
    private const double Shrink = 0.93;
    private readonly DecisionWorld _world;
    private readonly VariableRange[] _targets;
    private readonly double[] _proposal;
    private readonly double _level;
    private readonly ulong _seed;
    private readonly int _rows;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<(int Input, string Sample), double[]> _columns = [];

    /// <summary>Prepares.</summary>
    /// <param name="world">The outcomes.</param>
    /// <param name="question">Targets, level, seed, fewest draws.</param>
    /// <param name="effort">How many draws.</param>
    /// <param name="cancellation">Stops it.</param>
    public SampledTest(DecisionWorld world, RobustnessQuestion question, RobustnessEffort effort, CancellationToken cancellation)
    {
        (_world, _cancellation, _level, _rows) = (world, cancellation, (double)question.Level, effort.RowsOfBox);
        (_targets, _seed) = ([.. question.Targets], unchecked((ulong)question.Seed));
        _proposal = [.. question.Proposal.Select(value => value.Value)];
    }

    /// <inheritdoc/>
    public bool IsCertified => false;

    /// <inheritdoc/>
    public long Cost => (long)_rows * _world.Cost;

    /// <inheritdoc/>
    public double ProbabilityAt(double[] point) => Share(Box.At(point), "search", _rows);

    /// <inheritdoc/>
    public bool HoldsOn(Box box) => IsShown(Successes(box, "search", _rows).Count(one => one), _rows);

    /// <inheritdoc/>
    public Box? Confirmed(Box box)
    {
        var (rows, start) = (4 * _rows, Box.At(_proposal));
        for (var i = 0; i < Shrinkings; i++)
        {
            if (IsShown(Successes(box, "confirm", rows).Count(one => one), rows))
            {
                return box;
            }

            box = box.Towards(start, Shrink);
        }

        return null;
    }

    /// <inheritdoc/>
    /// <remarks>Every point with the same noise, so that a wider range never holds at fewer points.</remarks>
    public bool[] HoldsAt(IReadOnlyList<double[]> points)
    {
        var holds = new bool[points.Count];
        for (var i = 0; i < holds.Length; i++)
        {
            holds[i] = Share(Box.At(points[i]), "score", _rows) >= _level;
        }

        return holds;
    }

    /// <inheritdoc/>
    public IEnumerable<OutcomeGuarantee> Guarantees(Box box)
    {
        var rows = 4 * _rows;
        var values = Values(box, "confirm", rows);
        return _targets.Select((target, i) => new OutcomeGuarantee(
            target.Variable,
            target.Low!.Value,
            target.High!.Value,
            WireNumber.Round(BinomialLimits.Lower(values[i].Count(value => IsIn(target, value)), rows, _level))));
    }

    /// <summary>Which draws keep every outcome in its range, with deviations spread over a box.</summary>
    public bool[] Successes(Box box, string sample, int rows)
    {
        var values = Values(box, sample, rows);
        return [.. Enumerable.Range(0, rows).Select(row => _targets.Index().All(target => IsIn(target.Item, values[target.Index][row])))];
    }

    private static bool IsIn(VariableRange target, double value) => value >= target.Low && value <= target.High;

    private bool IsShown(int successes, int rows) => BinomialLimits.Lower(successes, rows, _level) >= _level;

    private double Share(Box box, string sample, int rows) => (double)Successes(box, sample, rows).Count(one => one) / rows;

    private double[][] Values(Box box, string sample, int rows) =>
        _world.Run(rows, decision => Spread(box, decision, sample, rows), input => Random(input, sample, rows), _cancellation);

    private double[] Spread(Box box, int decision, string sample, int rows)
    {
        var uniforms = Uniforms(decision, sample, rows);
        var column = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            column[i] = box.Low[decision] + (uniforms[i] * (box.High[decision] - box.Low[decision]));
        }

        return column;
    }

    private double[] Uniforms(int decision, string sample, int rows)
    {
        if (!_columns.TryGetValue((-1 - decision, sample), out var uniforms))
        {
            _columns[(-1 - decision, sample)] = uniforms = new double[rows];
            new CounterRandom(_seed, CounterRandom.StreamOf($"{decision}", $"deviation {sample}")).Uniforms(0, 0, uniforms);
        }

        return uniforms;
    }

    private double[] Random(int input, string sample, int rows)
    {
        if (!_columns.TryGetValue((input, sample), out var draws))
        {
            _columns[(input, sample)] = draws = _world.Draws(input, rows, _seed, sample);
        }

        return draws;
    }
}
