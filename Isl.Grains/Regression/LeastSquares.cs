using System.Numerics.Tensors;

namespace Isl.Grains.Regression;

/// <summary>Least squares by pivoted QR: collinear columns are left out and told, not shrunk.</summary>
internal static class LeastSquares
{
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

        var values = Scaled(design, roots);
        var qr = new PivotedQr(n, design.Columns, values);
        var rotated = y[..n].ToArray();
        if (roots.Length > 0)
        {
            TensorPrimitives.Multiply(rotated, roots, rotated);
        }

        qr.Rotate(rotated);
        var solved = rotated.AsSpan(0, qr.Rank).ToArray();
        qr.ForgetReflections();
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

    private static double[] Scaled(DesignMatrix design, double[] roots)
    {
        var values = new double[(long)design.Rows * design.Columns];
        for (var j = 0; j < design.Columns; j++)
        {
            var column = values.AsSpan(j * design.Rows, design.Rows);
            design.CopyTo(j, column);
            if (roots.Length > 0)
            {
                TensorPrimitives.Multiply(column, roots, column);
            }
        }

        return values;
    }
}
