using System.Numerics.Tensors;

namespace Isl.Grains.Regression;

/// <summary>X β for all rows of a design.</summary>
internal static class LinearPredictor
{
    /// <summary>Rows read at one time, so that picked cells stay in the processor's nearest memory.</summary>
    private const int BlockRows = 1024;

    /// <summary>Writes X β.</summary>
    /// <param name="design">X.</param>
    /// <param name="coefficients">β, one for each column.</param>
    /// <param name="destination">Overwritten, one value for each row.</param>
    public static void Of(DesignMatrix design, ReadOnlySpan<double> coefficients, Span<double> destination)
    {
        var scratch = new double[Math.Min(BlockRows, design.Rows)];
        destination[..design.Rows].Clear();
        for (var first = 0; first < design.Rows; first += BlockRows)
        {
            var target = destination[first..Math.Min(first + BlockRows, design.Rows)];
            for (var j = 0; j < design.Columns; j++)
            {
                if (coefficients[j] != 0)
                {
                    TensorPrimitives.MultiplyAdd(design.Read(j, first, scratch.AsSpan(0, target.Length)), coefficients[j], target, target);
                }
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
