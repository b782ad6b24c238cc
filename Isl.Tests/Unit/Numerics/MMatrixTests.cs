using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Numerics;

public sealed class MMatrixTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(20)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(50)]
    [InlineData(68)]
    public void NegativeLogDeterminant_AnyOrder_InvertsAndAgreesWithPlainElimination(int n)
    {
        const double S = 0.9;
        var random = new Random(n);
        var a = new double[n * n];
        for (var at = 0; at < a.Length; at++)
        {
            a[at] = random.NextDouble() < 0.5 ? 1.2 * S * random.NextDouble() / n : 0;
        }

        var inverse = new double[n * n];
        var value = MMatrix.NegativeLogDeterminant([.. a], inverse, S, n);

        Assert.Equal(Plain(a, S, n), value, 1e-10);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var product = Enumerable.Range(0, n).Sum(k => ((i == k ? S : 0) - a[(i * n) + k]) * inverse[(k * n) + j]);
                Assert.Equal(i == j ? 1 : 0, product, 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(24)]
    [InlineData(48)]
    public void NegativeLogDeterminant_SpectralRadiusAboveS_IsInfinite(int n)
    {
        // All entries r/n: the spectral radius is r.
        var inverse = new double[n * n];
        Assert.True(double.IsPositiveInfinity(MMatrix.NegativeLogDeterminant([.. Enumerable.Repeat(1.01 / n, n * n)], inverse, 1, n)));
        Assert.Equal(-Math.Log(1 - 0.99), MMatrix.NegativeLogDeterminant([.. Enumerable.Repeat(0.99 / n, n * n)], inverse, 1, n), 1e-9);
    }

    private static double Plain(double[] a, double s, int n)
    {
        var m = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                m[i, j] = (i == j ? s : 0) - a[(i * n) + j];
            }
        }

        var sum = 0.0;
        for (var k = 0; k < n; k++)
        {
            sum -= Math.Log(m[k, k] / s);
            for (var i = k + 1; i < n; i++)
            {
                for (var j = k + 1; j < n; j++)
                {
                    m[i, j] -= m[i, k] * m[k, j] / m[k, k];
                }
            }
        }

        return sum;
    }
}
