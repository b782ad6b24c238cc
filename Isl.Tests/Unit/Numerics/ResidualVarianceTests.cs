using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Numerics;

public sealed class ResidualVarianceTests
{
    private const double Tolerance = 1e-10;

    [Fact]
    public void Of_RandomAndSingularCorrelations_IsTheCholeskyFactorsToTheBit()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 200; trial++)
        {
            var d = 2 + random.Next(30);
            var correlation = Correlation(random, d, rows: trial % 3 == 0 ? 1 + (d / 2) : 3 * d);
            var node = random.Next(d);
            var given = default(BitSet);
            for (var i = 0; i < d; i++)
            {
                given = i != node && random.Next(2) == 0 ? given | BitSet.Of(i) : given;
            }

            var factor = new RankTolerantCholesky(d);
            foreach (var member in given)
            {
                factor.Add(member, correlation.AsSpan(member * d, d), 1, Tolerance);
            }

            var expected = factor.Reduce(correlation.AsSpan(node * d, d), 1, new double[d]);

            Assert.Equal(expected, new ResidualVariance(d, Tolerance).Of(correlation, d, node, given));
        }
    }

    /// <summary>Of fewer rows than columns it is singular; halves that rounding left unlike are part of life.</summary>
    private static double[] Correlation(Random random, int d, int rows)
    {
        var data = new double[rows, d];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < d; column++)
            {
                data[row, column] = random.NextDouble() - 0.5 + (column > 0 ? data[row, column - 1] : 0);
            }
        }

        var gram = new double[d * d];
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                for (var row = 0; row < rows; row++)
                {
                    gram[(i * d) + j] += data[row, i] * data[row, j];
                }
            }
        }

        return [.. Enumerable.Range(0, d * d).Select(at =>
            at / d == at % d ? 1 : gram[at] / Math.Sqrt(gram[at / d * (d + 1)]) / Math.Sqrt(gram[at % d * (d + 1)]))];
    }
}
