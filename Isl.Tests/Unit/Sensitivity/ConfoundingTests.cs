using Isl.Grains.Sensitivity;

namespace Isl.Tests.Unit.Sensitivity;

/// <summary>Against published examples.</summary>
public sealed class ConfoundingTests
{
    [Theory]
    [InlineData(3.9, 7.26)] // VanderWeele and Ding (2017): breastfeeding and deaths from respiratory infection
    [InlineData(1 / 3.9, 7.26)]
    [InlineData(1.8, 3.0)]
    [InlineData(1, 1)]
    public void Of_RiskRatio_IsThePublishedValue(double ratio, double expected) => Assert.Equal(expected, EValue.Of(ratio), 0.005);

    [Fact]
    public void OfLimit_Interval_UsesTheLimitNearerTheNull()
    {
        Assert.Equal(3.0, EValue.OfLimit(1.8, 8.7), 0.005);
        Assert.Equal(1, EValue.OfLimit(0.9, 1.6));
        Assert.Equal(EValue.Of(0.9), EValue.OfLimit(0.3, 0.9), 1e-12);
    }

    [Fact]
    public void RiskRatio_StandardizedDifference_IsThatOfTheTable() => Assert.Equal(Math.Exp(0.455), EValue.RiskRatio(0.5), 1e-12);

    [Fact]
    public void ValueAtAlpha_StrongEstimateOnFewRows_IsThatOfAConfounderThatExplainsTheWholeOutcome()
    {
        // f = 4 > 1 / f*, where f* = 2.776 / √4: (f² − f*²) / (1 + f²), as the authors' own package has it.
        var critical = 2.7764451 / 2;

        Assert.Equal((16 - (critical * critical)) / 17, RobustnessValue.Of(4 * Math.Sqrt(5), 5).ValueAtAlpha, 1e-6);
    }

    [Fact]
    public void RobustnessValue_Darfur_IsThePublishedValue()
    {
        var report = RobustnessValue.Of(4.18, 783);

        Assert.Equal(0.139, report.Value, 0.0005);
        Assert.Equal(0.076, report.ValueAtAlpha, 0.0005);
        Assert.Equal(0.022, report.PartialR2, 0.0005);
    }

    [Fact]
    public void RobustnessValue_AtItsStrength_TakesTheEstimateAway()
    {
        var (estimate, error, df) = (0.097, 0.0232, 783.0);
        var report = RobustnessValue.Of(estimate / error, df);

        Assert.Equal(0, RobustnessValue.Adjust(estimate, error, df, report.Value, report.Value).Estimate, 1e-12);
        Assert.Equal(0, RobustnessValue.Of(0.5, 20).ValueAtAlpha);
    }

    [Fact]
    public void Benchmark_DarfurFemale_IsThePublishedBound()
    {
        // Partial R² of "female": 0.00908 with the treatment, 0.10903 with the outcome; once as strong: 0.9 % and 12.5 %, estimate 0.075.
        var (withTreatment, withOutcome) = RobustnessValue.Benchmark(0.009_08, 0.109_03, 1)!.Value;
        var adjusted = RobustnessValue.Adjust(0.097_32, 0.023_25, 783, withTreatment, withOutcome);

        Assert.Equal(0.0092, withTreatment, 0.0001);
        Assert.Equal(0.125, withOutcome, 0.0006);
        Assert.Equal(0.075, adjusted.Estimate, 0.0006);
        Assert.Equal(3.44, adjusted.Estimate / adjusted.StandardError!.Value, 0.02);
    }
}
