using System.Numerics.Tensors;

namespace Isl.Grains.Regression;

/// <summary>Least squares by pivoted QR: collinear columns are left out and told, not shrunk.</summary>
internal static class LeastSquares
{
    /// <summary>Cells of a design that is factorised in one piece; a larger one is not copied for it.</summary>
    private const int MostWhole = 1 << 18;

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

        var (qr, solved) = (long)n * design.Columns <= MostWhole ? Whole(design, y[..n], roots) : ByBlocks(design, y[..n], roots);
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

    /// <summary>R, and the coordinates of y.</summary>
    private static (PivotedQr Qr, double[] Coordinates) Whole(DesignMatrix design, ReadOnlySpan<double> y, double[] roots)
    {
        var values = new double[design.Rows * design.Columns];
        for (var j = 0; j < design.Columns; j++)
        {
            var column = values.AsSpan(j * design.Rows, design.Rows);
            design.CopyTo(j, column);
            Scale(column, roots);
        }

        var qr = new PivotedQr(design.Rows, design.Columns, values);
        var rotated = y.ToArray();
        Scale(rotated, roots);
        qr.Rotate(rotated);
        qr.ForgetReflections();
        return (qr, rotated[..qr.Rank]);
    }

    /// <summary>The same without a copy of the design: y is one more column of what is reduced, and what is left is a design of few rows.</summary>
    private static (PivotedQr Qr, double[] Coordinates) ByBlocks(DesignMatrix design, ReadOnlySpan<double> y, double[] roots)
    {
        var width = design.Columns + 1;
        var reduced = new RowwiseQr(width, BlockRows);
        var block = new double[BlockRows * width];
        for (var first = 0; first < design.Rows; first += BlockRows)
        {
            var count = Math.Min(BlockRows, design.Rows - first);
            ReadOnlySpan<double> own = roots.Length > 0 ? roots.AsSpan(first, count) : [];
            for (var j = 0; j < width; j++)
            {
                var column = block.AsSpan(j * BlockRows, count);
                (j < design.Columns ? design.Read(j, first, column) : y.Slice(first, count)).CopyTo(column);
                Scale(column, own);
            }

            reduced.Add(block, count);
        }

        var qr = new PivotedQr(width, design.Columns, reduced.Factor[..(width * design.Columns)].ToArray());
        var rotated = reduced.Factor[(width * design.Columns)..].ToArray();
        qr.Rotate(rotated);
        qr.ForgetReflections();
        return (qr, rotated[..qr.Rank]);
    }

    private static void Scale(Span<double> values, ReadOnlySpan<double> roots)
    {
        if (!roots.IsEmpty)
        {
            TensorPrimitives.Multiply(values, roots, values);
        }
    }
}
