using Isl.Grains.Conformal;

namespace Isl.Tests.Unit.Conformal;

public sealed class ConformalRankTests
{
    [Theory]
    [InlineData(9, 0.1, 9, 1)] // 0.9 · 10 is 9, though not in binary fractions
    [InlineData(19, 0.05, 19, 1)]
    [InlineData(18, 0.05, 19, 0)]
    [InlineData(20, 0.05, 20, 1)]
    [InlineData(99, 0.01, 99, 1)]
    [InlineData(100, 0.1, 91, 10)]
    [InlineData(29, 0.3, 21, 9)] // 0.7 · 30 is 21, though 0.7 * 30 = 21.000000000000000 - ε in some orders
    [InlineData(0, 0.1, 1, 0)]
    public void Ranks_AreExact(int points, double alpha, int upper, int lower)
    {
        Assert.Equal(upper, ConformalRank.Upper(points, (decimal)alpha));
        Assert.Equal(lower, ConformalRank.Lower(points, (decimal)alpha));
    }

    [Fact]
    public void LowerRank_IsTheFloorOfItsDefinition()
    {
        for (var points = 0; points < 200; points++)
        {
            for (var alpha = 0.01m; alpha < 1; alpha += 0.01m)
            {
                Assert.Equal((int)decimal.Floor(alpha * (points + 1)), ConformalRank.Lower(points, alpha));
            }
        }
    }

    [Fact]
    public void PointsNeeded_IsTheFewestThatAreFinite()
    {
        for (var alpha = 0.003m; alpha < 1; alpha += 0.007m)
        {
            var needed = (int)ConformalRank.PointsNeeded(alpha);

            Assert.True(ConformalRank.IsFinite(needed, alpha));
            Assert.False(ConformalRank.IsFinite(needed - 1, alpha));
        }
    }
}
