using System.Collections.Immutable;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Robustness;
using Isl.Grains.Robustness;
using MathNet.Numerics.Distributions;
using static Isl.Tests.Unit.Contrasts.TestModels;

namespace Isl.Tests.Unit.Robustness;

public sealed class RobustnessAnswerTests
{
    private const string Pricing = "Y = 2.5 * X + 9.6 + noise : normal(0, 5)";

    [Fact]
    public void Compute_LinearGaussian_EqualsTheClosedForm()
    {
        var analysis = Ask(Of(Pricing), [new("X", 45)], [new("Y", 105, 130)], 0.1, 0.9m);

        // Means m with Φ((130 − m) / 5) − Φ((105 − m) / 5) = 0.9, found here by a walk from the middle.
        var half = 0.0;
        for (var step = 4.0; step > 1e-13; step /= 2)
        {
            half += Normal.CDF(0, 5, 12.5 - half - step) - Normal.CDF(0, 5, -12.5 - half - step) >= 0.9 ? step : 0;
        }

        var (low, high) = (Math.Max(40.5, (117.5 - half - 9.6) / 2.5), Math.Min(49.5, (117.5 + half - 9.6) / 2.5));
        var range = analysis.RobustRegions.Single().VariableRanges["X"];
        Assert.Equal(low, range[0], 9);
        Assert.Equal(high, range[1], 9);
        Assert.Equal((high - low) / 9, analysis.RobustnessScore!.Value, 9);
        Assert.Equal(high - low, analysis.TotalVolume, 8);
        Assert.Equal(RobustnessStatus.Fragile, analysis.Status);
        Assert.True(analysis.Certified);
        Assert.Equal(0.9, analysis.OutcomeGuarantees["Y"].Confidence, 9);
        Assert.Equal(2, analysis.FragilityReasons.Length);
        Assert.InRange((double)analysis.SamplesSuccessful / analysis.SamplesTested, 0.6, 1);
    }

    [Fact]
    public void Compute_AddedNoiseOfOtherFamilies_EqualsTheirDistributionFunctions()
    {
        // Y = X + E, E exponential with mean 2: P(Y ≤ 12) = 1 − e^(−(12 − X) / 2) ≥ 0.95 up to X = 12 − 2 ln 20.
        var exponential = Ask(Of("Y = X + noise : exponential(2)"), [new("X", 5)], [new("Y", 1, 12)], 0.5, 0.95m);
        Assert.Equal(12 - (2 * Math.Log(20)), exponential.RobustRegions[0].VariableRanges["X"][1], 9);
        Assert.Equal(2.5, exponential.RobustRegions[0].VariableRanges["X"][0], 9);

        // Y = X − 3 U: within [0, 10] with probability 0.8 where at least 0.8 of [X − 3, X] is.
        var uniform = Ask(Of("Y = X - 3 * noise : uniform(0, 1)"), [new("X", 6)], [new("Y", 0, 10)], 1, 0.8m);
        Assert.Equal(2.4, uniform.RobustRegions[0].VariableRanges["X"][0], 9);
        Assert.Equal(10.6, uniform.RobustRegions[0].VariableRanges["X"][1], 9);
        Assert.Equal((10.6 - 2.4) / 12, uniform.RobustnessScore!.Value, 9);
    }

    [Fact]
    public void Compute_TwoVariables_TheFirstBoxIsTheLargestOfAll()
    {
        var analysis = Ask(Of("Y = 2 * A - 3 * B + 1"), [new("A", 10), new("B", 4)], [new("Y", 7.5, 10)], 0.2, 0.9m);

        var (a, b) = (analysis.RobustRegions[0].VariableRanges["A"], analysis.RobustRegions[0].VariableRanges["B"]);
        var found = (a[1] - a[0]) * (b[1] - b[0]);
        var best = 0.0;
        const int steps = 60;
        for (var i = 0; i < steps * steps; i++)
        {
            // Y = 9 at the proposal; A up and B down use the room above, A down and B up the room below.
            var (up, down) = (2.0 * (i / steps) / (steps - 1), 2.0 * (i % steps) / (steps - 1));
            if ((2 * up) <= 1 && (2 * down) <= 1.5)
            {
                best = Math.Max(best, (up + down) * (Math.Min(0.8, (1 - (2 * up)) / 3) + Math.Min(0.8, (1.5 - (2 * down)) / 3)));
            }
        }

        Assert.InRange(found, best * (1 - 1e-9), best * 1.02);
        Assert.True((2 * a[1]) - (3 * b[0]) + 1 <= 10 + 1e-9 && (2 * a[0]) - (3 * b[1]) + 1 >= 7.5 - 1e-9);
    }

    [Fact]
    public void Compute_Square_EndsAtTheRoots()
    {
        var analysis = Ask(Of("Y = X * X"), [new("X", 10)], [new("Y", 80, 125)], 0.5, 0.95m);

        Assert.True(analysis.Certified);
        Assert.Equal(Math.Sqrt(80), analysis.RobustRegions[0].VariableRanges["X"][0], 3);
        Assert.Equal(Math.Sqrt(125), analysis.RobustRegions[0].VariableRanges["X"][1], 3);
        Assert.InRange(analysis.OutcomeGuarantees["Y"].Minimum, 79.99, 80.6);
        Assert.Equal(1, analysis.OutcomeGuarantees["Y"].Confidence);
        Assert.InRange(analysis.ScoreInterval!.Lower, 0, (Math.Sqrt(125) - Math.Sqrt(80)) / 10);
        Assert.InRange(analysis.ScoreInterval.Upper, (Math.Sqrt(125) - Math.Sqrt(80)) / 10, 1);
    }

    [Fact]
    public void Compute_WhereAFormulaIsUndefined_NothingIsCertified()
    {
        var analysis = Ask(Of("Y = 5 + sqrt(X) + X / 100"), [new("X", 0.1)], [new("Y", 0, 10)], 1, 0.9m, [new("X", -0.1, 0.2)]);

        Assert.True(analysis.RobustRegions[0].VariableRanges["X"][0] >= 0);
    }

    [Theory]
    [InlineData("Y = X * (1 + 0.1 * noise) : normal(0, 1)", 8.0, 12.5)]
    [InlineData("Y = X + 3 * noise : bernoulli(0.3)", 9.0, 14.5)]
    [InlineData("Y = exp(0.1 * X + noise) : normal(0, 0.1)", 2.0, 3.6)]
    public void Compute_DrawsInsideARegion_FailNoMoreOftenThanStated(string line, double low, double high)
    {
        var analysis = Ask(Of(line), [new("X", 10)], [new("Y", low, high)], 0.4, 0.9m);

        Assert.NotEqual(RobustnessStatus.Failed, analysis.Status);
        var random = new Random(7);
        foreach (var range in analysis.RobustRegions.Select(region => region.VariableRanges["X"]))
        {
            var failed = 0;
            for (var i = 0; i < 10_000; i++)
            {
                var x = range[0] + (random.NextDouble() * (range[1] - range[0]));
                var y = line.Contains("bernoulli", StringComparison.Ordinal) ? x + (random.NextDouble() < 0.3 ? 3 : 0)
                    : line.Contains("exp", StringComparison.Ordinal) ? Math.Exp((0.1 * x) + Normal.Sample(random, 0, 0.1))
                    : x * (1 + (0.1 * Normal.Sample(random, 0, 1)));
                failed += y >= low && y <= high ? 0 : 1;
            }

            Assert.InRange(failed, 0, 1000);
        }
    }

    [Theory]
    [InlineData("Y = 2 * X + noise : normal(0, 2)")]
    [InlineData("Y = X * X + Z")]
    [InlineData("Y = X * noise + Z : lognormal(0, 0.2)")]
    public void Compute_AWiderTarget_NeverLowersTheScore(string line)
    {
        var model = Of(line);
        var last = -1.0;
        for (var width = 0.5; width < 60; width *= 1.8)
        {
            ImmutableArray<VariableValue> proposal = line.Contains('Z', StringComparison.Ordinal) ? [new("X", 5), new("Z", 2)] : [new("X", 5)];
            var score = Ask(model, proposal, [new("Y", 12 - (width / 2), 12 + width)], 0.3, 0.8m).RobustnessScore!.Value;

            Assert.True(score >= last, $"{width}: {score} after {last}");
            last = score;
        }

        Assert.True(last > 0.5);
    }

    [Fact]
    public void Compute_AGraphAlone_FailsAndSaysWhy()
    {
        var result = RobustnessAnswer.Compute(
            null, new RobustnessQuestion([new("X", 1)], [new("Y", 0, 1)], 0.1, 100, 0.95m, [], null, 1), TestContext.Current.CancellationToken);

        Assert.Equal(RobustnessStatus.Failed, result.Analysis.Status);
        Assert.Null(result.Analysis.RobustnessScore);
        Assert.NotEmpty(result.Analysis.FragilityReasons);
    }

    [Fact]
    public void Compute_AProposalThatMisses_FailsWithItsProbability()
    {
        var analysis = Ask(Of(Pricing), [new("X", 30)], [new("Y", 105, 130)], 0.1, 0.9m);

        Assert.Equal(RobustnessStatus.Failed, analysis.Status);
        Assert.Empty(analysis.RobustRegions);
        Assert.Equal(0, analysis.RobustnessScore);
        Assert.Equal(Normal.CDF(0, 5, 130 - 84.6) - Normal.CDF(0, 5, 105 - 84.6), analysis.SuccessProbability!.Value, 9);
    }

    private static RobustnessAnalysis Ask(
        StructuralModel model,
        ImmutableArray<VariableValue> proposal,
        ImmutableArray<VariableRange> targets,
        double radius,
        decimal level,
        ImmutableArray<VariableRange>? feasible = null) => RobustnessAnswer.Compute(
        model,
        new RobustnessQuestion(proposal, targets, radius, 100, level, feasible ?? [], null, 11),
        TestContext.Current.CancellationToken).Analysis;
}
