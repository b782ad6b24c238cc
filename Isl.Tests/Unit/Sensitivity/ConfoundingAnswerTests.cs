using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Sensitivity;

namespace Isl.Tests.Unit.Sensitivity;

/// <summary>Against published examples, and against the definitions.</summary>
public sealed class ConfoundingAnswerTests
{
    private static readonly ConfoundingQuestion Ratio =
        new(3.9, null, new ValueRange(1.8, 8.7), EffectMeasure.RiskRatio, null, false, null, null, 1, 0.95, [], [1, 2, 3]);

    private static readonly ConfoundingQuestion Darfur = new(
        0.09731582, 0.02325654, null, EffectMeasure.Regression, 783, false, null, null, 1, 0.95,
        [new CovariateStrength("female", 0.009_081, 0.109_034)], [1, 2, 3]);

    [Fact]
    public void Of_TheBreastFeedingExample_IsThePublishedEValue()
    {
        var report = ConfoundingAnswer.Of(Ratio);

        Assert.Equal(7.26, report.EValue!.Value, 0.005);
        Assert.Equal(3.0, report.EValueLimit!.Value, 0.005);
        Assert.Null(report.RobustnessValue);
    }

    [Fact]
    public void Of_TheDarfurExample_IsThePublishedRobustnessValue()
    {
        var report = ConfoundingAnswer.Of(Darfur);

        Assert.Equal(0.13878, report.RobustnessValue!.Value, 5e-5);
        Assert.Equal(0.07626, report.RobustnessValueAlpha!.Value, 5e-5);
        Assert.Equal(0.02187, report.PartialR2!.Value, 5e-5);
        var bounds = Assert.Single(report.Benchmarks!.Value).Bounds;
        Assert.Equal([0.0752, 0.0529, 0.0304], bounds.Select(bound => Math.Round(bound.AdjustedValue!.Value, 4)));
        Assert.Equal("female", report.Tipping!.Variable);
        Assert.InRange(report.Tipping.K!.Value, 3, 6);
        Assert.Null(report.EValue);
    }

    [Fact]
    public void Of_AnIntervalOfARegression_IsThatOfItsError()
    {
        var width = 0.02325654 * Isl.Grains.Regression.Tails.TwoSided(0.95, 783);
        var report = ConfoundingAnswer.Of(Darfur with { StandardError = null, Interval = new ValueRange(0.09731582 - width, 0.09731582 + width) });

        Assert.Equal(0.13878, report.RobustnessValue!.Value, 5e-5);
    }

    [Theory]
    [InlineData(EffectMeasure.OddsRatio, 4, false, 2)] // the root of a common odds ratio
    [InlineData(EffectMeasure.OddsRatio, 4, true, 4)]
    [InlineData(EffectMeasure.HazardRatio, 0.56, true, 0.56)]
    [InlineData(EffectMeasure.HazardRatio, 1, false, 1)]
    [InlineData(EffectMeasure.RiskDifference, 0.1, false, 1.5)]
    public void Of_OtherScales_AreConvertedByTheTable(EffectMeasure scale, double estimate, bool isRare, double ratio)
    {
        var report = ConfoundingAnswer.Of(Ratio with { Scale = scale, Estimate = estimate, IsRare = isRare, BaselineRisk = 0.2, Interval = null });

        Assert.Equal(ratio, report.RiskRatio!.Value, 1e-9);
        Assert.Equal(EValue.Of(ratio), report.EValue!.Value, 1e-9);
        Assert.Null(report.EValueLimit);
    }

    [Fact]
    public void Of_ACommonHazardRatio_IsTheFormulaOfTheTable()
    {
        var report = ConfoundingAnswer.Of(Ratio with { Scale = EffectMeasure.HazardRatio, Estimate = 0.56, Interval = new ValueRange(0.46, 0.69) });

        Assert.Equal((1 - Math.Pow(0.5, Math.Sqrt(0.56))) / (1 - Math.Pow(0.5, Math.Sqrt(1 / 0.56))), report.RiskRatio!.Value, 1e-9);
        Assert.InRange(report.EValueLimit!.Value, 1, report.EValue!.Value);
    }

    [Fact]
    public void Of_AStandardErrorOfARatio_IsThatOfItsLogarithm()
    {
        var report = ConfoundingAnswer.Of(Ratio with { Interval = null, StandardError = 0.4 });

        Assert.Equal(EValue.Of(3.9 * Math.Exp(-1.959964 * 0.4)), report.EValueLimit!.Value, 1e-5);
    }

    [Fact]
    public void Of_AnIntervalWithTheNull_NeedsNoConfounder()
    {
        var difference = Ratio with { Scale = EffectMeasure.StandardizedDifference, Estimate = 0.2, Interval = new ValueRange(-0.1, 0.5) };

        Assert.Equal(1, ConfoundingAnswer.Of(difference).EValueLimit);
        Assert.Equal(EValue.Of(Math.Exp(0.91 * 0.2)), ConfoundingAnswer.Of(difference).EValue!.Value, 1e-9);
        Assert.Equal(1, ConfoundingAnswer.Of(Ratio with { Estimate = 1, Interval = new ValueRange(0.5, 2) }).EValue);
    }

    [Fact]
    public void Of_ACoefficientInStandardDeviations_HasAnEValueToo()
    {
        var report = ConfoundingAnswer.Of(Darfur with { OutcomeDeviation = 0.5 });

        Assert.Equal(EValue.Of(Math.Exp(0.91 * 0.09731582 / 0.5)), report.EValue!.Value, 1e-9);
    }
}
