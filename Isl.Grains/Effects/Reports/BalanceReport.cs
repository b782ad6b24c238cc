using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Numerics;

namespace Isl.Grains.Effects.Reports;

/// <summary>Covariates of both arms, before and after weighting or matching.</summary>
internal static class BalanceReport
{
    /// <summary>Most rows listed.</summary>
    public const int MostRows = 200;

    /// <summary>Beyond this a difference is a caveat.</summary>
    public const double Tolerated = 0.1;

    /// <summary>Every covariate, each level of a category by itself; largest difference first.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="pair">The arms compared.</param>
    /// <param name="estimand">Whose effect the weights are for.</param>
    /// <param name="weights">The weights of the rows; null for none.</param>
    public static List<BalanceRow> Of(EstimationData data, ArmPair pair, EffectEstimand estimand, double[]? weights)
    {
        var rows = new List<BalanceRow>();
        foreach (var column in data.Covariates)
        {
            var values = column.Values;
            if (!column.IsCategory)
            {
                rows.Add(Row(data, pair, estimand, weights, column.Name, null, values));
                continue;
            }

            for (var level = 0; level < column.Levels.Length; level++)
            {
                var code = level;
                rows.Add(Row(
                    data, pair, estimand, weights, column.Name, column.Levels[level], [.. values.Select(value => value == code ? 1.0 : 0)]));
            }
        }

        return [.. rows
            .OrderByDescending(row => Math.Max(Math.Abs(row.Before), Math.Abs(row.After ?? 0)))
            .ThenBy(row => row.Variable, StringComparer.Ordinal)
            .ThenBy(row => row.Level, StringComparer.Ordinal)];
    }

    private static BalanceRow Row(
        EstimationData data, ArmPair pair, EffectEstimand estimand, double[]? weights, string variable, string? level, double[] values)
    {
        var (plainTo, plainFrom) = (Moments(pair.To, null, true), Moments(pair.From, null, true));
        var divisor = Math.Sqrt(estimand switch
        {
            EffectEstimand.Att => plainTo.Variance,
            EffectEstimand.Atc => plainFrom.Variance,
            _ => (plainTo.Variance + plainFrom.Variance) / 2,
        });
        var (to, from) = (Moments(pair.To, null, false), Moments(pair.From, null, false));
        var after = weights is null ? null : ((double Mean, double Variance)?)Moments(pair.To, weights, false);
        var afterFrom = weights is null ? default : Moments(pair.From, weights, false);
        return new BalanceRow(
            variable,
            level,
            Difference(to.Mean, from.Mean),
            after is { } own ? Difference(own.Mean, afterFrom.Mean) : null,
            Finite.Of(to.Variance / from.Variance),
            after is { } weighed ? Finite.Of(weighed.Variance / afterFrom.Variance) : null);

        double Difference(double high, double low) => divisor > 0 ? WireNumber.Round((high - low) / divisor) : 0;

        (double Mean, double Variance) Moments(int arm, double[]? extra, bool isPlain)
        {
            var (sum, total, squares) = (0.0, 0.0, 0.0);
            for (var i = 0; i < values.Length; i++)
            {
                var weight = Weight(i);
                (sum, total, squares) = (sum + (weight * values[i]), total + weight, squares + (weight * weight));
            }

            var (mean, spread) = (sum / total, 0.0);
            for (var i = 0; i < values.Length; i++)
            {
                spread += Weight(i) * (values[i] - mean) * (values[i] - mean);
            }

            // n − 1 where all weights are 1; the same correction for any weights.
            return (mean, spread / (total - (squares / total)));

            double Weight(int i) => data.Treatment.Arms[i] != arm ? 0 : isPlain ? 1 : data.Weight(i) * (extra is null ? 1 : extra[i]);
        }
    }
}
