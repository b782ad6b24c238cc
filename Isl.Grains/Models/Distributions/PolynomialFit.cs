namespace Isl.Grains.Models.Distributions;

/// <summary>The polynomial through given points.</summary>
internal static class PolynomialFit
{
    /// <summary>Coefficients, constant first, of the polynomial through (nodes, values); divided differences, then Horner. O(n²).</summary>
    /// <param name="nodes">Distinct points in [−1, 1].</param>
    /// <param name="values">Values there; overwritten.</param>
    /// <param name="coefficients">Overwritten; as long as the others.</param>
    public static void Interpolate(ReadOnlySpan<double> nodes, Span<double> values, Span<double> coefficients)
    {
        var n = nodes.Length;
        for (var order = 1; order < n; order++)
        {
            for (var i = n - 1; i >= order; i--)
            {
                values[i] = (values[i] - values[i - 1]) / (nodes[i] - nodes[i - order]);
            }
        }

        coefficients.Clear();
        coefficients[0] = values[n - 1];
        for (var k = n - 2; k >= 0; k--)
        {
            for (var i = n - 1; i > 0; i--)
            {
                coefficients[i] = coefficients[i - 1] - (nodes[k] * coefficients[i]);
            }

            coefficients[0] = values[k] - (nodes[k] * coefficients[0]);
        }
    }
}
