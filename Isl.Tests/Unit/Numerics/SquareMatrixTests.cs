using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Numerics;

public sealed class SquareMatrixTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(33)]
    [InlineData(70)]
    public void MultiplyAdd_AnyOrder_IsTheSumByRowsToTheBitAndTheDefinition(int d)
    {
        var random = new Random(d);
        var (a, b, start) = (Matrix(random, d), Matrix(random, d), Matrix(random, d));
        var byRows = start.ToArray();
        for (var row = 0; row < d; row++)
        {
            var own = a.AsSpan(row * d, d);
            int[] members = [.. Enumerable.Range(0, d).Where(column => a[(row * d) + column] != 0)];
            SquareMatrix.AddRows(members, own, b, byRows.AsSpan(row * d, d), d);
        }

        var sum = start.ToArray();
        SquareMatrix.MultiplyAdd(a, b, sum, d);

        Assert.Equal(byRows, sum);
        for (var at = 0; at < sum.Length; at++)
        {
            var expected = start[at] + Enumerable.Range(0, d).Sum(k => a[(at / d * d) + k] * b[(k * d) + (at % d)]);
            Assert.Equal(expected, sum[at], 1e-12 * d);
        }
    }

    [Fact]
    public void Multiply_DestinationWithRubbish_IsOverwritten()
    {
        double[] product = [9, 9, 9, 9];
        SquareMatrix.Multiply([1, 2, 3, 4], [5, 6, 7, 8], product, 2);

        Assert.Equal([19, 22, 43, 50], product);
    }

    private static double[] Matrix(Random random, int d) =>
        [.. Enumerable.Range(0, d * d).Select(_ => random.Next(3) == 0 ? 0 : random.NextDouble() - 0.5)];
}
