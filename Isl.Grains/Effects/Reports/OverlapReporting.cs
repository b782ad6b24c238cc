using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Nuisances;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Numerics;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects.Reports;

/// <summary>Could each row have been in each arm?</summary>
internal static class OverlapReporting
{
    private const int Bins = 20;
    private const int Parts = 10;

    /// <summary>Share of an arm that makes a stretch without the other arm matter.</summary>
    private const double Matters = 0.01;

    /// <summary>Share of moved propensities from which overlap is thin.</summary>
    private const double MostMoved = 0.01;

    /// <summary>The report of the first comparison.</summary>
    /// <param name="context">The question.</param>
    /// <param name="estimand">Whose effect.</param>
    /// <param name="trim">Propensity below which rows were left out.</param>
    /// <param name="trimmed">Share of rows left out for their propensity.</param>
    public static OverlapReport Of(EstimationContext context, EffectEstimand estimand, double trim, double trimmed)
    {
        var (data, pair) = (context.Data, context.Contrast.Pairs[0]);
        var chances = context.Propensity.Probabilities;
        var (from, to) = (Of(pair.From), Of(pair.To));
        var (clipped, moved) = PropensityFit.Clip(chances, context.Clip);
        var share = moved.Count(isMoved => isMoved) / (double)data.Rows;
        var verdict = HasGap(from, to) || HasGap(to, from) ? "none"
            : share > MostMoved || IsThin(context, estimand, clipped) ? "thin"
            : "good";
        double[] all = [.. from, .. to];
        return new OverlapReport(
            new PropensitySummary(
                WireNumber.Round(all.Min()),
                WireNumber.Round(all.Max()),
                new PropensityHistogram(
                    [.. Enumerable.Range(0, Bins + 1).Select(edge => edge / (double)Bins)],
                    [Counts(pair.From, from), Counts(pair.To, to)])),
            WireNumber.Round(share),
            WireNumber.Round(trimmed),
            verdict,
            new OverlapVerdict(data.Treatment.Name, verdict, estimand, trim).Text);

        double[] Of(int arm) => [.. data.Treatment.RowsOf(arm).Select(row => chances[pair.To][row])];

        ArmCounts Counts(int arm, double[] values)
        {
            var counts = new int[Bins];
            foreach (var value in values)
            {
                counts[Math.Min((int)(value * Bins), Bins - 1)]++;
            }

            return new ArmCounts(data.Treatment.Levels[arm], [.. counts]);
        }
    }

    /// <summary>Is there a tenth of one arm's range in which it has rows and the other none?</summary>
    private static bool HasGap(double[] own, double[] other)
    {
        var (least, most) = (own.Min(), own.Max());
        var width = (most - least) / Parts;
        for (var part = 0; part < Parts && width > 0; part++)
        {
            var (low, high) = (least + (part * width), part == Parts - 1 ? most : least + ((part + 1) * width));
            if (own.Count(IsWithin) >= Matters * own.Length && !other.Any(IsWithin))
            {
                return true;
            }

            bool IsWithin(double value) => value >= low && value <= high;
        }

        return false;
    }

    private static bool IsThin(EstimationContext context, EffectEstimand estimand, double[][] chances)
    {
        var (data, pair) = (context.Data, context.Contrast.Pairs[0]);
        return IsHalved(pair.From) || IsHalved(pair.To);

        bool IsHalved(int arm)
        {
            var (sum, squares, count) = (0.0, 0.0, 0);
            foreach (var row in data.Treatment.RowsOf(arm))
            {
                var weight = TargetWeights.Of(estimand, pair, arm, chances, row);
                (sum, squares, count) = (sum + weight, squares + (weight * weight), count + 1);
            }

            return sum * sum / squares < count / 2.0;
        }
    }
}
