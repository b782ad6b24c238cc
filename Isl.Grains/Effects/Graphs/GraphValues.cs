using System.Collections.Immutable;
using Isl.Grains.Effects.Reports;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Graphs;

/// <summary>The effects by graphs, and what they are together.</summary>
/// <param name="graphs">The graphs.</param>
/// <param name="effects">The effects.</param>
/// <param name="scale">How means are compared.</param>
/// <param name="level">Level of the intervals.</param>
internal sealed class GraphValues(GraphWeights graphs, IEnumerable<GraphEffect> effects, EffectScale scale, double level)
{
    private readonly Dictionary<string, GraphEffect> _effects =
        effects.DistinctBy(effect => effect.Key, StringComparer.Ordinal).ToDictionary(effect => effect.Key, StringComparer.Ordinal);

    /// <summary>No effect.</summary>
    private double None => scale == EffectScale.Difference ? 0 : 1;

    /// <summary>The effect by a graph: exactly none where no causal path leads to the outcome; null where it is not known.</summary>
    public GraphEffect? Of(FoundGraph graph) => graph.Verdict switch
    {
        GraphVerdict.NoPath => new GraphEffect("", None, 0, None, None, null, null, null),
        GraphVerdict.Identified => _effects.GetValueOrDefault(graph.Key),
        _ => null,
    };

    /// <summary>Different effects by the graphs that have one, with their share of these graphs.</summary>
    public ImmutableArray<(double Weight, GraphEffect Effect)> Weighed()
    {
        var known = graphs.Distinct.Select(graph => (graph.Count, Effect: Of(graph.Found))).Where(one => one.Effect?.Value is not null).ToList();
        double total = known.Sum(one => one.Count);
        return
        [
            .. known.GroupBy(one => one.Effect!.Key, StringComparer.Ordinal)
                .Select(group => (group.Sum(one => one.Count) / total, group.First().Effect!)),
        ];
    }

    /// <summary>The mixture over resamples, with the p-value of no effect; null where no graph has an effect.</summary>
    public (EffectMixture Mixture, double? PValue)? OfResamples()
    {
        var weighed = Weighed();
        if (weighed.IsEmpty)
        {
            return null;
        }

        if (weighed is [var (_, only)])
        {
            return (new EffectMixture(only.Value!.Value, only.StandardError, IntervalOf(only.Lower, only.Upper), null), only.PValue);
        }

        var (mean, error) = EffectsByGraph.Moments(
            [.. weighed.Select(one => (one.Weight, one.Effect.Value!.Value, one.Effect.StandardError ?? double.NaN))]);
        if (!double.IsFinite(error) || weighed.Any(one => one.Effect.Upper is null))
        {
            return (new EffectMixture(Finite.Of(mean)!.Value, Finite.Of(error), null, null), null);
        }

        var mixture = new EffectsByGraph([.. weighed.Select(one => Distribution(one.Weight, one.Effect))]);
        var tail = (1 - level) / 2;
        return (
            new EffectMixture(
                Finite.Of(mean)!.Value, Finite.Of(error), IntervalOf(Back(mixture.Quantile(tail)), Back(mixture.Quantile(1 - tail))), null),
            Finite.Of(mixture.PValue(scale == EffectScale.Difference ? None : Math.Log(None))));
    }

    /// <summary>The effects over the members of a class, each counting the same; null where none has one.</summary>
    public (EffectMixture Mixture, double? PValue)? OfMembers()
    {
        var weighed = Weighed();
        if (weighed.IsEmpty)
        {
            return null;
        }

        var values = weighed.Select(one => one.Effect.Value!.Value).ToList();
        var isOne = weighed.Length == 1;
        var mean = isOne ? values[0] : weighed.Sum(one => one.Weight * one.Effect.Value!.Value);
        var hasIntervals = weighed.All(one => one.Effect is { Lower: not null, Upper: not null });
        return (
            new EffectMixture(
                Finite.Of(mean)!.Value,
                isOne ? weighed[0].Effect.StandardError : null,
                hasIntervals ? IntervalOf(weighed.Min(one => one.Effect.Lower), weighed.Max(one => one.Effect.Upper)) : null,
                new MemberRange(values.Min(), values.Max())),
            isOne ? weighed[0].Effect.PValue : null);
    }

    private EffectByGraph Distribution(double weight, GraphEffect effect)
    {
        var freedom = effect.DegreesOfFreedom ?? double.PositiveInfinity;
        return scale == EffectScale.Difference
            ? new EffectByGraph(weight, effect.Value!.Value, effect.StandardError!.Value, freedom)
            : new EffectByGraph(
                weight, Math.Log(effect.Value!.Value), Math.Log(effect.Upper!.Value / effect.Value.Value) / Tails.TwoSided(level, freedom), freedom);
    }

    private double Back(double value) => scale == EffectScale.Difference ? value : Math.Exp(value);

    private EffectInterval? IntervalOf(double? lower, double? upper) =>
        lower is null || upper is null ? null : new EffectInterval(Finite.Of(lower), Finite.Of(upper), level);
}
