using Isl.Numerics;

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
        var expected = Enumerable.Range(0, d * d).Select(at => Enumerable.Range(0, d).Sum(k => a[(at / d * d) + k] * b[(k * d) + (at % d)])).ToArray();
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
