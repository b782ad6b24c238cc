using System.Numerics.Tensors;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Wald's test that several numbers are all zero.</summary>
internal static class WaldTest
{
    /// <summary>Of coefficients, with robust errors.</summary>
    public static DiagnosticTest? Of(LeastSquaresFit fit, int[] columns, int[] clusters)
    {
        double[][] gradients = [.. columns.Select(column =>
        {
            var gradient = new double[fit.Design.Columns];
            gradient[column] = 1;
            return gradient;
        })];
        var covariance = fit.Covariance(gradients, clusters.Length > 0 ? ErrorKind.Cluster : ErrorKind.Hc1, clusters);
        return Of([.. columns.Select(column => fit.Coefficients[column])], covariance);
    }

    /// <summary>Of values with a covariance; null where that is singular.</summary>
    public static DiagnosticTest? Of(double[] values, double[] covariance)
    {
        // Scaled to a correlation matrix, so that units decide nothing about what is singular.
        var m = values.Length;
        var scaled = new double[m * m];
        double[] deviations = [.. Enumerable.Range(0, m).Select(i => Math.Sqrt(covariance[i * (m + 1)]))];
        if (Array.Exists(deviations, deviation => !(deviation > 0)))
        {
            return null;
        }

        for (var i = 0; i < m * m; i++)
        {
            scaled[i] = covariance[i] / (deviations[i / m] * deviations[i % m]);
        }

        double[] standardised = [.. values.Select((value, i) => value / deviations[i])];
        if (Cholesky.TryOf(scaled, m) is not { } factor)
        {
            return null;
        }

        double[] solved = [.. standardised];
        factor.Solve(solved);
        var statistic = Math.Max(TensorPrimitives.Dot<double>(standardised, solved), 0);
        return new DiagnosticTest(statistic, Tails.ChiSquaredUpper(statistic, m), m);
    }
}
