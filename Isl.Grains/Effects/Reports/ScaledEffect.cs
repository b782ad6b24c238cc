using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Regression;
using Isl.Grains.Words;

namespace Isl.Grains.Effects.Reports;

/// <summary>An effect on the scale asked for, with its error.</summary>
/// <param name="Value">The effect.</param>
/// <param name="StandardError">Its standard error; null where none can be given.</param>
/// <param name="Interval">Its interval.</param>
/// <param name="PValue">Of no effect.</param>
/// <param name="Means">The means compared.</param>
internal sealed record ScaledEffect(double? Value, double? StandardError, EffectInterval? Interval, double? PValue, EffectMeans? Means)
{
    /// <summary>Brings a comparison to its scale.</summary>
    public static ScaledEffect Of(PairDraft pair, EstimatorSpec spec, EstimationData data, double level)
    {
        var means = pair is { From: { } low, To: { } high } ? new EffectMeans(Finite.Of(low.Value) ?? 0, Finite.Of(high.Value) ?? 0) : null;
        if (spec.Scale == EffectScale.Difference || pair.From is null || pair.To is null)
        {
            var error = pair.StandardError ?? (pair.Contributions is { } own ? Math.Sqrt(RowSums.Variance(own, data.Clusters)) : double.NaN);
            var (width, pValue) = Judge(pair.Value, error, level, pair.DegreesOfFreedom);
            return new ScaledEffect(
                Finite.Of(pair.Value),
                Finite.Of(error),
                double.IsFinite(error) ? new EffectInterval(Finite.Of(pair.Value - width), Finite.Of(pair.Value + width), level) : null,
                Finite.Of(pValue),
                means);
        }

        var (from, to) = (pair.From.Value, pair.To.Value);
        var isOdds = spec.Scale == EffectScale.OddsRatio;
        Require(spec, from, isOdds);
        Require(spec, to, isOdds);
        var value = isOdds ? to / (1 - to) / (from / (1 - from)) : to / from;
        var (toSlope, fromSlope) = isOdds ? (1 / (to * (1 - to)), 1 / (from * (1 - from))) : (1 / to, 1 / from);
        var contributions = new double[data.Rows];
        for (var i = 0; i < contributions.Length; i++)
        {
            contributions[i] = (toSlope * pair.To.Contributions[i]) - (fromSlope * pair.From.Contributions[i]);
        }

        var logError = Math.Sqrt(RowSums.Variance(contributions, data.Clusters));
        var (logWidth, p) = Judge(Math.Log(value), logError, level, pair.DegreesOfFreedom);
        return new ScaledEffect(
            Finite.Of(value),
            Finite.Of(value * logError),
            new EffectInterval(Finite.Of(value * Math.Exp(-logWidth)), Finite.Of(value * Math.Exp(logWidth)), level),
            Finite.Of(p),
            means);
    }

    private static (double Width, double PValue) Judge(double value, double error, double level, double degreesOfFreedom) =>
        (Tails.TwoSided(level, degreesOfFreedom) * error, error > 0 ? Tails.PValue(value / error, degreesOfFreedom) : double.NaN);

    private static void Require(EstimatorSpec spec, double mean, bool isOdds)
    {
        if (mean <= 0 || (isOdds && mean >= 1))
        {
            throw new InputException(
                "/scale",
                $"The estimate '{spec.Id}' has a mean of {Wording.Number(mean)}, and "
                    + $"{(isOdds ? "an odds_ratio needs means between 0 and 1" : "a ratio needs positive means")}; "
                + "send scale: difference.");
        }
    }
}
