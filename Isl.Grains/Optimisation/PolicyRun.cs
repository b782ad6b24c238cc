using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Optimisation;

/// <summary>Simulates a policy: in every draw each step's decisions follow from what the steps before it brought there.</summary>
internal static class PolicyRun
{
    private const uint Sample = 3;

    /// <summary>What the policy brings beside a plan fixed in advance, on the same draws.</summary>
    /// <param name="problem">The problem; its first objective counts.</param>
    /// <param name="step">Its step.</param>
    /// <param name="space">Its states.</param>
    /// <param name="policy">By step, decisions by state.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="blocks">Blocks of draws.</param>
    /// <param name="budget">Ends it.</param>
    public static ClosedLoopValue Of(
        PlanProblem problem, StepSimulation step, StateSpace space, StateGrid[] policy, double[] plan, int blocks, WorkBudget budget)
    {
        var sample = new PlanSample(problem, step, blocks, Sample, fresh: true, budget.Cancellation);
        var reacting = new double[problem.Horizon][];
        var paths = new double[sample.Draws];
        var first = new double[problem.Decisions.Length];
        var lanes = new Lanes(problem, step, space, policy);
        for (var block = 0; block < blocks; block++)
        {
            budget.ThrowIfCancelled();
            lanes.Begin();
            for (var own = 0; own < problem.Horizon; own++)
            {
                var outcomes = lanes.Run(own, sample, block, budget);
                outcomes.CopyTo((reacting[own] ??= new double[sample.Draws]).AsSpan(block * BlockProgram.BlockSize));
                for (var draw = 0; draw < outcomes.Length; draw++)
                {
                    paths[(block * BlockProgram.BlockSize) + draw] += problem.Weight(own) * outcomes[draw];
                }

                if (own == 0)
                {
                    lanes.First.CopyTo(first, 0);
                }
            }
        }

        var fixedPaths = new double[sample.Draws];
        var fixedTotal = sample.Run(plan, budget, fixedPaths).Values.Totals[0];
        var total = Enumerable.Range(0, problem.Horizon).Sum(own => problem.Weight(own)
            * (reacting[own].Average() - (problem.Setting.RiskAversion / 2 * Variance(reacting[own]))));
        return new ClosedLoopValue(
            WireNumber.Round(total),
            WireNumber.Round(Math.Sqrt(Variance(paths) / paths.Length)),
            WireNumber.Round(total - fixedTotal),
            WireNumber.Round(Math.Sqrt(Variance([.. paths.Zip(fixedPaths, (a, b) => a - b)]) / paths.Length)),
            WireNumber.Map(problem.Decisions.Select((decision, i) => (decision.Variable, first[i]))));
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / values.Length;
    }

    /// <summary>A block of draws, each in a state of its own.</summary>
    private sealed class Lanes(PlanProblem problem, StepSimulation step, StateSpace space, StateGrid[] policy)
    {
        private readonly double[] _registers = step.CreateRegisters();
        private readonly double[][] _states = [.. Enumerable.Range(0, BlockProgram.BlockSize).Select(_ => new double[space.Count])];
        private readonly double[][] _decisions = [.. problem.Decisions.Select(_ => new double[BlockProgram.BlockSize])];
        private readonly double[][] _lags = [.. problem.Lags.Select(_ => new double[BlockProgram.BlockSize])];
        private readonly double[][] _outputs = [.. step.Outputs.Select(_ => new double[BlockProgram.BlockSize])];

        /// <summary>The decisions of the first draw.</summary>
        public double[] First => [.. _decisions.Select(lane => lane[0])];

        public void Begin() => Array.ForEach(_states, state => space.Start.CopyTo(state, 0));

        public double[] Run(int own, PlanSample sample, int block, WorkBudget budget)
        {
            var (chosen, next, handed) = (new double[problem.Decisions.Length], new double[space.Count], new double[_lags.Length]);
            for (var draw = 0; draw < BlockProgram.BlockSize; draw++)
            {
                Decide(own, _states[draw], chosen);
                for (var i = 0; i < chosen.Length; i++)
                {
                    _decisions[i][draw] = chosen[i];
                }

                for (var lag = 0; lag < _lags.Length; lag++)
                {
                    _lags[lag][draw] = space.LagIn(_states[draw], lag);
                }
            }

            step.Run(_registers, sample.BlockOf(own, block), _decisions, _lags, _outputs, budget.Cancellation);
            for (var draw = 0; draw < BlockProgram.BlockSize; draw++)
            {
                for (var i = 0; i < chosen.Length; i++)
                {
                    chosen[i] = _decisions[i][draw];
                }

                for (var lag = 0; lag < handed.Length; lag++)
                {
                    handed[lag] = _outputs[_outputs.Length - handed.Length + lag][draw];
                }

                space.Move(_states[draw], chosen, handed, next);
                next.CopyTo(_states[draw], 0);
            }

            return _outputs[0];
        }

        /// <summary>The policy's decisions, moved to where limits allow them: listed values to the nearest, and less far if they cost too
        /// much.</summary>
        private void Decide(int own, double[] state, double[] chosen)
        {
            policy[own].Read(state, chosen);
            for (var i = 0; i < chosen.Length; i++)
            {
                var (low, high) = space.Allowed(own, state, i);
                var values = problem.Decisions[i].Values.Where(value => value >= low - 1e-9 && value <= high + 1e-9).ToList();
                var wish = chosen[i];
                chosen[i] = values.Count > 0 ? values.MinBy(value => Math.Abs(value - wish)) : Math.Clamp(wish, low, Math.Max(low, high));
            }

            if (!space.Affords(state, chosen))
            {
                // Each toward its last value, all by the same share, which brings the cost down to what is left.
                var (least, most) = (0.0, 1.0);
                var wished = (double[])chosen.Clone();
                for (var halving = 0; halving < 40; halving++)
                {
                    var share = (least + most) / 2;
                    Blend(share);
                    (least, most) = space.Affords(state, chosen) ? (share, most) : (least, share);
                }

                Blend(least);

                void Blend(double share)
                {
                    for (var i = 0; i < chosen.Length; i++)
                    {
                        var last = space.LastIn(state, i) ?? wished[i];
                        chosen[i] = problem.Decisions[i].Values.IsEmpty ? last + (share * (wished[i] - last)) : share >= 1 ? wished[i] : last;
                    }
                }
            }
        }
    }
}
