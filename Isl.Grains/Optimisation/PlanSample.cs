using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Optimisation;

/// <summary>Simulates plans on the same draws each time.</summary>
internal sealed class PlanSample
{
    private readonly PlanProblem _problem;
    private readonly StepSimulation _step;
    private readonly int _blocks;
    private readonly bool _fresh;
    private readonly double[] _registers;
    private readonly double[][][] _draws;
    private readonly double[][] _lags;
    private readonly double[][] _outputs;

    /// <summary>Makes the draws.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="step">Its step.</param>
    /// <param name="blocks">Blocks of draws.</param>
    /// <param name="sample">Which sample: others are independent of it.</param>
    /// <param name="fresh">Whether each step has draws of its own; where steps are alike one set serves all, so that they have the same mean.</param>
    /// <param name="cancellation">Stops it.</param>
    public PlanSample(PlanProblem problem, StepSimulation step, int blocks, uint sample, bool fresh, CancellationToken cancellation)
    {
        (_problem, _step, _fresh) = (problem, step, fresh || !step.IsMemoryless);
        _blocks = step.UsedInputs.IsEmpty ? 1 : blocks;
        _registers = step.CreateRegisters();
        var sets = _fresh ? problem.Horizon : 1;
        _draws = new double[sets * _blocks][][];
        for (var set = 0; set < _draws.Length; set++)
        {
            cancellation.ThrowIfCancellationRequested();
            _draws[set] = new double[problem.Model.Inputs.Length][];
            foreach (var input in step.UsedInputs)
            {
                _draws[set][input] = new double[BlockProgram.BlockSize];
                step.Draw(input, (sample * PlanMost) + (uint)(set / _blocks), set % _blocks, _draws[set][input]);
            }
        }

        _lags = [.. problem.Lags.Select(_ => new double[BlockProgram.BlockSize])];
        _outputs = [.. step.Outputs.Select(_ => new double[BlockProgram.BlockSize])];
    }

    /// <summary>Steps that a sample may have; the next sample's draws begin behind them.</summary>
    private const uint PlanMost = 64;

    /// <summary>Number of draws.</summary>
    public int Draws => _blocks * BlockProgram.BlockSize;

    /// <summary>Draws of an input in a step.</summary>
    public ReadOnlySpan<double> DrawsOf(int input, int step, int block) => _draws[SetOf(step, block)][input];

    /// <summary>By input, the draws of a block in a step.</summary>
    public double[][] BlockOf(int step, int block) => _draws[SetOf(step, block)];

    /// <summary>One draw of an input in a step; 0 of an input that nothing depends on.</summary>
    public double DrawOf(int input, int step, int block, int place) =>
        _draws[SetOf(step, block)][input] is { } draws ? draws[place] : 0;

    /// <summary>What a plan brings, and the expected values of limited variables.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="budget">Ends it.</param>
    /// <param name="keep">Takes, for objective 0, each draw's discounted sum; null where nobody wants it.</param>
    public (PlanValues Values, double[][] Limited) Run(ReadOnlySpan<double> plan, WorkBudget budget, double[]? keep = null)
    {
        var (objectives, horizon) = (_problem.ObjectiveVariables.Length, _problem.Horizon);
        var sums = NewTable(objectives + _problem.Limits.Length, horizon);
        var squares = NewTable(objectives, horizon);
        var paths = new double[objectives][];
        var errors = new double[objectives];
        var (pathSums, pathSquares) = (new double[objectives], new double[objectives]);
        for (var block = 0; block < _blocks; block++)
        {
            budget.ThrowIfCancelled();
            for (var i = 0; i < objectives; i++)
            {
                paths[i] = new double[BlockProgram.BlockSize];
            }

            RunBlock(plan, block, sums, squares, paths, budget.Cancellation);
            keep?.AsSpan(block * BlockProgram.BlockSize, BlockProgram.BlockSize).Clear();
            for (var i = 0; i < objectives; i++)
            {
                foreach (var total in paths[i])
                {
                    pathSums[i] += total;
                    pathSquares[i] += total * total;
                }
            }

            if (keep is not null)
            {
                paths[0].CopyTo(keep, block * BlockProgram.BlockSize);
            }
        }

        for (var i = 0; i < objectives; i++)
        {
            var variance = (pathSquares[i] / Draws) - (pathSums[i] / Draws * (pathSums[i] / Draws));
            errors[i] = _step.UsedInputs.IsEmpty ? 0 : Math.Sqrt(Math.Max(0, variance) / Draws);
        }

        return (ToValues(sums, squares, errors), [.. sums[objectives..].Select(steps => steps.Select(sum => sum / Draws).ToArray())]);
    }

    private PlanValues ToValues(double[][] sums, double[][] squares, double[] errors)
    {
        var objectives = _problem.ObjectiveVariables.Length;
        var outcomes = sums[..objectives].Select(steps => steps.Select(sum => sum / Draws).ToArray()).ToArray();
        var utilities = outcomes.Select((steps, i) => steps.Select((mean, step) =>
        {
            var variance = Math.Max(0, (squares[i][step] / Draws) - (mean * mean));
            return _problem.Weight(step) * (mean - (_problem.Setting.RiskAversion == 0 ? 0 : _problem.Setting.RiskAversion / 2 * variance));
        }).ToArray()).ToArray();
        return new PlanValues(outcomes, utilities, errors);
    }

    private void RunBlock(
        ReadOnlySpan<double> plan, int block, double[][] sums, double[][] squares, double[][] paths, CancellationToken cancellation)
    {
        for (var lag = 0; lag < _lags.Length; lag++)
        {
            _lags[lag].AsSpan().Fill(_problem.Lags[lag].Start);
        }

        for (var step = 0; step < _problem.Horizon; step++)
        {
            var decisions = plan.Slice(_problem.At(step, 0), _problem.Decisions.Length);
            _step.Run(_registers, _draws[SetOf(step, block)], decisions, _lags, _outputs, cancellation);
            for (var output = 0; output < sums.Length; output++)
            {
                var weight = _problem.Weight(step);
                for (var draw = 0; draw < BlockProgram.BlockSize; draw++)
                {
                    var value = _outputs[output][draw];
                    sums[output][step] += value;
                    if (output < squares.Length)
                    {
                        squares[output][step] += value * value;
                        paths[output][draw] += weight * value;
                    }
                }
            }

            for (var lag = 0; lag < _lags.Length; lag++)
            {
                _outputs[sums.Length + lag].CopyTo(_lags[lag], 0);
            }
        }
    }

    private int SetOf(int step, int block) => ((_fresh ? step : 0) * _blocks) + block;

    private static double[][] NewTable(int rows, int columns) => [.. Enumerable.Range(0, rows).Select(_ => new double[columns])];
}
