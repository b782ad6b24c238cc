using System.Numerics.Tensors;

namespace Isl.Grains.Regression;

/// <summary>Least squares by pivoted QR: collinear columns are left out and told, not shrunk.</summary>
/// <remarks>The design is read by blocks of rows and not copied.</remarks>
internal static class LeastSquares
{
    /// <summary>Rows of a block: some columns of them stay in the cache.</summary>
    private const int BlockRows = 512;

    /// <summary>Fits y on a design.</summary>
    /// <param name="design">The design.</param>
    /// <param name="y">One value for each row.</param>
    /// <param name="weights">One positive weight for each row; empty for none. Their scale changes no coefficient.</param>
    public static LeastSquaresFit Fit(DesignMatrix design, ReadOnlySpan<double> y, ReadOnlySpan<double> weights)
    {
        var n = design.Rows;
        var roots = weights.IsEmpty ? [] : new double[n];
        if (!weights.IsEmpty)
        {
            TensorPrimitives.Sqrt(weights[..n], roots);
        }

        var (qr, solved) = Factorise(design, y[..n], roots);
        qr.Solve(solved);
        var coefficients = new double[design.Columns];
        for (var k = 0; k < qr.Rank; k++)
        {
            coefficients[qr.Kept[k]] = solved[k];
        }

        var residuals = new double[n];
        LinearPredictor.Of(design, coefficients, residuals);
        TensorPrimitives.Subtract(y[..n], residuals, residuals);
        return new LeastSquaresFit(design, roots, qr, coefficients, residuals);
    }

    /// <summary>R, and the coordinates of y: it is one more column of what is reduced, and what is left is a design of few rows.</summary>
    private static (PivotedQr Qr, double[] Coordinates) Factorise(DesignMatrix design, ReadOnlySpan<double> y, double[] roots)
    {
        var width = design.Columns + 1;
        var rows = Math.Min(BlockRows, design.Rows);
        var reduced = new RowwiseQr(width, rows);
        var block = new double[rows * width];
        for (var first = 0; first < design.Rows; first += rows)
        {
            var count = Math.Min(rows, design.Rows - first);
            ReadOnlySpan<double> own = roots.Length > 0 ? roots.AsSpan(first, count) : [];
            for (var j = 0; j < width; j++)
            {
                var column = block.AsSpan(j * rows, count);
                (j < design.Columns ? design.Read(j, first, column) : y.Slice(first, count)).CopyTo(column);
                if (!own.IsEmpty)
                {
                    TensorPrimitives.Multiply(column, own, column);
                }
            }

            reduced.Add(block, count);
        }

        var qr = new PivotedQr(width, design.Columns, reduced.Factor[..(width * design.Columns)].ToArray());
        var rotated = reduced.Factor[(width * design.Columns)..].ToArray();
        qr.Rotate(rotated);
        return (qr, rotated[..qr.Rank]);
    }
}
