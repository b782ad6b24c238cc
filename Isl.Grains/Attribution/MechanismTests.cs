using Isl.Grains.Fitting.Forms;
using Isl.Grains.Interfaces.Attribution;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;

namespace Isl.Grains.Attribution;

/// <summary>Tests whether a mechanism is the same in both tables.</summary>
internal static class MechanismTests
{
    /// <summary>The test: of distributions of numbers by Kolmogorov and Smirnov, of all else by the likelihood ratio.</summary>
    public static MechanismTest Of(Mechanism mechanism, FittedForm before, FittedForm after, WorkBudget budget)
    {
        if (mechanism.Parents.Count == 0 && !mechanism.Before.Target.IsText && mechanism.Before.Target.Distinct > 2)
        {
            return new MechanismTest("kolmogorov_smirnov", WireNumber.Round(KolmogorovSmirnov(mechanism.Before.Y, mechanism.After.Y)));
        }

        if (mechanism.Recipe is not null && before is RootForm && after is RootForm)
        {
            return new MechanismTest("likelihood_ratio", mechanism.Before.Y[0] == mechanism.After.Y[0] ? 1 : 0); // one value in each table
        }

        var pooled = mechanism.Fit(mechanism.Pooled, budget);
        var apart = before.LogLikelihood(mechanism.Before).Sum() + after.LogLikelihood(mechanism.After).Sum();
        var statistic = 2 * (apart - pooled.LogLikelihood(mechanism.Pooled).Sum());
        var degrees = before.Parameters + after.Parameters - pooled.Parameters;
        var isConstant = before is RootForm != after is RootForm;
        return new MechanismTest(
            "likelihood_ratio",
            isConstant ? 0 : double.IsFinite(statistic) ? WireNumber.Round(Tails.ChiSquaredUpper(Math.Max(statistic, 0), Math.Max(degrees, 1))) : 1);
    }

    /// <summary>The asymptotic p-value of the two-sample test, with the correction of Stephens (1970) for small samples.</summary>
    private static double KolmogorovSmirnov(double[] one, double[] other)
    {
        var (a, b) = (one.Order().ToArray(), other.Order().ToArray());
        var (i, j, most) = (0, 0, 0.0);
        while (i < a.Length && j < b.Length)
        {
            var value = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] <= value)
            {
                i++;
            }

            while (j < b.Length && b[j] <= value)
            {
                j++;
            }

            most = Math.Max(most, Math.Abs(((double)i / a.Length) - ((double)j / b.Length)));
        }

        var root = Math.Sqrt((double)a.Length * b.Length / (a.Length + b.Length));
        var scaled = (root + 0.12 + (0.11 / root)) * most;
        if (scaled < 0.2)
        {
            return 1; // the series does not converge there, and the chance is 1 to all digits
        }

        var (sum, sign) = (0.0, 1);
        for (var k = 1; k <= 100; k++)
        {
            sum += sign * Math.Exp(-2 * k * k * scaled * scaled);
            sign = -sign;
        }

        return Math.Clamp(2 * sum, 0, 1);
    }
}
