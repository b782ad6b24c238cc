using Isl.Grains.Regression;
using MathNet.Numerics.Distributions;

namespace Isl.Grains.Effects.Refuters;

/// <summary>Adds a covariate that has nothing to do with anything.</summary>
internal static class RandomCommonCause
{
    private const double ShareOfError = 0.1;

    /// <summary>Runs it.</summary>
    public static RefuterOutcome Run(RefuterBase refuter)
    {
        var random = refuter.Random("random_common_cause");
        var draws = refuter.Draw(draw =>
        {
            var noise = new double[refuter.Data.Rows];
            random.Uniforms((uint)draw, 0, noise);
            for (var i = 0; i < noise.Length; i++)
            {
                noise[i] = Normal.InvCDF(0, 1, noise[i]);
            }

            return refuter.Data.WithCovariates(refuter.Data.Covariates.Add(DesignColumn.Numeric("(noise)", noise)));
        });
        return draws is null ? RefuterOutcome.NotRun : Judge(refuter, [.. draws.Select(draw => draw.Value)]);
    }

    /// <summary>Is the mean where the estimate is?</summary>
    public static RefuterOutcome Judge(RefuterBase refuter, double[] values)
    {
        var (mean, deviation) = DrawFigures.Of(values);
        var tolerance = (ShareOfError * refuter.StandardError) + (3 * deviation / Math.Sqrt(values.Length));
        return new RefuterOutcome(Math.Abs(mean - refuter.Value) <= tolerance, mean, refuter.Value, tolerance, values.Length);
    }
}

/// <summary>Four rows, or clusters, in five.</summary>
internal static class Subsets
{
    private const double Share = 0.8;

    /// <summary>The error of such a part around the whole, as a share of the whole's error: √(1/0.8 − 1).</summary>
    private const double Spread = 0.5;

    private const double Least = 0.67;
    private const double Most = 1.5;

    /// <summary>Runs it.</summary>
    public static RefuterOutcome Run(RefuterBase refuter)
    {
        var draws = refuter.Draw(draw => refuter.Data.Of(Rows(refuter, draw)));
        if (draws is null)
        {
            return RefuterOutcome.NotRun;
        }

        double[] values = [.. draws.Select(draw => draw.Value)];
        var outcome = RandomCommonCause.Judge(refuter, values);
        var ratio = DrawFigures.Of(values).Deviation / (refuter.StandardError * Spread);
        return outcome with { Passed = outcome.Passed && ratio is >= Least and <= Most };
    }

    private static int[] Rows(RefuterBase refuter, int draw)
    {
        var data = refuter.Data;
        var units = data.Clusters.Length > 0 ? data.Clusters.Max() + 1 : data.Rows;
        var keys = new double[units];
        refuter.Random("subsets").Uniforms((uint)draw, 0, keys);
        var sorted = keys.ToArray();
        Array.Sort(sorted);
        var limit = sorted[Math.Min((int)(Share * units), units - 1)];
        return [.. Enumerable.Range(0, data.Rows).Where(row => keys[data.Clusters.Length > 0 ? data.Clusters[row] : row] < limit)];
    }
}
