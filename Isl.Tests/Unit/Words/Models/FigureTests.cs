using Isl.Grains.Words.Models;

namespace Isl.Tests.Unit.Words.Models;

public sealed class FigureTests
{
    [Theory]
    [InlineData(2026123, "2026123")]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(-27.5, "-27.5")]
    [InlineData(0, "0")]
    [InlineData(1.5e-7, "1.5e-7")]
    [InlineData(1e20, "1e+20")]
    public void ToString_AnExactValue_HasEveryDigit(double value, string expected) => Assert.Equal(expected, new Figure(value).ToString());

    [Theory]
    [InlineData(120.475544178, 0.4965, "120.5")]
    [InlineData(2026123.456, 0.02, "2026123.46")]
    [InlineData(123456, 2345, "123000")]
    [InlineData(0.0004, 0.5, "0.0")]
    [InlineData(-0.0004, 0.5, "0.0")]
    [InlineData(4, 20, "0")]
    [InlineData(0, 0.5, "0")]
    [InlineData(12, 0.1, "12.0")]
    [InlineData(1.23456789e20, 1e18, "1.23e+20")]
    [InlineData(1.23456789e-9, 1e-11, "1.23e-9")]
    [InlineData(5, 1e-14, "5")]
    [InlineData(5, double.NaN, "5")]
    public void ToString_AnEstimate_EndsAtItsErrorsFirstDigit(double value, double error, string expected) =>
        Assert.Equal(expected, new Figure(value, error).ToString());

    [Fact]
    public void InRange_BoundsFarFromZero_StayApart() =>
        Assert.Equal(("2026093", "2026153.3"), (Figure.InRange(2026093.02, 60).ToString(), Figure.InRange(2026153.3, 60).ToString()));

    [Theory]
    [InlineData("0.95", "95 %")]
    [InlineData("0.9999", "99.99 %")]
    [InlineData("0.999999", "99.9999 %")]
    public void ExactPercent_OfALevel_HasEveryDigit(string level, string expected) =>
        Assert.Equal(expected, ExactPercent.Of(decimal.Parse(level, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(0.9, "90 %")]
    [InlineData(0.71818181818, "71.81 %")]
    [InlineData(0.99996666667, "99.99 %")]
    public void ExactPercent_OfAGuarantee_IsNeverRoundedUp(double share, string expected) => Assert.Equal(expected, ExactPercent.AtLeast(share));
}
