using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Planning;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Words;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects;

/// <summary>The answer in words.</summary>
internal static class EffectExplanation
{
    private const double Most = 0.9;
    private const double Least = 0.1;

    /// <summary>What each caveat takes off the confidence.</summary>
    private const double EachCaveat = 0.1;

    /// <summary>Of an effect that was estimated.</summary>
    public static Explanation Of(EffectPlan plan, EffectQuestion question, HeadlineEffect effect, EstimatorRun headline, List<Finding> caveats)
    {
        var condition = new EffectCondition(
            plan.Strategy!.Value, question.Treatment, question.Outcome, plan.Covariates, plan.Instruments, plan.FrontDoorSet ?? []);
        var texts = caveats.Texts().Distinct().ToList();
        return new Explanation(
            effect.Statement,
            Wording.Paragraph([.. plan.Reasons.Texts(), condition.Reasoning, new HeadlineChoice(EstimatorTable.Of(headline.Spec.Name).Wire).Text]),
            new EstimatorSource(headline.Spec.Name).Text,
            [.. plan.Result.StructuredAssumptions.Select(one => one.Description), new ModelsHold(headline.Spec.Name).Text],
            [.. texts],
            Math.Round(Math.Max(Most - (EachCaveat * texts.Count), Least), 2));
    }

    /// <summary>Of an effect that nothing identifies.</summary>
    public static Explanation OfUnidentified(EffectPlan plan, EffectQuestion question, bool hasBounds) => new(
        plan.HasNoPath
            ? new NoEffectByGraph(question.Treatment, question.Outcome).Text
            : new EffectNotEstimated(question.Treatment, question.Outcome, hasBounds, plan.Result.Suggestions.Length > 0).Text,
        Wording.Paragraph([.. plan.Reasons.Texts(), plan.Result.Reason ?? ""]),
        plan.Result.Explanation.TechnicalBasis,
        plan.Result.Explanation.Assumptions,
        plan.Result.Explanation.Caveats,
        plan.Result.Explanation.Confidence);
}
