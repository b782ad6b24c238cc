using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Optimisation;

/// <summary>One step of many states and decisions at once: each on some draws, side by side in a block.</summary>
internal sealed class StepLanes
{
    private const double Padding = 0.05;

    private readonly PlanProblem _problem;
    private readonly StepSimulation _step;
    private readonly PlanSample _sample;
    private readonly StateSpace _space;
    private readonly double[] _registers;
    private readonly double[][] _draws;
    private readonly double[][] _decisions;
    private readonly double[][] _lags;
    private readonly double[][] _outputs;

    /// <summary>Prepares.</summary>
    public StepLanes(PlanProblem problem, StepSimulation step, PlanSample sample, StateSpace space)
    {
        (_problem, _step, _sample, _space) = (problem, step, sample, space);
        _registers = step.CreateRegisters();
        _draws = new double[problem.Model.Inputs.Length][];
        foreach (var input in step.UsedInputs)
        {
            _draws[input] = new double[BlockProgram.BlockSize];
        }

        _decisions = [.. problem.Decisions.Select(_ => new double[BlockProgram.BlockSize])];
        _lags = [.. problem.Lags.Select(_ => new double[BlockProgram.BlockSize])];
        _outputs = [.. step.Outputs.Select(_ => new double[BlockProgram.BlockSize])];
        HandsOnChance = ExpressionAlgebra.InputsOf(step.Graph, problem.Lags.Select(lag => step.World[lag.Variable]))
            .Any(input => input < problem.Model.Inputs.Length);
    }

    /// <summary>Whether a step depends on draws.</summary>
    public bool IsRandom => !_step.UsedInputs.IsEmpty;

    /// <summary>Whether what a step hands on does.</summary>
    public bool HandsOnChance { get; }

    /// <summary>The largest objective, without its sign, that <see cref="HandedRanges"/> met; at least 1.</summary>
    public double Largest { get; private set; } = 1;

    /// <summary>Runs a step of some states and decisions.</summary>
    /// <param name="step">The step.</param>
    /// <param name="count">How many; with their draws at most a block.</param>
    /// <param name="draws">Draws of each, side by side.</param>
    /// <param name="of">The state and the decisions of each.</param>
    /// <param name="budget">Ends it.</param>
    /// <returns>By output, the values; valid until the next run.</returns>
    public double[][] Run(int step, int count, int draws, Func<int, (double[] State, double[] Decisions)> of, WorkBudget budget)
    {
        for (var i = 0; i < count; i++)
        {
            var (state, decisions) = of(i);
            for (var k = 0; k < decisions.Length; k++)
            {
                _decisions[k].AsSpan(i * draws, draws).Fill(decisions[k]);
            }

            for (var lag = 0; lag < _lags.Length; lag++)
            {
                _lags[lag].AsSpan(i * draws, draws).Fill(_space.LagIn(state, lag));
            }

            foreach (var input in _step.UsedInputs)
            {
                for (var draw = 0; draw < draws; draw++)
                {
                    _draws[input][(i * draws) + draw] = _sample.DrawOf(input, step, 0, draw);
                }
            }
        }

        _step.Run(_registers, _draws, _decisions, _lags, _outputs, budget.Cancellation);
        return _outputs;
    }

    /// <summary>The weighted utility of some lanes of the last run.</summary>
    public double Utility(PlanGoal goal, int from, int count)
    {
        var utility = 0.0;
        for (var i = 0; i < _problem.ObjectiveVariables.Length; i++)
        {
            if (goal.Weights[i] == 0)
            {
                continue;
            }

            var values = _outputs[i].AsSpan(from, count);
            var (sum, squares) = (0.0, 0.0);
            foreach (var value in values)
            {
                sum += value;
                squares += value * value;
            }

            var mean = sum / count;
            utility += goal.Weights[i] * (mean - (_problem.Setting.RiskAversion / 2 * Math.Max(0, (squares / count) - (mean * mean))));
        }

        return utility;
    }

    /// <summary>By how much the means of limited variables in some lanes of the last run miss their limits.</summary>
    public double Missed(int from, int count)
    {
        var missed = 0.0;
        for (var limit = 0; limit < _problem.Limits.Length; limit++)
        {
            var sum = 0.0;
            foreach (var value in _outputs[_problem.ObjectiveVariables.Length + limit].AsSpan(from, count))
            {
                sum += value;
            }

            missed += Math.Max(0, Math.Max(_problem.Limits[limit].Low - (sum / count), (sum / count) - _problem.Limits[limit].High));
        }

        return missed;
    }

    /// <summary>By step and lag, the range of what is handed on: of plans at the ends of their decisions, and of a thousand between.</summary>
    public (double Low, double High)[][] HandedRanges()
    {
        var ranges = new (double Low, double High)[_problem.Horizon][];
        ranges[0] = [.. _problem.Lags.Select(lag => (lag.Start, lag.Start))];
        for (var lag = 0; lag < _lags.Length; lag++)
        {
            _lags[lag].AsSpan().Fill(_problem.Lags[lag].Start);
        }

        for (var step = 0; step < _problem.Horizon; step++)
        {
            for (var lane = 0; lane < BlockProgram.BlockSize; lane++)
            {
                for (var i = 0; i < _decisions.Length; i++)
                {
                    var (low, high) = _problem.Reach(step, i);
                    _decisions[i][lane] = low + ((high - low) * Share(lane, step, i));
                }

                foreach (var input in _step.UsedInputs)
                {
                    _draws[input][lane] = _sample.DrawOf(input, step, 0, lane);
                }
            }

            _step.Run(_registers, _draws, _decisions, _lags, _outputs, default);
            Largest = _outputs[.._problem.ObjectiveVariables.Length].SelectMany(values => values).Select(Math.Abs).Where(double.IsFinite)
                .Aggregate(Largest, Math.Max);
            if (step + 1 < _problem.Horizon)
            {
                ranges[step + 1] = new (double, double)[_lags.Length];
            }

            for (var lag = 0; lag < _lags.Length && step + 1 < _problem.Horizon; lag++)
            {
                var values = _outputs[^_lags.Length..][lag];
                values.CopyTo(_lags[lag], 0);
                var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToList();
                var (low, high) = (finite.Min(), finite.Max());
                ranges[step + 1][lag] = (low - (Padding * (high - low)), high + (Padding * (high - low)));
            }
        }

        return ranges;
    }

    /// <summary>Where between its ends a decision of a lane lies: some lanes keep to an end in every step, the others spread evenly.</summary>
    private static double Share(int lane, int step, int i) => lane < 256
        ? (lane >> (i % 8)) % 2
        : Math.Abs(((lane * 0.6180339887498949) + (step * 0.7548776662466927) + (i * 0.5698402909980532)) % 1);
}
