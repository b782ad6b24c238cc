using System.Collections.Immutable;
using Isl.Grains.Effects.Planning;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Words;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Does an estimator apply to a question?</summary>
internal static class Applicability
{
    /// <summary>Most rows for which matching runs unless it is asked for.</summary>
    private const int MostMatched = 20_000;

    /// <summary>What the graph has against it; null for nothing.</summary>
    /// <param name="row">The estimator.</param>
    /// <param name="plan">How the effect is identified.</param>
    /// <param name="isDiscrete">Do all these columns have few enough levels to count by?</param>
    public static Finding? ByGraph(EstimatorRow row, EffectPlan plan, Func<ImmutableArray<string>, bool> isDiscrete) => row.Basis switch
    {
        EffectStrategy.Backdoor when plan.AdjustmentSet is null => new EstimatorNeedsSet(row.Wire),
        EffectStrategy.Backdoor when plan.Strategy == EffectStrategy.Instrument => new EstimatorNeedsSet(row.Wire),
        EffectStrategy.Instrument when plan.Instruments.IsEmpty => new EstimatorNeedsInstrument(row.Wire),
        EffectStrategy.FrontDoor when plan.FrontDoorSet is null => new EstimatorNeedsMediators(row.Wire),
        EffectStrategy.Id when plan.Formula is null => new EstimatorNeedsFormula(row.Wire),
        EffectStrategy.Id when !isDiscrete(plan.FormulaVariables) => new FormulaNeedsLevels(plan.FormulaVariables),
        _ => null,
    };

    /// <summary>What the columns have against it; null for nothing.</summary>
    /// <param name="row">The estimator.</param>
    /// <param name="spec">How it is asked.</param>
    /// <param name="data">The rows.</param>
    /// <param name="contrast">What is compared.</param>
    /// <param name="isAsked">Was it asked for by name?</param>
    public static Finding? ByData(EstimatorRow row, EstimatorSpec spec, EstimationData data, ContrastPlan contrast, bool isAsked)
    {
        var treatment = data.Treatment;
        if (row.NeedsArms && !treatment.HasArms)
        {
            return new EstimatorNeedsArms(row.Wire, treatment.Name);
        }

        if (treatment.HasArms && treatment.Levels.Length > row.MostArms)
        {
            return new EstimatorNeedsTwoArms(row.Wire, treatment.Name, treatment.Levels.Length);
        }

        if (spec.Estimand != EffectEstimand.Ate && ByEstimand(row, spec, treatment, contrast) is { } obstacle)
        {
            return obstacle;
        }

        if (spec.Scale != EffectScale.Difference && !(row.HasMeans && treatment.HasArms))
        {
            return new ScaleNeedsMeans(row.Wire);
        }

        if (spec.OutcomeModel == NuisanceModel.Logistic && !data.IsBinaryOutcome)
        {
            return new LogisticNeedsBinary(row.Wire, data.OutcomeName);
        }

        return row.Name == EstimatorName.Matching && !isAsked && data.Rows > MostMatched ? new TooManyToMatch(data.Rows, MostMatched) : null;
    }

    private static Finding? ByEstimand(EstimatorRow row, EstimatorSpec spec, TreatmentColumn treatment, ContrastPlan contrast) =>
        !treatment.HasArms ? new AmountsHaveOneEstimand(treatment.Name)
        : contrast.IsByLevel ? new EstimandNeedsContrast(treatment.Name)
        : spec.Estimand == EffectEstimand.Ato && row is { Name: not EstimatorName.Ipw, IsPooled: false } ? new OverlapWeightsOnly(row.Wire)
        : null;
}
