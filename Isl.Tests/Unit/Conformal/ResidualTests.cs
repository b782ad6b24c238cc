using Isl.Grains.Conformal;

namespace Isl.Tests.Unit.Conformal;

public sealed class ResidualTests
{
    [Fact]
    public void Outliers_OneFarPoint_IsNamedWithItsRow()
    {
        var residuals = Enumerable.Range(0, 30).Select(i => Math.Sin(i)).ToArray();
        residuals[17] = -40;

        var outliers = ResidualOutliers.Find(residuals);

        var outlier = Assert.Single(outliers);
        Assert.Equal((17, -40), (outlier.Row, outlier.Residual));
        Assert.True(outlier.RobustZ < -3.5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-16)]
    public void Outliers_ConstantUpToRounding_HasNone(double rounding) =>
        Assert.Empty(ResidualOutliers.Find([2, 2, 2, 2 + rounding, 2]));

    [Fact]
    public void Outliers_MostlyEqual_StillFindTheOddOne() =>
        Assert.Equal([5], ResidualOutliers.Find([0, 0, 0, 0, 0, 10, 0, 0]).Select(outlier => outlier.Row));

    [Fact]
    public void Drift_Trend_IsSignificant()
    {
        var drift = ResidualDrift.Of([.. Enumerable.Range(0, 20).Select(i => (double)i)]);

        Assert.Equal(1, drift.RankCorrelation, 1e-12);
        Assert.True(drift.IsSignificant);
    }

    [Fact]
    public void Drift_LevelShift_IsSeenByTheCumulativeSum()
    {
        var random = new Random(1);

        var drift = ResidualDrift.Of([.. Enumerable.Range(0, 200).Select(i => random.NextDouble() + (i is >= 80 and < 120 ? 1 : 0))]);

        Assert.True(drift.CusumPValue < 0.001);
        Assert.True(drift.RankPValue > 0.05);
    }

    [Fact]
    public void Drift_GrowingSpread_IsSeen()
    {
        var random = new Random(2);

        var drift = ResidualDrift.Of([.. Enumerable.Range(0, 200).Select(i => (random.NextDouble() - 0.5) * (1 + i))]);

        Assert.True(drift.SpreadCorrelation > 0.3);
        Assert.True(drift.IsSignificant);
    }

    [Fact]
    public void Drift_ExchangeableRows_WarnsAboutAsOftenAsItSays()
    {
        var random = new Random(3);

        var warnings = Enumerable
            .Range(0, 4000)
            .Count(_ => ResidualDrift.Of([.. Enumerable.Range(0, 40).Select(_ => random.NextDouble())]).IsSignificant);

        Assert.InRange(warnings, 1, 4000 * 0.02);
    }

    [Fact]
    public void RankCorrelation_WithTies_IsPearsonOfMeanRanks()
    {
        // Ranks 1.5, 1.5, 4, 3, 5 against 1..5.
        double[] ranks = [1.5, 1.5, 4, 3, 5];
        double[] rows = [1, 2, 3, 4, 5];
        var product = ranks.Zip(rows, (a, b) => (a - 3) * (b - 3)).Sum();

        Assert.Equal(product / Math.Sqrt(ranks.Sum(r => (r - 3) * (r - 3)) * 10), ResidualDrift.RankCorrelationWithRow([7, 7, 9, 8, 10]), 1e-12);
    }

    [Fact]
    public void Drift_TooFewOrConstant_SaysNothing()
    {
        Assert.False(ResidualDrift.Of([1, 2]).IsSignificant);
        Assert.False(ResidualDrift.Of(new double[50]).IsSignificant);
    }
}
