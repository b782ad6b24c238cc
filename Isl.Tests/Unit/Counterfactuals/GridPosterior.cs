using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;

namespace Isl.Tests.Unit.Counterfactuals;

/// <summary>
/// Mean and spread of X given Y = value, without solving anything: the density of Y at the value, by the share of evenly weighted noise that brings Y
/// into a narrow band around it, times the prior of X.
/// </summary>
internal static class GridPosterior
{
    private const int Places = 1000;
    private const int PlacesWithoutNoise = 400_000;
    private const double Band = 0.03;

    /// <summary>Mean and standard deviation.</summary>
    /// <param name="prior">Distribution of X.</param>
    /// <param name="equation">Formula of Y in X and noise, and the noise's distribution after a bar.</param>
    /// <param name="value">The value of Y.</param>
    public static (double Mean, double Std) Of(string prior, string equation, double value)
    {
        var parts = equation.Split('|');
        var formula = FormulaParser.Parse(parts[0].Trim(), "");
        var (x, noise) = parts.Length > 1
            ? (Quantiles(prior, Places), Quantiles(parts[1].Trim(), Places))
            : (Quantiles(prior, PlacesWithoutNoise), [0.0]);
        var (sum, first, second) = (0.0, 0.0, 0.0);
        foreach (var at in x)
        {
            // Both are at evenly spaced levels, so that each pair weighs the same. The band's edge is smoothed.
            foreach (var n in noise)
            {
                var distance = Math.Abs(formula.Evaluate(_ => at, n) - value) / Band;
                var weight = distance < 1 ? 1 - distance : 0;
                (sum, first, second) = (sum + weight, first + (weight * at), second + (weight * at * at));
            }
        }

        var mean = first / sum;
        return (mean, Math.Sqrt((second / sum) - (mean * mean)));
    }

    private static double[] Quantiles(string text, int places)
    {
        var distribution = Distribution.Create(DistributionParser.Parse(text, ""));
        return [.. Enumerable.Range(0, places).Select(i => distribution.Quantile((i + 0.5) / places))];
    }
}
