using System.Collections.Immutable;
using Isl.Grains.Effects.Planning;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Numerics;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects.Sensitivity;

/// <summary>Bounds of the effect of a binary treatment on a binary outcome.</summary>
/// <remarks>Source: Manski (1990, 1997); Balke and Pearl (1997), equation 5, for an instrument of two levels.</remarks>
internal static class BoundsAnalysis
{
    /// <summary>The bounds; null where treatment or outcome is not binary.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="contrast">What is compared.</param>
    /// <param name="plan">How the effect is identified.</param>
    public static ImmutableArray<EffectBounds>? Of(EstimationData data, ContrastPlan contrast, EffectPlan plan)
    {
        if (!data.IsBinaryOutcome || data.Treatment.Levels.Length != 2)
        {
            return null;
        }

        var (pair, total) = (contrast.Pairs[0], data.TotalWeight);
        var joint = new double[2, 2];
        for (var i = 0; i < data.Rows; i++)
        {
            joint[(int)data.Outcome[i], data.Treatment.Arms[i] == pair.To ? 1 : 0] += data.Weight(i) / total;
        }

        // Whoever was not treated may have had either outcome had they been, and the other way round.
        var (lower, upper) = (-joint[1, 0] - joint[0, 1], joint[1, 1] + joint[0, 0]);
        var names = (data.Treatment.Name, data.OutcomeName);
        var bounds = new List<EffectBounds>
        {
            Bounds("no_assumptions", lower, upper, new BoundsWithoutAssumptions(names.Name, names.OutcomeName)),
            Bounds("monotone", Math.Max(lower, 0), upper, new BoundsMonotone(names.Name, names.OutcomeName)),
        };
        if (Instrument(data, plan) is { } instrument)
        {
            var (low, high) = InstrumentBounds.Of(data, instrument, pair);
            bounds.Add(Bounds("instrument", low, high, new BoundsByInstrument(instrument.Name, names.Name, names.OutcomeName)));
        }

        return [.. bounds];

        EffectBounds Bounds(string kind, double low, double high, BoundsFinding words) => new(
            kind,
            WireNumber.Round(Math.Min(pair.Factor * low, pair.Factor * high)),
            WireNumber.Round(Math.Max(pair.Factor * low, pair.Factor * high)),
            true,
            [words.Text],
            words.AttainedBy);
    }

    private static Regression.DesignColumn? Instrument(EstimationData data, EffectPlan plan)
    {
        if (plan.Strategy != EffectStrategy.Instrument || !plan.InstrumentCovariates.IsEmpty)
        {
            return null;
        }

        return plan.Instruments
            .Select(name => data.Columns.GetValueOrDefault(name))
            .FirstOrDefault(column => column is not null && Levels.Distinct(column.Values).Length == 2);
    }
}
