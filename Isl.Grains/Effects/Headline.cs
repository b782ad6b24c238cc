using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Planning;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Effects;

/// <summary>Which estimate heads the answer: by the question, never by results.</summary>
internal static class Headline
{
    /// <summary>The first of the default set's order that ran, in the order asked for among equals; else the first that adjusts.</summary>
    public static EstimatorRun Of(EstimationContext context, EffectPlan plan, EffectQuestion question, List<EstimatorRun> runs)
    {
        if (question.Estimators is null)
        {
            return runs[0];
        }

        return runs.MinBy(run => RankOf(context, plan, run.Spec))!;
    }

    /// <summary>Which of the estimators asked for heads the answer.</summary>
    public static EstimatorSpec First(EstimationContext context, EffectPlan plan, IEnumerable<EstimatorSpec> specs) =>
        specs.MinBy(spec => RankOf(context, plan, spec))!;

    private static int RankOf(EstimationContext context, EffectPlan plan, EstimatorSpec spec)
    {
        var order = EstimatorTable.Default(plan.Strategy!.Value, context.Data.Treatment, isCountable: true);
        return order.IndexOf(spec.Name) is var at and >= 0 && spec.Name != EstimatorName.Unadjusted ? at : 100;
    }
}
