using System.Collections.Immutable;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Optimisation;

/// <summary>What it would be worth to know random inputs before choosing one of several plans.</summary>
/// <remarks>
/// Source: Raiffa and Schlaifer (1961), Applied statistical decision theory, for the values of perfect and of sample information; Strong, Oakley and
/// Brennan (2014) and Strong et al. (2015) for single inputs and for samples by regression on the same draws. The regression is on the input's
/// classes of
/// equal frequency, step by step, because inputs of different steps are independent.
/// </remarks>
internal sealed class InformationWorth
{
    private const int Blocks = 8;
    private const uint Sample = 2;

    /// <summary>Classes of an input: fine enough for a curved relation, each with hundreds of draws.</summary>
    private const int Classes = 24;
    private const double Rounding = 1e-9;

    private readonly PlanProblem _problem;
    private readonly StepSimulation _step;
    private readonly PlanSample _sample;
    private readonly double[][] _utilities;

    private InformationWorth(PlanProblem problem, StepSimulation step, IReadOnlyList<double[]> plans, WorkBudget budget)
    {
        (_problem, _step) = (problem, step);
        _sample = new PlanSample(problem, step, Blocks, Sample, fresh: true, budget.Cancellation);
        _utilities = [.. plans.Select(plan =>
        {
            var kept = new double[_sample.Draws];
            _sample.Run(plan, budget, kept);
            return kept;
        })];
    }

    /// <summary>The worth of all inputs together, and of each.</summary>
    /// <param name="problem">The problem; its first objective counts.</param>
    /// <param name="plans">The plans to choose among.</param>
    /// <param name="shelf">Where distributions come from.</param>
    /// <param name="budget">Ends it.</param>
    public static (double Evpi, ImmutableArray<InformationValue> Values) Of(
        PlanProblem problem, IReadOnlyList<double[]> plans, DistributionShelf shelf, WorkBudget budget)
    {
        var step = new StepSimulation(problem, shelf, budget.Cancellation);
        if (step.UsedInputs.IsEmpty || plans.Count < 2)
        {
            return (0, [.. step.UsedInputs.Select(input => new InformationValue(problem.Model.Inputs[input].Label, 0, 0, 0))]);
        }

        var worth = new InformationWorth(problem, step, plans, budget);
        return worth.Of(budget);
    }

    private (double Evpi, ImmutableArray<InformationValue> Values) Of(WorkBudget budget)
    {
        var means = _utilities.Select(utilities => utilities.Average()).ToArray();
        var scale = Math.Max(means.Max(Math.Abs), _utilities.Max(utilities => utilities.Max(Math.Abs)));
        var evpi = Clean(Gain(_utilities, means).Mean, scale);
        var values = new List<InformationValue>();
        foreach (var input in _step.UsedInputs)
        {
            budget.ThrowIfCancelled();
            var (known, read) = Fitted(input);
            var (mean, error) = Gain(known, means);
            var evppi = Math.Min(evpi, Clean(mean, scale));
            values.Add(new InformationValue(
                _problem.Model.Inputs[input].Label,
                WireNumber.Round(evppi),
                WireNumber.Round(evppi == 0 ? 0 : error),
                WireNumber.Round(Math.Min(evppi, Clean(Gain(read, means).Mean, scale)))));
        }

        return (WireNumber.Round(evpi), [.. values.OrderByDescending(value => value.Evppi).ThenBy(value => value.Variable, StringComparer.Ordinal)]);
    }

    private static double Clean(double gain, double scale) => gain > Rounding * scale ? gain : 0;

    /// <summary>By how much the best plan of each draw is better, on average, than the plan that is best on average.</summary>
    private static (double Mean, double Error) Gain(double[][] utilities, double[] means)
    {
        var usual = utilities[Array.IndexOf(means, means.Max())];
        var (sum, squares, draws) = (0.0, 0.0, usual.Length);
        for (var draw = 0; draw < draws; draw++)
        {
            var most = usual[draw];
            foreach (var own in utilities)
            {
                most = Math.Max(most, own[draw]);
            }

            sum += most - usual[draw];
            squares += (most - usual[draw]) * (most - usual[draw]);
        }

        return (sum / draws, Math.Sqrt(Math.Max(0, (squares / draws) - (sum / draws * (sum / draws))) / draws));
    }

    /// <summary>Expected utilities given the input's classes in all steps, and given those of a reading with as much error as spread.</summary>
    private (double[][] Known, double[][] Read) Fitted(int input)
    {
        var known = _utilities.Select(utilities => Enumerable.Repeat(utilities.Average(), utilities.Length).ToArray()).ToArray();
        var read = known.Select(own => (double[])own.Clone()).ToArray();
        for (var step = 0; step < _problem.Horizon; step++)
        {
            var values = Values(input, step);
            var classes = ClassesOf(values);
            var readings = ClassesOf(Readings(values, input, step));
            for (var plan = 0; plan < _utilities.Length; plan++)
            {
                var mean = _utilities[plan].Average();
                var effect = ByClass(classes, _utilities[plan], mean);
                var seen = ByClass(readings, effect, 0);
                for (var draw = 0; draw < effect.Length; draw++)
                {
                    known[plan][draw] += effect[draw];
                    read[plan][draw] += seen[draw];
                }
            }
        }

        return (known, read);
    }

    private double[] Values(int input, int step)
    {
        var values = new double[_sample.Draws];
        for (var block = 0; block < values.Length / BlockProgram.BlockSize; block++)
        {
            _sample.DrawsOf(input, step, block).CopyTo(values.AsSpan(block * BlockProgram.BlockSize));
        }

        return values;
    }

    private double[] Readings(double[] values, int input, int step)
    {
        var mean = values.Average();
        var spread = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length);
        var random = new CounterRandom(unchecked((ulong)_problem.Setting.Seed), CounterRandom.StreamOf(_problem.Model.Inputs[input].Label,
            "reading"));
        var errors = new double[values.Length];
        random.Uniforms((uint)step, 0, errors);
        NormalQuantile.Transform(errors, 0, spread > 0 ? spread : 1);
        return [.. values.Zip(errors, (value, error) => value + error)];
    }

    private static int[] ClassesOf(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort((double[])values.Clone(), order);
        var classes = new int[values.Length];
        for (var rank = 0; rank < order.Length; rank++)
        {
            var own = (int)((long)rank * Classes / order.Length);

            // Equal values belong together: of a discrete input each value is a class.
            classes[order[rank]] = rank > 0 && values[order[rank]] == values[order[rank - 1]] ? classes[order[rank - 1]] : own;
        }

        return classes;
    }

    /// <summary>Each draw's class mean less a number.</summary>
    private static double[] ByClass(int[] classes, double[] values, double less)
    {
        var (sums, counts) = (new double[Classes], new int[Classes]);
        for (var draw = 0; draw < values.Length; draw++)
        {
            sums[classes[draw]] += values[draw];
            counts[classes[draw]]++;
        }

        return [.. classes.Select(own => (sums[own] / counts[own]) - less)];
    }
}
