using System.Collections.Immutable;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Numerics;
using MathNet.Numerics.Integration;

namespace Isl.Grains.Sensitivity.Assumptions;

/// <summary>Shares of the variance that assumptions explain when each varies evenly over its range.</summary>
/// <remarks>
/// Source: Saltelli et al. (2010), Variance based sensitivity analysis of model output, table 2 (b) and (f), with the two samples exchanged as
/// well. Where the model adds its assumptions up, which the samples show exactly, each share is an integral over one range and no estimate.
/// </remarks>
/// <param name="model">The model.</param>
/// <param name="runs">Runs it; the first output is what varies.</param>
/// <param name="seed">Seed of the samples.</param>
internal sealed class SobolIndices(FactorModel model, FactorRuns runs, ulong seed)
{
    /// <summary>Independent parts of the samples, from which errors are computed.</summary>
    private const int Batches = 16;

    /// <summary>Levels of a parameter whose distribution has to be built anew for each value.</summary>
    private const int Levels = 16;

    /// <summary>Spread of the middles of that many equal parts against that of the whole, so that levels vary as much as values.</summary>
    private static readonly double LevelSpread = Math.Sqrt(1 - (1.0 / Levels / Levels));

    private const int FewestSamples = 128;
    private const int MostSamples = 1 << 15;
    private const int ScoutSamples = 1 << 10;
    private const int FewestDraws = 1 << 5;
    private const int MostDraws = 1 << 8;
    private const int Nodes = 32;

    /// <summary>Operations over all points, draws and steps: about a second.</summary>
    private const double Work = 2e9;

    private const double Rounding = 1e-9;

    private int Count => model.Factors.Length;

    /// <summary>The least and the greatest value met on the way.</summary>
    public (double Least, double Most) Met { get; private set; } = (double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>The indices, in the order of the assumptions; null where time ran out before they were known.</summary>
    /// <exception cref="InputException">The outcome is not finite somewhere in the ranges.</exception>
    public ImmutableArray<SobolIndex>? Of(WorkBudget budget)
    {
        if (budget.IsSpent)
        {
            return null;
        }

        if (Count == 1)
        {
            return [Index(0, 1, 1, 0)];
        }

        var samples = FewestSamples;
        while (samples < MostSamples && 2 * samples * CostOf(Count, runs.Draws, runs.Operations) <= Work)
        {
            samples *= 2;
        }

        // Sums are seen in a few samples, and then no more are needed.
        if (samples >= 8 * ScoutSamples && Take(ScoutSamples, budget) is { IsAdditive: true, Variance: > 0 })
        {
            return Added();
        }

        return Take(samples, budget) is not { } taken ? null
            : taken.Variance == 0 ? [.. Enumerable.Range(0, Count).Select(i => Index(i, 0, 0, 0))]
            : taken.IsAdditive ? Added()
            : Estimated(taken);
    }

    /// <summary>Draws of each point where so many assumptions are varied together; fewer where a draw costs much.</summary>
    /// <param name="factors">Number of assumptions.</param>
    /// <param name="operations">Cost of a draw.</param>
    public static int DrawsFor(int factors, int operations)
    {
        var draws = MostDraws;
        while (draws > FewestDraws && FewestSamples * CostOf(factors, draws, operations) > Work)
        {
            draws /= 2;
        }

        return draws;
    }

    private static double CostOf(int factors, int draws, int operations) => 2.0 * (factors + 1) * draws * operations;

    private Taken? Take(int samples, WorkBudget budget)
    {
        var (a, b) = (Sample("A", samples), Sample("B", samples));
        var (fa, fb) = (Values(a), Values(b));
        var (mean, variance) = Moments([.. fa, .. fb]);
        var largest = fa.Concat(fb).Max(Math.Abs);
        if (variance <= Rounding * Rounding * largest * largest)
        {
            return new Taken(fa, fb, [], mean, 0, true);
        }

        var (exchanged, isAdditive) = (new (double[] Ab, double[] Ba)[Count], true);
        for (var i = 0; i < Count; i++)
        {
            budget.ThrowIfCancelled();
            if (budget.IsSpent)
            {
                return null;
            }

            exchanged[i] = (Values(Exchanged(a, b, i)), Values(Exchanged(b, a, i)));
            for (var n = 0; n < samples && isAdditive; n++)
            {
                isAdditive = Math.Abs(exchanged[i].Ab[n] + exchanged[i].Ba[n] - fa[n] - fb[n]) <= Rounding * Math.Max(largest, Math.Sqrt(variance));
            }
        }

        return new Taken(fa, fb, exchanged, mean, variance, isAdditive);
    }

    private SobolIndex Index(int factor, double first, double total, double error) => new(
        model.Factors[factor].Stated.Name, WireNumber.Round(first), WireNumber.Round(total), WireNumber.Round(error));

    private List<double[]> Sample(string sample, int count)
    {
        var points = Enumerable.Range(0, count).Select(_ => new double[Count]).ToList();
        var uniforms = new double[count];
        for (var i = 0; i < Count; i++)
        {
            new CounterRandom(seed, CounterRandom.StreamOf(model.Factors[i].Target.Label, sample)).Uniforms(0, 0, uniforms);
            for (var n = 0; n < count; n++)
            {
                points[n][i] = model.Factors[i].At(Snapped(i, uniforms[n]));
            }
        }

        return points;
    }

    private double Snapped(int factor, double uniform) =>
        model.Factors[factor].Target is { Kind: FactorKind.Parameter, Input: var input } && model.IsMade(input)
            ? 0.5 + ((((Math.Floor(uniform * Levels) + 0.5) / Levels) - 0.5) / LevelSpread)
            : uniform;

    private static List<double[]> Exchanged(List<double[]> points, List<double[]> others, int factor) =>
    [
        .. points.Select((point, n) =>
        {
            var changed = (double[])point.Clone();
            changed[factor] = others[n][factor];
            return changed;
        }),
    ];

    private double[] Values(List<double[]> points)
    {
        double[] values = [.. runs.At(points).Select(outputs => outputs[0].Mean)];
        if (Array.FindIndex(values, value => !double.IsFinite(value)) is >= 0 and var wrong)
        {
            var where = string.Join(", ", model.Factors.Select((factor, i) =>
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{factor.Target.Label} = {points[wrong][i]:g6}")).Take(5));
            throw new InputException(FactorReader.Place, $"The outcome is not a finite number at {where}; narrow the ranges.");
        }

        Met = (Math.Min(Met.Least, values.Min()), Math.Max(Met.Most, values.Max()));
        return values;
    }

    private static (double Mean, double Variance) Moments(double[] values)
    {
        var mean = values.Average();
        return (mean, values.Average(value => (value - mean) * (value - mean)));
    }

    /// <summary>Shares of a sum, each by an integral over one range.</summary>
    private ImmutableArray<SobolIndex> Added()
    {
        double[] fine = [.. Enumerable.Range(0, Count).Select(i => VarianceOver(i, Nodes))];
        double[] coarse = [.. Enumerable.Range(0, Count).Select(i => VarianceOver(i, Nodes / 2))];
        var (all, rough) = (fine.Sum(), coarse.Sum());
        return [.. fine.Select((part, i) => Index(i, part / all, part / all, Error(part / all, coarse[i])))];

        double Error(double share, double roughly) =>
            rough > 0 && Math.Abs(share - (roughly / rough)) is > Rounding and var error ? error : 0;
    }

    private double VarianceOver(int factor, int nodes)
    {
        var one = model.Factors[factor];
        (double Value, double Weight)[] rule;
        if (one.Settings > 0)
        {
            rule = [.. Enumerable.Range(0, one.Settings).Select(setting => ((double)setting, 1.0 / one.Settings))];
        }
        else
        {
            var legendre = new GaussLegendreRule(one.Low, one.High, nodes);
            rule = [.. legendre.Abscissas.Zip(legendre.Weights, (value, weight) => (value, weight / (one.High - one.Low)))];
        }

        var values = Values([.. rule.Select(node =>
        {
            var point = model.Base;
            point[factor] = node.Value;
            return point;
        })]);
        var mean = values.Zip(rule, (value, node) => value * node.Weight).Sum();
        return values.Zip(rule, (value, node) => node.Weight * (value - mean) * (value - mean)).Sum();
    }

    private ImmutableArray<SobolIndex> Estimated(Taken taken)
    {
        var (fa, fb, exchanged, mean, variance, _) = taken;
        var (first, total, errors) = (new double[Count], new double[Count], new (double First, double Total)[Count]);
        for (var i = 0; i < Count; i++)
        {
            var (ab, ba) = exchanged[i];
            (first[i], errors[i].First) = Batched(n =>
                (((fb[n] - mean) * (ab[n] - fa[n])) + ((fa[n] - mean) * (ba[n] - fb[n]))) / 2 / variance);
            (total[i], errors[i].Total) = Batched(n =>
                (((fa[n] - ab[n]) * (fa[n] - ab[n])) + ((fb[n] - ba[n]) * (fb[n] - ba[n]))) / 4 / variance);
        }

        // What is known of the shares makes the estimates better, never worse: the first ones sum to 1 at most, the totals to 1 at least.
        Project(first, [.. errors.Select(error => error.First)], isLeast: false);
        Project(total, [.. errors.Select(error => error.Total)], isLeast: true);
        return
        [
            .. Enumerable.Range(0, Count).Select(i => Index(
                i, first[i], Math.Clamp(Math.Max(total[i], first[i]), 0, 1), Math.Max(errors[i].First, errors[i].Total))),
        ];

        (double Mean, double Error) Batched(Func<int, double> term)
        {
            double[] batches =
            [
                .. Enumerable.Range(0, Batches).Select(batch =>
                    Enumerable.Range(batch * fa.Length / Batches, fa.Length / Batches).Average(term)),
            ];
            var (average, spread) = Moments(batches);
            return (average, Math.Sqrt(spread / (Batches - 1)));
        }
    }

    /// <summary>Moves shares, the least certain most, until they are not negative and their sum is not beyond 1.</summary>
    private static void Project(double[] shares, double[] errors, bool isLeast)
    {
        for (var round = 0; round < 2 * shares.Length; round++)
        {
            for (var i = 0; i < shares.Length; i++)
            {
                shares[i] = Math.Max(0, shares[i]);
            }

            var beyond = shares.Sum() - 1;
            if (isLeast ? beyond >= 0 : beyond <= 0)
            {
                return;
            }

            var weights = shares.Select((share, i) => isLeast || share > 0 ? Math.Max(errors[i] * errors[i], 1e-18) : 0).ToArray();
            var all = weights.Sum();
            for (var i = 0; i < shares.Length; i++)
            {
                shares[i] -= beyond * weights[i] / all;
            }
        }
    }

    /// <param name="A">The outcome at the points of one sample.</param>
    /// <param name="B">At those of the other.</param>
    /// <param name="Exchanged">By assumption, at the points of each sample with its values from the other.</param>
    /// <param name="Mean">Mean of both.</param>
    /// <param name="Variance">Variance of both; 0 where nothing moves.</param>
    /// <param name="IsAdditive">Whether each assumption does the same whatever the others are.</param>
    private sealed record Taken(double[] A, double[] B, (double[] Ab, double[] Ba)[] Exchanged, double Mean, double Variance, bool IsAdditive);
}
