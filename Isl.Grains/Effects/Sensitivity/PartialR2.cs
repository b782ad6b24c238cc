using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Sensitivity;

/// <summary>The share of residual variance that a variable explains.</summary>
internal static class PartialR2
{
    /// <summary>Of a variable with all its columns: what leaving them out would add to the residual sum of squares, as a share of the sum.</summary>
    /// <remarks>Wald's statistic with classical errors is that difference over the residual variance, so no second fit is needed.</remarks>
    public static double Of(LeastSquaresFit fit, string variable)
    {
        var flag = $"{variable} {GapFilling.Missing}";
        int[] columns = [.. Enumerable.Range(1, fit.Design.Columns - 1)
            .Where(column => fit.IsEstimable[column]
                && (fit.Design.Terms[column].Variable == variable || fit.Design.Terms[column].Variable == flag))];
        if (columns.Length == 0)
        {
            return 0;
        }

        double[][] gradients = [.. columns.Select(column =>
        {
            var gradient = new double[fit.Design.Columns];
            gradient[column] = 1;
            return gradient;
        })];
        var covariance = fit.Covariance(gradients, ErrorKind.Classical);
        return WaldTest.Of([.. columns.Select(column => fit.Coefficients[column])], covariance) is { } test
            ? test.Statistic / (test.Statistic + fit.DegreesOfFreedom)
            : 0;
    }
}
