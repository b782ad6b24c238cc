using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Optimisation;

/// <summary>What one step hands out, over a box of decisions and of what was handed on: bounds and slopes, by output.</summary>
/// <param name="Values">Bounds of each output; of the utility, only the upper one is meant to be tight.</param>
/// <param name="Slopes">By output and side of the box, by how much the output can change for each unit.</param>
internal sealed record StepEstimate(Interval[] Values, Interval[][] Slopes)
{
    /// <summary>What this and the estimate of a box around it leave together: where an operation is defined nowhere, the latter alone knows
    /// something.</summary>
    public StepEstimate Within(StepEstimate? around) => around is null ? this : new StepEstimate(
        [.. Values.Zip(around.Values, Both)],
        [.. Slopes.Zip(around.Slopes, (own, other) => own.Zip(other, Both).ToArray())]);

    private static Interval Both(Interval a, Interval b) => new(double.MaxNumber(a.Low, b.Low), double.MinNumber(a.High, b.High));
}

/// <summary>
/// One step as a function of its decisions and of the mean of what was handed on: its utility, what it hands on, and limited variables, each as a
/// mean over the very draws that plans are compared by. At a point it is computed, over a box it is bounded.
/// </summary>
internal sealed class StepRelaxation
{
    private readonly PlanProblem _problem;
    private readonly StepSimulation _step;
    private readonly PlanSample _sample;
    private readonly StepPaths _paths;
    private readonly PlanGoal _goal;
    private readonly int[] _nodes;
    private readonly bool[] _isRandom;
    private readonly bool[] _moves;
    private readonly int[] _outputs;
    private readonly Interval[] _values;
    private readonly Interval[] _slopes;
    private readonly double[] _points;

    /// <summary>Prepares.</summary>
    public StepRelaxation(PlanProblem problem, StepSimulation step, PlanSample sample, StepPaths paths, PlanGoal goal)
    {
        (_problem, _step, _sample, _paths, _goal) = (problem, step, sample, paths, goal);
        _outputs = [.. problem.ObjectiveVariables.Concat(problem.Lags.Select(lag => lag.Variable)).Concat(problem.Limits.Select(limit =>
            limit.Variable)).Select(name => step.World[name])];
        var count = step.Graph.Nodes.Length;
        (_values, _slopes, _points) = (new Interval[count], new Interval[count * Sides], new double[count]);
        (_isRandom, _moves) = (new bool[count], new bool[count]);
        var reached = new bool[count];
        Array.ForEach(_outputs, node => reached[node] = true);
        for (var i = count - 1; i >= 0; i--)
        {
            foreach (var operand in OperandsOf(step.Graph[i]))
            {
                reached[operand] |= reached[i];
            }
        }

        var hasOffsets = paths.Offsets.Any(lags => lags.Any(draws => draws.Length > 0));
        for (var i = 0; i < count; i++)
        {
            var node = step.Graph[i];
            var input = node.Op == FormulaOp.Input ? (int)node.Bits : -1;
            _isRandom[i] = input >= 0
                ? input < problem.Model.Inputs.Length || (hasOffsets && input >= step.LagInput(0))
                : OperandsOf(node).Any(operand => _isRandom[operand]);
            _moves[i] = input >= problem.Model.Inputs.Length || OperandsOf(node).Any(operand => _moves[operand]);
        }

        _nodes = [.. Enumerable.Range(0, count).Where(i => reached[i])];
        Draws = _outputs.Any(node => _isRandom[node]) ? sample.Draws : 1;
    }

    /// <summary>Number of sides of a box: decisions, then lags.</summary>
    public int Sides => _problem.Decisions.Length + _problem.Lags.Length;

    /// <summary>Number of outputs: the utility, lags, limited variables.</summary>
    public int Outputs => 1 + _problem.Lags.Length + _problem.Limits.Length;

    /// <summary>Operations of an estimate.</summary>
    public long Work => (long)_nodes.Length * Draws * (1 + Sides);

    private int Draws { get; }

    private int Objectives => _problem.ObjectiveVariables.Length;

    private double Risk => _problem.Setting.RiskAversion / 2;

    /// <summary>The outputs at a point.</summary>
    public double[] At(int step, ReadOnlySpan<double> point)
    {
        var (sums, squares) = (new double[_outputs.Length], new double[_outputs.Length]);
        for (var draw = 0; draw < Draws; draw++)
        {
            foreach (var i in _nodes)
            {
                if (draw > 0 && !_isRandom[i])
                {
                    continue;
                }

                var node = _step.Graph[i];
                _points[i] = node.Op switch
                {
                    FormulaOp.Number => node.Value,
                    FormulaOp.Input => SideOf(node) is >= 0 and var side ? point[side] + Offset(step, side, draw) : Drawn(node, step, draw),
                    _ => FormulaMath.Apply(node.Op, _points[node.A], node.B < 0 ? 0 : _points[node.B], node.C < 0 ? 0 : _points[node.C]),
                };
            }

            for (var output = 0; output < sums.Length; output++)
            {
                var value = _points[_outputs[output]];
                sums[output] += value;
                squares[output] += value * value;
            }
        }

        var values = new double[Outputs];
        for (var i = 0; i < Objectives; i++)
        {
            var mean = sums[i] / Draws;
            var risk = Risk == 0 ? 0 : Risk * Math.Max(0, (squares[i] / Draws) - (mean * mean));
            values[0] += _goal.Weights[i] == 0 ? 0 : _goal.Weights[i] * (mean - risk);
        }

        for (var output = 1; output < Outputs; output++)
        {
            values[output] = sums[Objectives + output - 1] / Draws;
        }

        return values;
    }

    /// <summary>The outputs over a box.</summary>
    public StepEstimate Over(int step, Interval[] box)
    {
        var totals = new RunningSlopes[_outputs.Length];
        var risks = Risk == 0 ? [] : Enumerable.Range(0, Objectives).Select(_ => new Interval[Draws * (1 + Sides)]).ToArray();
        for (var output = 0; output < totals.Length; output++)
        {
            totals[output] = new RunningSlopes(Sides);
        }

        for (var draw = 0; draw < Draws; draw++)
        {
            Settle(step, box, draw);
            for (var output = 0; output < totals.Length; output++)
            {
                var node = _outputs[output];
                totals[output].Add(_values[node], _slopes.AsSpan(node * Sides, Sides));
                if (output < risks.Length)
                {
                    risks[output][draw * (1 + Sides)] = _values[node];
                    _slopes.AsSpan(node * Sides, Sides).CopyTo(risks[output].AsSpan((draw * (1 + Sides)) + 1));
                }
            }
        }

        var means = totals.Select(total => total.Mean(Draws)).ToArray();
        var utility = new RunningSlopes(Sides);
        for (var i = 0; i < Objectives; i++)
        {
            if (_goal.Weights[i] > 0)
            {
                var slopes = risks.Length == 0 ? means[i].Slopes : WithRisk(means[i], risks[i]);
                utility.Add(Scaled(means[i].Value, _goal.Weights[i]), [.. slopes.Select(slope => Scaled(slope, _goal.Weights[i]))]);
            }
        }

        var (value, sides) = utility.Mean(1);
        return new StepEstimate(
            [value, .. means[Objectives..].Select(mean => mean.Value)], [sides, .. means[Objectives..].Select(mean => mean.Slopes)]);
    }

    /// <summary>Slopes of a mean less the price of its variance, whose slope is twice the covariance of values and slopes.</summary>
    private Interval[] WithRisk((Interval Value, Interval[] Slopes) mean, Interval[] draws) =>
    [
        .. mean.Slopes.Select((slope, side) =>
        {
            var covariance = Interval.Of(0);
            for (var at = 0; at < draws.Length; at += 1 + Sides)
            {
                var off = IntervalMath.Apply(FormulaOp.Subtract, draws[at], mean.Value, default);
                var steeper = IntervalMath.Apply(FormulaOp.Subtract, draws[at + 1 + side], slope, default);
                covariance = IntervalMath.Apply(FormulaOp.Add, covariance, IntervalMath.Apply(FormulaOp.Multiply, off, steeper, default), default);
            }

            return IntervalMath.Apply(FormulaOp.Subtract, slope, Scaled(covariance, 2 * Risk / Draws), default);
        }),
    ];

    private void Settle(int step, Interval[] box, int draw)
    {
        foreach (var i in _nodes)
        {
            if (draw > 0 && !_isRandom[i])
            {
                continue;
            }

            var node = _step.Graph[i];
            var own = _slopes.AsSpan(i * Sides, Sides);
            if (node.Op is FormulaOp.Number or FormulaOp.Input)
            {
                own.Clear();
                var side = node.Op == FormulaOp.Input ? SideOf(node) : -1;
                _values[i] = node.Op == FormulaOp.Number ? Interval.Of(node.Value)
                    : side < 0 ? Interval.Of(Drawn(node, step, draw))
                    : Offset(step, side, draw) is var off ? new Interval(box[side].Low + off, box[side].High + off) : default;
                if (side >= 0)
                {
                    own[side] = Interval.Of(1);
                }

                continue;
            }

            var (a, b, c) = (_values[node.A], node.B < 0 ? default : _values[node.B], node.C < 0 ? default : _values[node.C]);
            _values[i] = IntervalMath.Apply(node.Op, a, b, c);
            for (var side = 0; side < own.Length; side++)
            {
                own[side] = !_moves[i] ? default : SlopeMath.Apply(
                    node.Op, _values[i], a, b, Slope(node.A, side), Slope(node.B, side), Slope(node.C, side));
            }
        }
    }

    private Interval Slope(int node, int side) => node < 0 ? default : _slopes[(node * Sides) + side];

    /// <summary>The side of the box that an input is; negative where it is drawn.</summary>
    private int SideOf(Expression input) => (int)input.Bits - _problem.Model.Inputs.Length;

    private double Drawn(Expression input, int step, int draw) =>
        _sample.DrawOf((int)input.Bits, step, draw / BlockProgram.BlockSize, draw % BlockProgram.BlockSize);

    private double Offset(int step, int side, int draw)
    {
        if (side < _problem.Decisions.Length)
        {
            return 0;
        }

        var draws = _paths.Offsets[step][side - _problem.Decisions.Length];
        return draws.Length == 0 ? 0 : draws[draw];
    }

    private static Interval Scaled(Interval value, double factor) => IntervalMath.Apply(FormulaOp.Multiply, value, Interval.Of(factor), default);

    private static IEnumerable<int> OperandsOf(Expression node)
    {
        if (node.A >= 0)
        {
            yield return node.A;
        }

        if (node.B >= 0)
        {
            yield return node.B;
        }

        if (node.C >= 0)
        {
            yield return node.C;
        }
    }

    /// <summary>Sums of bounds and slopes over draws.</summary>
    private sealed class RunningSlopes(int sides)
    {
        private readonly Interval[] _slopes = new Interval[sides];
        private Interval _value;

        public void Add(Interval value, ReadOnlySpan<Interval> slopes)
        {
            _value = new Interval(_value.Low + value.Low, _value.High + value.High);
            for (var side = 0; side < slopes.Length; side++)
            {
                _slopes[side] = new Interval(_slopes[side].Low + slopes[side].Low, _slopes[side].High + slopes[side].High);
            }
        }

        public (Interval Value, Interval[] Slopes) Mean(int draws) =>
            (new(_value.Low / draws, _value.High / draws), [.. _slopes.Select(slope => new Interval(slope.Low / draws, slope.High / draws))]);
    }
}
