using Isl.Grains.Numerics;

namespace Isl.Grains.Data;

/// <summary>The correlation of two columns once their linear dependence on others is taken out.</summary>
/// <param name="Value">The partial correlation, in [-1, 1]; NaN when one of the two is a linear function of the others.</param>
/// <param name="Rank">How many of the others are linearly independent.</param>
/// <param name="XDetermined">The first column is a linear function of the others.</param>
/// <param name="YDetermined">The second column is a linear function of the others.</param>
internal readonly record struct PartialCorrelation(double Value, int Rank, bool XDetermined, bool YDetermined)
{
    /// <summary>A share of its variance below which what is left of a column counts as rounding.</summary>
    private const double Collinear = 1e-10;

    /// <summary>
    /// Computes it by a Cholesky factor of the correlations of <paramref name="given"/>, x and y, in which dependent columns are passed over. O(k³).
    /// </summary>
    /// <param name="correlation">Row-major d×d.</param>
    /// <param name="d">Order of the matrix.</param>
    /// <param name="x">One column.</param>
    /// <param name="y">The other.</param>
    /// <param name="given">The k columns to take out.</param>
    public static PartialCorrelation Of(ReadOnlySpan<double> correlation, int d, int x, int y, ReadOnlySpan<int> given)
    {
        var k = given.Length;
        var factor = new RankTolerantCholesky(k);
        foreach (var column in given)
        {
            factor.Add(column, correlation.Slice(column * d, d), 1, Collinear);
        }

        var (first, second) = (new double[k], new double[k]);
        var leftOfX = factor.Reduce(correlation.Slice(x * d, d), 1, first);
        var leftOfY = factor.Reduce(correlation.Slice(y * d, d), 1, second);
        var shared = correlation[(x * d) + y];
        for (var m = 0; m < k; m++)
        {
            shared -= first[m] * second[m];
        }

        var (xDetermined, yDetermined) = (leftOfX <= Collinear, leftOfY <= Collinear);
        var value = xDetermined || yDetermined ? double.NaN : Math.Clamp(shared / Math.Sqrt(leftOfX * leftOfY), -1, 1);
        return new PartialCorrelation(value, factor.Rank, xDetermined, yDetermined);
    }
}
