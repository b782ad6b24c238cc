using System.Collections.Immutable;
using Isl.Grains.Effects.Planning;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Effects.Estimators;

/// <summary>One estimator: where it applies, what it reads, and how it is run.</summary>
/// <param name="Name">Which.</param>
/// <param name="Wire">Its name on the wire.</param>
/// <param name="Basis">The criterion that it rests on; null for any, or none.</param>
/// <param name="NeedsArms">Does it need a treatment with arms?</param>
/// <param name="MostArms">Most arms.</param>
/// <param name="IsPooled">Does it have one number whatever the estimand?</param>
/// <param name="HasMeans">Does it estimate the means of both levels, which other scales need?</param>
/// <param name="Columns">The columns that it reads besides those of the criterion.</param>
/// <param name="Run">Runs it.</param>
internal sealed record EstimatorRow(
    EstimatorName Name,
    string Wire,
    EffectStrategy? Basis,
    bool NeedsArms,
    int MostArms,
    bool IsPooled,
    bool HasMeans,
    Func<EffectPlan, ImmutableArray<string>> Columns,
    Func<EstimationContext, EstimatorSpec, EstimatorDraft> Run);

/// <summary>The estimators, one row each; the first that a question allows is its headline.</summary>
internal static class EstimatorTable
{
    private const int Any = int.MaxValue;

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<EstimatorRow> All =
    [
        new(EstimatorName.Aipw, "aipw", EffectStrategy.Backdoor, true, Any, false, true, _ => [], Aipw.Run),
        new(EstimatorName.Dml, "dml", EffectStrategy.Backdoor, false, 2, true, false, _ => [], PartiallyLinear.Run),
        new(EstimatorName.Regression, "regression", EffectStrategy.Backdoor, false, Any, true, false, _ => [], AdjustedRegression.Run),
        new(EstimatorName.GComputation, "g_computation", EffectStrategy.Backdoor, true, Any, false, true, _ => [], GComputation.Run),
        new(EstimatorName.Ipw, "ipw", EffectStrategy.Backdoor, true, Any, false, true, _ => [], InverseWeighting.Run),
        new(EstimatorName.Matching, "matching", EffectStrategy.Backdoor, true, 2, false, false, _ => [], Matching.Run),
        new(EstimatorName.Iv, "iv", EffectStrategy.Instrument, false, 2, true, false,
            plan => [.. plan.Instruments, .. plan.InstrumentCovariates], TwoStage.Run),
        new(EstimatorName.FrontDoor, "front_door", EffectStrategy.FrontDoor, false, Any, true, false,
            plan => plan.FrontDoorSet ?? [], FrontDoorFormula.Run),
        new(EstimatorName.PlugIn, "plug_in", EffectStrategy.Id, true, Any, true, true, plan => plan.FormulaVariables, PlugIn.Run),
        new(EstimatorName.Unadjusted, "unadjusted", null, false, Any, true, true, _ => [], Unadjusted.Run),
    ];

    /// <summary>The row of an estimator.</summary>
    public static EstimatorRow Of(EstimatorName name) => All.First(row => row.Name == name);

    /// <summary>The estimators of a question that names none: the headline first.</summary>
    public static ImmutableArray<EstimatorName> Default(EffectStrategy strategy, TreatmentColumn treatment, bool isCountable) => strategy switch
    {
        EffectStrategy.Backdoor when treatment.HasArms =>
        [
            EstimatorName.Aipw, EstimatorName.Regression, EstimatorName.GComputation, EstimatorName.Ipw, EstimatorName.Matching,
            EstimatorName.Unadjusted,
        ],
        EffectStrategy.Backdoor => [EstimatorName.Dml, EstimatorName.Regression, EstimatorName.Unadjusted],
        EffectStrategy.Instrument => [EstimatorName.Iv, EstimatorName.Unadjusted],
        EffectStrategy.FrontDoor when isCountable => [EstimatorName.FrontDoor, EstimatorName.PlugIn, EstimatorName.Unadjusted],
        EffectStrategy.FrontDoor => [EstimatorName.FrontDoor, EstimatorName.Unadjusted],
        _ => [EstimatorName.PlugIn, EstimatorName.Unadjusted],
    };
}
