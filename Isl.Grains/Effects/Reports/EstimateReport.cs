using System.Collections.Immutable;
using Isl.Grains.Effects.Estimators;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;
using Isl.Grains.Words;

namespace Isl.Grains.Effects.Reports;

/// <summary>An estimate as it stands in the answer.</summary>
internal static class EstimateReport
{
    /// <summary>Writes it.</summary>
    /// <param name="context">The question.</param>
    /// <param name="spec">How the estimator was asked.</param>
    /// <param name="row">The estimator.</param>
    /// <param name="draft">What it found.</param>
    /// <exception cref="InputException">The scale asks for means that are not positive.</exception>
    public static EffectEstimate Of(EstimationContext context, EstimatorSpec spec, EstimatorRow row, EstimatorDraft draft)
    {
        var data = context.Data;
        ScaledEffect[] effects = [.. draft.Pairs.Select(pair => ScaledEffect.Of(pair, spec, data, context.ConfidenceLevel))];
        var single = context.Contrast.IsByLevel ? null : effects[0];
        return new EffectEstimate
        {
            Id = spec.Id,
            Name = spec.Name,
            Naive = spec.Name == EstimatorName.Unadjusted,
            Estimand = row.IsPooled ? EffectEstimand.Ate : spec.Estimand,
            Scale = spec.Scale,
            Contrast = context.Contrast.Wire,
            Value = single?.Value,
            StandardError = single?.StandardError,
            SeType = draft.SeType,
            Interval = single?.Interval,
            PValue = single?.PValue,
            Means = single?.Means,
            ByLevel = context.Contrast.IsByLevel ? ByLevel(context, effects) : null,
            N = data.Rows,
            Diagnostics = Rounded(draft.Diagnostics, draft.Pairs[0].DegreesOfFreedom),
            Caveats = [.. draft.Caveats.Texts()],
        };
    }

    private static ImmutableArray<LevelEffect> ByLevel(EstimationContext context, ScaledEffect[] effects) =>
    [
        .. context.Contrast.Pairs.Select((pair, i) => new LevelEffect(
            context.Data.Treatment.Levels[pair.From],
            context.Data.Treatment.Levels[pair.To],
            effects[i].Value,
            effects[i].StandardError,
            effects[i].Interval,
            effects[i].PValue,
            effects[i].Means)),
    ];

    private static EstimateDiagnostics Rounded(EstimateDiagnostics diagnostics, double freedom) => diagnostics with
    {
        DegreesOfFreedom = Finite.Of(freedom),
        EffectiveSampleSize = diagnostics.EffectiveSampleSize is { } sizes
            ? new ArmSizes(Finite.Of(sizes.Treated) ?? 0, Finite.Of(sizes.Control) ?? 0)
            : null,
        Weights = diagnostics.Weights is { } weights
            ? new WeightSummary(Finite.Of(weights.Min) ?? 0, Finite.Of(weights.Mean) ?? 0, Finite.Of(weights.Max) ?? 0)
            : null,
        Interactions = Rounded(diagnostics.Interactions),
        WuHausman = Rounded(diagnostics.WuHausman),
        Sargan = Rounded(diagnostics.Sargan),
        FirstStageF = Finite.Of(diagnostics.FirstStageF),
        EffectiveF = Finite.Of(diagnostics.EffectiveF),
        AndersonRubin = diagnostics.AndersonRubin is { } set ? set with { Lower = Finite.Of(set.Lower), Upper = Finite.Of(set.Upper) } : null,
    };

    private static DiagnosticTest? Rounded(DiagnosticTest? test) => test is null || !double.IsFinite(test.Statistic) || !double.IsFinite(test.PValue)
        ? null
        : test with { Statistic = WireNumber.Round(test.Statistic), PValue = WireNumber.Round(test.PValue) };
}

/// <summary>Numbers for the wire: rounded, and null where they are none.</summary>
internal static class Finite
{
    /// <summary>The number to twelve digits; null for none, and for what is not finite.</summary>
    public static double? Of(double? value) => value is { } number && double.IsFinite(number) ? WireNumber.Round(number) : null;
}
