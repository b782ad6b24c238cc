using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Optimisation;

/// <summary>What weighted objectives cannot exceed while decisions lie within their limits, on the very draws that plans are compared by.</summary>
/// <remarks>Interval arithmetic draw by draw: an information relaxation where steps hand something on (Brown, Smith and Sun 2010).</remarks>
internal sealed class StepBound
{
    private readonly PlanProblem _problem;
    private readonly StepSimulation _step;
    private readonly PlanSample _sample;
    private readonly bool[] _isRandom;
    private readonly Interval[] _values;

    /// <summary>Prepares.</summary>
    /// <param name="problem">The problem, of one step where steps are alike.</param>
    /// <param name="step">Its step.</param>
    /// <param name="sample">The draws.</param>
    public StepBound(PlanProblem problem, StepSimulation step, PlanSample sample)
    {
        (_problem, _step, _sample) = (problem, step, sample);
        var graph = step.Graph;
        _values = new Interval[graph.Nodes.Length];
        _isRandom = new bool[graph.Nodes.Length];
        for (var i = 0; i < _isRandom.Length; i++)
        {
            var node = graph[i];
            _isRandom[i] = node.Op == FormulaOp.Input
                ? node.Bits < problem.Model.Inputs.Length || node.Bits >= problem.Model.Inputs.Length + problem.Decisions.Length
                : (node.A >= 0 && _isRandom[node.A]) || (node.B >= 0 && _isRandom[node.B]) || (node.C >= 0 && _isRandom[node.C]);
        }
    }

    /// <summary>The bound of one step in a box.</summary>
    public double Once(Interval[] box, IReadOnlyList<double> weights, WorkBudget budget)
    {
        SetDecisions(box);
        var sum = 0.0;
        var blocks = _sample.Draws / BlockProgram.BlockSize;
        Settle(random: false, draw: _ => Interval.All);
        for (var block = 0; block < blocks; block++)
        {
            budget.ThrowIfCancelled();
            for (var i = 0; i < (_step.UsedInputs.IsEmpty ? 1 : BlockProgram.BlockSize); i++)
            {
                var (at, own) = (i, block);
                Settle(random: true, input => Interval.Of(_sample.DrawOf(input, 0, own, at)));
                sum += Weighted(weights);
            }
        }

        return sum / (_step.UsedInputs.IsEmpty ? 1 : _sample.Draws);
    }

    /// <summary>The bound of whole plans: each draw's path of intervals.</summary>
    public double OfPaths(IReadOnlyList<double> weights, WorkBudget budget)
    {
        var sum = 0.0;
        for (var draw = 0; draw < _sample.Draws; draw++)
        {
            budget.ThrowIfCancelled();
            var (block, at) = Math.DivRem(draw, BlockProgram.BlockSize);
            var lags = _problem.Lags.Select(lag => Interval.Of(lag.Start)).ToArray();
            for (var step = 0; step < _problem.Horizon; step++)
            {
                SetDecisions([.. Enumerable.Range(0, _problem.Decisions.Length)
                    .Select(i => _problem.Reach(step, i))
                    .Select(reach => new Interval(reach.Low, reach.High))]);
                var (held, own) = (lags, step);
                Settle(random: false, _ => Interval.All);
                Settle(random: true, input => input < _problem.Model.Inputs.Length
                    ? Interval.Of(_sample.DrawOf(input, own, block, at))
                    : held[input - _step.LagInput(0)]);
                sum += _problem.Weight(step) * Weighted(weights);
                lags = [.. _problem.Lags.Select(lag => _values[_step.World[lag.Variable]])];
            }
        }

        return sum / _sample.Draws;
    }

    private double Weighted(IReadOnlyList<double> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Count; i++)
        {
            sum += weights[i] == 0 ? 0 : weights[i] * _values[_step.World[_problem.ObjectiveVariables[i]]].High;
        }

        return sum;
    }

    private void SetDecisions(Interval[] box)
    {
        for (var node = 0; node < _values.Length; node++)
        {
            var one = _step.Graph[node];
            if (one.Op == FormulaOp.Input && (int)one.Bits - _step.DecisionInput(0) is var decision && decision >= 0 && decision < box.Length)
            {
                _values[node] = box[decision];
            }
        }
    }

    private void Settle(bool random, Func<int, Interval> draw)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            if (_isRandom[i] != random)
            {
                continue;
            }

            var node = _step.Graph[i];
            if (node.Op == FormulaOp.Number)
            {
                _values[i] = Interval.Of(node.Value);
            }
            else if (node.Op == FormulaOp.Input)
            {
                _values[i] = random ? draw((int)node.Bits) : _values[i];
            }
            else
            {
                _values[i] = IntervalMath.Apply(
                    node.Op, _values[node.A], node.B < 0 ? default : _values[node.B], node.C < 0 ? default : _values[node.C]);
            }
        }
    }
}
