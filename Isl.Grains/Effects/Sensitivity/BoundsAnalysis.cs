using System.Collections.Immutable;
using Isl.Grains.Effects.Planning;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;
using Isl.Grains.Sensitivity;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects.Sensitivity;

/// <summary>Bounds of the effect of a binary treatment on a binary outcome.</summary>
/// <remarks>Source: Manski (1990, 1997); Balke and Pearl (1997), for an instrument; Sachs et al. (2023), for other graphs.</remarks>
internal static class BoundsAnalysis
{
    /// <summary>The bounds; null where treatment or outcome is not binary.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="contrast">What is compared.</param>
    /// <param name="plan">How the effect is identified.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="budget">Ends it.</param>
    public static ImmutableArray<EffectBounds>? Of(
        EstimationData data, ContrastPlan contrast, EffectPlan plan, CausalGraph graph, WorkBudget budget)
    {
        if (!data.IsBinaryOutcome || data.Treatment.Levels.Length != 2)
        {
            return null;
        }

        var (pair, total) = (contrast.Pairs[0], data.TotalWeight);
        var (treated, events) = (new double[2], new double[2]);
        for (var i = 0; i < data.Rows; i++)
        {
            var arm = data.Treatment.Arms[i] == pair.To ? 1 : 0;
            treated[arm] += data.Weight(i);
            events[arm] += data.Weight(i) * data.Outcome[i];
        }

        var seen = new ObservedMeans(events[1] / treated[1], events[0] / treated[0], treated[1] / total);
        var names = (data.Treatment.Name, data.OutcomeName);
        var bounds = new List<EffectBounds>
        {
            Bounds("no_assumptions", ManskiBounds.WithoutAssumptions(seen), new BoundsWithoutAssumptions(names.Name, names.OutcomeName)),
            Bounds("monotone", ManskiBounds.MonotoneResponse(seen), new BoundsMonotone(names.Name, names.OutcomeName)),
        };
        if (Instrument(data, plan) is { } instrument && ByInstrument(data, instrument, pair) is { } range)
        {
            bounds.Add(Bounds("instrument", range, new BoundsByInstrument(instrument.Name, names.Name, names.OutcomeName)));
        }

        if (ResponseTypeBounds.Of(data, graph, pair.To, budget) is var (found, nodes))
        {
            bounds.Add(Bounds("response_types", found.Effect, new BoundsByResponseTypes(nodes, found.IsWhole), found.IsWhole));
        }

        return [.. bounds];

        EffectBounds Bounds(string kind, EffectRange range, BoundsFinding words, bool isSharp = true) => new(
            kind,
            WireNumber.Round(Math.Min(pair.Factor * range.Lower, pair.Factor * range.Upper)),
            WireNumber.Round(Math.Max(pair.Factor * range.Lower, pair.Factor * range.Upper)),
            isSharp,
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
            .FirstOrDefault(column => column is not null && InstrumentBounds.IsSolvable(Levels.Distinct(column.Values).Length));
    }

    /// <summary>The bounds by an instrument of two levels in closed form, of more by a linear program; null where the data refute it.</summary>
    private static EffectRange? ByInstrument(EstimationData data, Regression.DesignColumn instrument, ArmPair pair)
    {
        var levels = Levels.Distinct(instrument.Values);
        double[][][] shares = [.. levels.Select(_ => new double[][] { new double[2], new double[2] })]; // instrument, treatment, outcome
        var totals = new double[levels.Length];
        for (var i = 0; i < data.Rows; i++)
        {
            var z = Array.BinarySearch(levels, instrument.Values[i]);
            if (z < 0)
            {
                continue; // not measured in this row
            }

            shares[z][data.Treatment.Arms[i] == pair.To ? 1 : 0][(int)data.Outcome[i]] += data.Weight(i);
            totals[z] += data.Weight(i);
        }

        foreach (var (share, total) in shares.Zip(totals))
        {
            Array.ForEach(share, arm => (arm[0], arm[1]) = (arm[0] / total, arm[1] / total));
        }

        return levels.Length == 2 ? BinaryInstrument.Bounds((y, x, z) => shares[z][x][y]) : InstrumentBounds.Of(shares, [0, 1])?.Effect;
    }
}
