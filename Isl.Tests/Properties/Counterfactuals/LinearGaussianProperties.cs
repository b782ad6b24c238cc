using Isl.Grains.Interfaces.Models;
using Isl.Tests.Unit.Counterfactuals;
using MathNet.Numerics.LinearAlgebra;
using static Isl.Grains.Interfaces.Models.InterventionKind;

namespace Isl.Tests.Properties.Counterfactuals;

/// <summary>Random linear models with normal noise against their closed forms.</summary>
public sealed class LinearGaussianProperties
{
    private const int Trials = 200;
    private const int Samples = 10_000;

    [Fact]
    public void Simulate_RandomModels_AgreesWithTheClosedForm()
    {
        var random = new Random(40);
        var worst = new List<double>();
        for (var trial = 0; trial < Trials; trial++)
        {
            var (model, weights, offsets, stds) = Model(random);
            var d = offsets.Count;
            var set = random.Next(d - 1);
            weights.SetRow(set, new double[d]);
            (offsets[set], stds[set]) = (1.5, 0);
            var total = (Matrix<double>.Build.DenseIdentity(d) - weights).Inverse();
            var mean = total * offsets;
            var covariance = total * Matrix<double>.Build.DenseOfDiagonalVector(stds.PointwiseMultiply(stds)) * total.Transpose();

            var result = ExampleModels.Run(ExampleModels.Spec(model, $"V{d - 1}", Samples, (ulong)trial, ExampleModels.Do(($"V{set}", Set, 1.5))));

            for (var i = 0; i < d; i++)
            {
                var (moments, draws) = (result.Of($"V{i}").Moments, result.Of($"V{i}").Draws!);
                var std = Math.Sqrt(Math.Max(0, covariance[i, i]));
                if (std < 1e-9)
                {
                    Assert.Equal(mean[i], moments.Mean, 1e-9);
                    continue;
                }

                worst.Add(Math.Abs(moments.Mean - mean[i]) / moments.StandardError);
                worst.Add(Math.Abs(moments.Std - std) / moments.StdStandardError!.Value);
                foreach (var (level, z) in new[] { (0.05, -1.6448536269514722), (0.5, 0), (0.95, 1.6448536269514722) })
                {
                    var quantile = draws.Quantile(level);
                    worst.Add(Math.Abs(quantile.Value - (mean[i] + (z * std))) / quantile.StandardError);
                }
            }
        }

        AssertWithinFourErrors(worst);
    }

    [Fact]
    public void Abduct_RandomEvidence_AgreesWithGaussianConditioning()
    {
        var random = new Random(41);
        var worst = new List<double>();
        for (var trial = 0; trial < Trials; trial++)
        {
            var (model, weights, offsets, stds) = Model(random);
            var d = offsets.Count;
            var total = (Matrix<double>.Build.DenseIdentity(d) - weights).Inverse();
            var mean = total * offsets;
            var covariance = total * Matrix<double>.Build.DenseOfDiagonalVector(stds.PointwiseMultiply(stds)) * total.Transpose();

            // One or two observed variables with an outcome that the model itself could have drawn, then a shift of a third.
            var order = Enumerable.Range(0, d).OrderBy(_ => random.Next()).ToArray();
            var seen = order[..(1 + (trial % 2))];
            var drawn =
                total
                * (offsets + stds.PointwiseMultiply(Vector<double>.Build.Dense(d, _ => MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1))));
            var (cross, own) = (
                Matrix<double>.Build.Dense(d, seen.Length, (i, j) => covariance[i, seen[j]]),
                Matrix<double>.Build.Dense(seen.Length, seen.Length, (i, j) => covariance[seen[i], seen[j]]));
            var gain = cross * own.Inverse();
            var conditional = mean + (gain * Vector<double>.Build.Dense(seen.Length, j => drawn[seen[j]] - mean[seen[j]]));
            var spread = covariance - (gain * cross.Transpose());
            var shifted = order[^1];

            var evidence = seen.Select(i => ($"V{i}", drawn[i])).ToArray();
            var result = ExampleModels.Run(
                ExampleModels.Spec(model, $"V{d - 1}", Samples, (ulong)trial, ExampleModels.Do(($"V{shifted}", Shift, 2)), evidence));

            for (var i = 0; i < d; i++)
            {
                var moments = result.Of($"V{i}").Moments;
                var (expected, std) = (conditional[i] + (2 * total[i, shifted]), Math.Sqrt(Math.Max(0, spread[i, i])));
                if (std < 1e-6)
                {
                    Assert.Equal(expected, moments.Mean, 1e-6);
                    continue;
                }

                worst.Add(Math.Abs(moments.Mean - expected) / moments.StandardError);
                worst.Add(Math.Abs(moments.Std - std) / moments.StdStandardError!.Value);
            }
        }

        AssertWithinFourErrors(worst);
    }

    /// <summary>All within four standard errors, and half of them within the probable error.</summary>
    private static void AssertWithinFourErrors(List<double> errors)
    {
        Assert.InRange(errors.Max(), 1, 4);
        Assert.InRange(errors.Count(error => error < 0.6745) / (double)errors.Count, 0.45, 0.55);
    }

    private static (StructuralModel Model, Matrix<double> Weights, Vector<double> Offsets, Vector<double> Stds) Model(Random random)
    {
        var d = random.Next(3, 9);
        var weights = Matrix<double>.Build.Dense(d, d);
        var (offsets, stds) = (
            Vector<double>.Build.Dense(d, _ => Math.Round(random.NextDouble() * 4, 2)),
            Vector<double>.Build.Dense(d, _ => Math.Round(0.5 + random.NextDouble(), 2)));
        var lines = new List<string>();
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < i; j++)
            {
                weights[i, j] = random.Next(2) == 0 ? 0 : Math.Round((random.NextDouble() * 2) - 1, 2);
            }

            var parents = Enumerable.Range(0, i).Where(j => weights[i, j] != 0).ToList();
            var terms = string.Join(" + ", parents.Select(j => FormattableString.Invariant($"{weights[i, j]} * V{j}")));
            lines.Add(
                parents.Count == 0
                    ? FormattableString.Invariant($"V{i} ~ normal({offsets[i]}, {stds[i]})")
                    : FormattableString.Invariant($"V{i} = {offsets[i]} + {terms} + noise | normal(0, {stds[i]})"));
        }

        return (ExampleModels.Of([.. lines]), weights, offsets, stds);
    }
}
