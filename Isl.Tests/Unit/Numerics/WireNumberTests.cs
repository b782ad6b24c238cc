using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Numerics;

public sealed class WireNumberTests
{
    [Fact]
    public void Round_NumbersOfEverySize_IsWhatTheirDigitsSay()
    {
        var random = new Random(12);
        for (var i = 0; i < 200_000; i++)
        {
            var value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-40, 40));
            Check(value);
            Check(BitConverter.Int64BitsToDouble(random.NextInt64() & ~(1L << 62))); // every exponent below 1, tiny ones included
        }
    }

    [Fact]
    public void Round_NumbersNearTiesAndPowersOfTen_IsWhatTheirDigitsSay()
    {
        var random = new Random(13);
        for (var power = -25; power <= 25; power++)
        {
            foreach (var digits in new long[] { 1, 2, 5, 100_000_000_000, 999_999_999_999, random.NextInt64(100_000_000_000, 1_000_000_000_000) })
            {
                foreach (var tail in new[] { "", "5", "49999", "50001", "4999999", "9999999", "0000001" })
                {
                    var near = double.Parse($"{digits}{tail}E{power}", System.Globalization.CultureInfo.InvariantCulture);
                    Check(near);
                    Check(-near);
                    Check(Math.BitIncrement(near));
                    Check(Math.BitDecrement(near));
                }
            }
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    [InlineData(45.0)]
    public void Round_NumbersThatNeedNone_StayAsTheyAre(double value) => Assert.Equal(value, WireNumber.Round(value));

    [Fact]
    public void Round_NegativeZero_IsZero() => Assert.False(double.IsNegative(WireNumber.Round(-0.0)));

    private static void Check(double value)
    {
        if (double.IsFinite(value) && value != 0)
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(WireNumber.RoundAsText(value)), BitConverter.DoubleToInt64Bits(WireNumber.Round(value)));
        }
    }
}
