using System.Numerics.Tensors;

namespace Isl.Grains.Regression;

/// <summary>X β for all rows of a design.</summary>
internal static class LinearPredictor
{
    /// <summary>Writes X β.</summary>
    /// <param name="design">X.</param>
    /// <param name="coefficients">β, one for each column.</param>
    /// <param name="destination">Overwritten, one value for each row.</param>
    public static void Of(DesignMatrix design, ReadOnlySpan<double> coefficients, Span<double> destination)
    {
        var target = destination[..design.Rows];
        target.Clear();
        for (var j = 0; j < design.Columns; j++)
        {
            if (coefficients[j] != 0)
            {
                TensorPrimitives.MultiplyAdd(design.Column(j), coefficients[j], target, target);
            }
        }
    }

    /// <summary>X β in memory of its own.</summary>
    public static double[] Of(DesignMatrix design, ReadOnlySpan<double> coefficients)
    {
        var values = new double[design.Rows];
        Of(design, coefficients, values);
        return values;
    }
}
