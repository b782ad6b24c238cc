using Isl.Grains.Models.Distributions;

namespace Isl.Tests.Unit.Models;

public sealed class PoissonQuantileTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(4)]
    [InlineData(49.5)]
    [InlineData(50.5)]
    [InlineData(700)]
    [InlineData(1e5)]
    public void Of_AnyLevel_IsTheLeastCountThatReachesIt(double mean)
    {
        var random = new Random(1);
        for (var trial = 0; trial < 200; trial++)
        {
            var u = random.NextDouble();
            var k = PoissonQuantile.Of(u, mean);

            Assert.True(Below(k, mean) >= u - 1e-12);
            Assert.True(k == 0 || Below(k - 1, mean) < u + 1e-12);
        }
    }

    [Theory]
    [InlineData(0.5, -1, double.NaN)]
    [InlineData(1.5, 1, double.NaN)]
    [InlineData(double.NaN, 1, double.NaN)]
    [InlineData(0.5, double.NaN, double.NaN)]
    [InlineData(0, 3, 0)]
    [InlineData(0.9, 0, 0)]
    [InlineData(1, 3, double.PositiveInfinity)]
    public void Of_AtTheEdges_IsDefined(double u, double mean, double expected) => Assert.Equal(expected, PoissonQuantile.Of(u, mean));

    [Fact]
    public void Of_SameLevelsAsTheDistribution_GivesItsValues()
    {
        var distribution = Distribution.Create(DistributionParser.Parse("poisson(3.5)", ""));
        for (var i = 1; i < 500; i++)
        {
            Assert.Equal(distribution.Quantile(i / 500.0), PoissonQuantile.Of(i / 500.0, 3.5));
        }
    }

    private static double Below(double k, double mean) => MathNet.Numerics.SpecialFunctions.GammaUpperRegularized(k + 1, mean);
}
