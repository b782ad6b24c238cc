using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Checks that data can tell an effect at all.</summary>
internal static class Estimability
{
    /// <summary>Throws where the covariates determine the treatment, or leave no row to judge errors by.</summary>
    /// <exception cref="InputException">They do.</exception>
    public static void RequireTreatment(LeastSquaresFit fit, int first, EstimationData data)
    {
        if (fit.DegreesOfFreedom < 1)
        {
            throw new InputException(
                SampleRows.Place,
                $"The design has {fit.Rank} columns and {data.Rows} rows are used; at least {fit.Rank + 1} are needed. "
                + "Adjust for fewer variables, or group levels.");
        }

        for (var column = first; column < fit.Design.Columns; column++)
        {
            if (!fit.IsEstimable[column])
            {
                throw new InputException(
                    "/treatment",
                    $"The columns adjusted for determine {fit.Design.Terms[column].Text} without remainder, so its effect cannot be told from "
                        + $"theirs; "
                    + $"adjust for fewer of {string.Join(", ", data.Covariates.Select(one => one.Name).Take(10))}.");
            }
        }
    }
}
