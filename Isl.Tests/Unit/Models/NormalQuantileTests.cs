using Isl.Grains.Models.Distributions;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Models;

public sealed class NormalQuantileTests
{
    /// <summary>Quantiles computed with 60 digits and rounded once.</summary>
    [Theory]
    [InlineData(0.5000000000009095, 2.2797651350911116e-12)]
    [InlineData(0.3, -0.5244005127080408)]
    [InlineData(0.01, -2.326347874040841)]
    [InlineData(0.975, 1.9599639845400538)]
    [InlineData(0.9999, 3.7190164854557084)]
    [InlineData(0.0033, -2.7163805834608654)]
    [InlineData(0.99831, 2.930883051167246)]
    [InlineData(0.001, -3.0902323061678136)]
    [InlineData(1e-05, -4.264890793922825)]
    [InlineData(1e-08, -5.612001244174789)]
    [InlineData(1e-12, -7.034483825301132)]
    [InlineData(1.1102230246251565e-16, -8.209536151601387)]
    [InlineData(0.9999999999999999, 8.209536151601387)]
    [InlineData(0.9999999999, 6.361340889697422)]
    [InlineData(0.45, -0.12566134685507402)]
    [InlineData(0.003333, -2.713085026996709)]
    public void Of_KnownPoints_IsWithinUlps(double u, double expected) =>
        Assert.InRange(Math.Abs((NormalQuantile.Of(u) / expected) - 1), 0, 8e-16);

    [Fact]
    public void Of_TheMedian_IsZero() => Assert.Equal(0, NormalQuantile.Of(0.5));

    [Fact]
    public void Transform_AcrossThePieces_AgreesWithMathNetAndIsMonotone()
    {
        var u = Enumerable
            .Range(1, 99_999)
            .Select(i => i / 100_000.0)
            .Concat(Enumerable.Range(18, 400).Select(i => Math.Exp(-i / 12.0)))
            .Order()
            .ToArray();
        var z = u.ToArray();

        NormalQuantile.Transform(z);

        for (var i = 0; i < u.Length; i++)
        {
            var expected = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, u[i]);
            Assert.True(Math.Abs(z[i] - expected) <= 4e-15 * Math.Max(1e-3, Math.Abs(expected)), $"u {u[i]:R}: {z[i]:R}, expected {expected:R}");
            Assert.True(i == 0 || u[i] == u[i - 1] || z[i] > z[i - 1], $"u {u[i]:R} is not above its neighbour.");
        }
    }

    [Fact]
    public void Transform_AMillionDraws_HaveNormalMoments()
    {
        var z = new double[1_000_000];
        new CounterRandom(11, 12).Uniforms(0, 0, z);

        NormalQuantile.Transform(z);

        Assert.Equal(0, z.Average(), 4e-3);
        Assert.Equal(1, z.Average(x => x * x), 4 * Math.Sqrt(2) / 1000);
        Assert.Equal(0, z.Average(x => x * x * x), 4 * Math.Sqrt(15) / 1000);
        Assert.Equal(3, z.Average(x => x * x * x * x), 4 * Math.Sqrt(96) / 1000);
    }
}
