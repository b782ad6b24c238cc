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
        var factor = new double[(k + 2) * (k + 2)];
        int[] columns = [.. given, x, y];
        var rank = 0;
        for (var i = 0; i < k; i++)
        {
            var left = Eliminate(correlation, d, columns, factor, i, k);
            factor[(i * (k + 2)) + i] = left > Collinear ? Math.Sqrt(left) : 0;
            rank += left > Collinear ? 1 : 0;
        }

        var (leftOfX, leftOfY) = (Eliminate(correlation, d, columns, factor, k, k), Eliminate(correlation, d, columns, factor, k + 1, k));
        var shared = correlation[(x * d) + y];
        for (var m = 0; m < k; m++)
        {
            shared -= factor[(k * (k + 2)) + m] * factor[((k + 1) * (k + 2)) + m];
        }

        var (xDetermined, yDetermined) = (leftOfX <= Collinear, leftOfY <= Collinear);
        var value = xDetermined || yDetermined ? double.NaN : Math.Clamp(shared / Math.Sqrt(leftOfX * leftOfY), -1, 1);
        return new PartialCorrelation(value, rank, xDetermined, yDetermined);
    }

    /// <summary>Fills row <paramref name="i"/> of the factor up to the columns of the given; returns what is left of the variance.</summary>
    private static double Eliminate(ReadOnlySpan<double> correlation, int d, int[] columns, double[] factor, int i, int k)
    {
        var order = columns.Length;
        var left = 1.0;
        for (var j = 0; j < Math.Min(i, k); j++)
        {
            var pivot = factor[(j * order) + j];
            var sum = correlation[(columns[i] * d) + columns[j]];
            for (var m = 0; m < j; m++)
            {
                sum -= factor[(i * order) + m] * factor[(j * order) + m];
            }

            factor[(i * order) + j] = pivot > 0 ? sum / pivot : 0;
            left -= factor[(i * order) + j] * factor[(i * order) + j];
        }

        return left;
    }
}
