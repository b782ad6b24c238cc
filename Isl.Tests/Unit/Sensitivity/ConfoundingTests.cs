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
    public void Of_Interval_UsesTheLimitNearerTheNull()
    {
        var report = EValue.Of(new ReportedEffect(EffectScale.RiskRatio, 3.9, 1.8, 8.7));

        Assert.Equal(7.26, report.Estimate, 0.005);
        Assert.Equal(3.0, report.Limit!.Value, 0.005);
        Assert.Equal(1, EValue.Of(new ReportedEffect(EffectScale.RiskRatio, 1.2, 0.9, 1.6)).Limit);
        Assert.Equal(
            EValue.Of(0.9),
            EValue.Of(new ReportedEffect(EffectScale.RiskRatio, 0.5, 0.3, 0.9)).Limit!.Value,
            1e-12);
    }

    [Fact]
    public void RiskRatio_OtherScales_AreThoseOfTheTable()
    {
        Assert.Equal(2, EValue.RiskRatio(new ReportedEffect(EffectScale.OddsRatio, 4), 4), 1e-12);
        Assert.Equal(4, EValue.RiskRatio(new ReportedEffect(EffectScale.OddsRatio, 4, IsRare: true), 4), 1e-12);
        Assert.Equal(0.6895, EValue.RiskRatio(new ReportedEffect(EffectScale.HazardRatio, 0.56), 0.56), 0.02);
        Assert.Equal(Math.Exp(0.455), EValue.RiskRatio(new ReportedEffect(EffectScale.StandardizedDifference, 0.5), 0.5), 1e-12);
        Assert.Equal(1.5, EValue.RiskRatio(new ReportedEffect(EffectScale.RiskDifference, 0.1, BaselineRisk: 0.2), 0.1), 1e-12);
        Assert.Throws<ArgumentException>(() => EValue.Of(new ReportedEffect(EffectScale.Regression, 0.1)));
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
        var (withTreatment, withOutcome) = RobustnessValue.Benchmark(0.009_08, 0.109_03, 1, 1)!.Value;
        var adjusted = RobustnessValue.Adjust(0.097_32, 0.023_25, 783, withTreatment, withOutcome);

        Assert.Equal(0.0092, withTreatment, 0.0001);
        Assert.Equal(0.125, withOutcome, 0.0006);
        Assert.Equal(0.075, adjusted.Estimate, 0.0006);
        Assert.Equal(3.44, adjusted.T, 0.02);
    }
}
