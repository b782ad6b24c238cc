using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Numerics;

public sealed class MatrixExponentialTests
{
    [Fact]
    public void Compute_Nilpotent_FinitePolynomial()
    {
        double[] a = [0, 2, 3, 0, 0, 5, 0, 0, 0];
        Assert.Equal([1, 2, 8, 0, 1, 5, 0, 0, 1], Exp(a, 3), Close);
    }

    [Fact]
    public void Compute_Diagonal_ExponentialOfEntries()
    {
        double[] a = [3, 0, 0, 0.5, 0, 0, 0, 0, -1];
        a[3] = 0;
        Assert.Equal([Math.Exp(3), 0, 0, 0, 1, 0, 0, 0, Math.Exp(-1)], Exp(a, 3), Close);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(1.2)]
    [InlineData(5.0)]
    public void Compute_Rotation_CosineAndSine(double angle) =>
        Assert.Equal([Math.Cos(angle), -Math.Sin(angle), Math.Sin(angle), Math.Cos(angle)], Exp([0, -angle, angle, 0], 2), Close);

    [Fact]
    public void ComputeMinusIdentity_TinyCycle_KeepsRelativePrecision()
    {
        // A 2-cycle of weights p and q has trace 2 (cosh √(pq) − 1), here pq to twelve digits: 4e-20.
        var result = new double[4];
        new MatrixExponential(2).ComputeMinusIdentity([0, 4, 1e-20, 0], result, 2);
        Assert.Equal(4e-20, result[0] + result[3], 1e-32);
    }

    [Theory]
    [InlineData(15, 0.5, 1e-5)]
    [InlineData(17, 3, 1e-3)]
    [InlineData(40, 3, 1e-6)]
    [InlineData(40, 30, 1e-12)]
    [InlineData(60, 1, 1)]
    public void ComputeMinusIdentity_NearlyAcyclic_EveryEntryRightToTwelveDigits(int d, double forward, double backward)
    {
        // All terms of the series are positive, so a long plain sum is right to the last digits in every entry, tiny ones included.
        var random = new Random(d);
        var a = new double[d * d];
        for (var at = 0; at < a.Length; at++)
        {
            var scale = at / d == at % d || random.NextDouble() > 0.3 ? 0 : at / d < at % d ? forward : backward;
            a[at] = scale * random.NextDouble();
        }

        var result = new double[d * d];
        new MatrixExponential(d).ComputeMinusIdentity(a, result, d);
        var rough = new double[d * d];
        new MatrixExponential(d) { IsRough = true }.ComputeMinusIdentity(a, rough, d);

        var (sum, term, next) = ((double[])a.Clone(), (double[])a.Clone(), new double[d * d]);
        for (var k = 2; k < 400; k++)
        {
            SquareMatrix.Multiply(a, term, next, d);
            for (var at = 0; at < next.Length; at++)
            {
                term[at] = next[at] / k;
                sum[at] += term[at];
            }
        }

        Assert.Equal(sum, result, (expected, actual) => Math.Abs(expected - actual) <= 1e-12 * expected);
        Assert.Equal(sum, rough, (expected, actual) => Math.Abs(expected - actual) <= 1e-7 * sum.Max());
        Assert.True(sum.Max() > 0);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(21)]
    [InlineData(37)]
    public void AddRowsAndMultiplyAbsolute_AnyOrder_EqualDefinition(int d)
    {
        var random = new Random(d);
        var b = Enumerable.Range(0, d * d).Select(_ => random.NextDouble() - 0.5).ToArray();
        var x = Enumerable.Range(0, d).Select(_ => random.NextDouble() - 0.5).ToArray();
        var rows = Enumerable.Range(0, d).Where(_ => random.Next(2) == 0).ToArray();
        var y = Enumerable.Range(0, d).Select(_ => random.NextDouble()).ToArray();
        var start = (double[])y.Clone();

        SquareMatrix.AddRows(rows, x, b, y, d);
        Assert.Equal(Enumerable.Range(0, d).Select(j => start[j] + rows.Sum(i => x[i] * b[(i * d) + j])), y, Close);

        SquareMatrix.MultiplyAbsolute(x, b, y, d);
        Assert.Equal(Enumerable.Range(0, d).Select(j => Enumerable.Range(0, d).Sum(i => x[i] * Math.Abs(b[(i * d) + j]))), y, Close);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(21)]
    public void Multiply_AnyOrder_EqualsDefinition(int d)
    {
        var random = new Random(d);
        var a = Enumerable.Range(0, d * d).Select(_ => random.NextDouble() - 0.5).ToArray();
        var b = Enumerable.Range(0, d * d).Select(_ => random.NextDouble() - 0.5).ToArray();
        var product = new double[d * d];
        SquareMatrix.Multiply(a, b, product, d);
        var expected = Enumerable
            .Range(0, d * d)
            .Select(at => Enumerable.Range(0, d).Sum(k => a[(at / d * d) + k] * b[(k * d) + (at % d)]))
            .ToArray();
        Assert.Equal(expected, product, Close);
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) <= 1e-12 * Math.Max(1, Math.Abs(expected));

    private static double[] Exp(double[] a, int d)
    {
        var result = new double[d * d];
        new MatrixExponential(d).Compute(a, result, d);
        return result;
    }
}
