using System.Collections.Immutable;
using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Planning;
using Isl.Grains.Effects.Refuters;
using Isl.Grains.Effects.Reports;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Words;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects;

/// <summary>The parts of an answer besides the estimates themselves.</summary>
internal sealed class AnswerParts(
    EstimationContext context,
    EffectQuestion question,
    EffectPlan plan,
    List<EstimatorRun> runs,
    EstimatorRun headline,
    Trimming trimming,
    bool isFilled,
    List<NegativeControl> controls)
{
    /// <summary>What took the place of boosted trees that were asked for; null where nothing did.</summary>
    private Finding? WithoutTrees => runs.SelectMany(run => run.Draft.Caveats).FirstOrDefault(one => one is TreesCutShort or TreesReplaced);

    private bool HasFewerResamples => runs.Exists(run => run.Draft.IsCutShort);

    private bool HasArmsAdjusted => plan.Strategy == EffectStrategy.Backdoor && context.Data.Treatment.HasArms;

    /// <summary>Writes the answer.</summary>
    public EffectResult Write(ColumnCatalog catalog, string hash, long seed, List<EffectEstimate> estimates, Sample sample, List<Finding> caveats)
    {
        var overlap = HasArmsAdjusted
            ? OverlapReporting.Of(context, headline.Estimate.Estimand ?? EffectEstimand.Ate, question.Trim, trimming.Share)
            : null;
        var weighing = runs.FirstOrDefault(run => run.Draft.RowWeights is not null);
        var balance = HasArmsAdjusted
            ? BalanceReport.Of(context.Data, context.Contrast.Pairs[0], (weighing ?? headline).Spec.Estimand, weighing?.Draft.RowWeights)
            : null;
        var disagreement = DisagreementReport.Of(context, [.. runs.Select(run => (run.Spec, run.Estimate, run.Draft))]);
        var (conditional, heterogeneity) = Conditional();
        var doubts = Doubts.Of(context, question, plan, headline, controls);
        caveats.AddRange(new CaveatList(context, question, plan, runs, headline, trimming, isFilled)
            .Of(overlap, balance, disagreement, doubts));
        var effect = HeadlineReport.Of(context, headline, plan);
        return new EffectResult
        {
            Completion = Completion.Of(
                WithoutTrees?.Text ?? (HasFewerResamples ? new ResamplesReplaced().Text : null),
                doubts.IsCutShort || HasFewerResamples),
            Effect = effect,
            Estimates = [.. estimates],
            Disagreement = disagreement,
            Conditional = conditional,
            Heterogeneity = heterogeneity,
            Identification = IdentificationReport.Of(plan),
            Sample = SampleReport.Of(catalog, question, context.Data, sample.Dropped, context.Contrast),
            Overlap = overlap,
            Balance = balance is null ? null : [.. balance.Take(BalanceReport.MostRows)],
            BalanceMore = Math.Max((balance?.Count ?? 0) - BalanceReport.MostRows, 0),
            Sensitivity = doubts.Sensitivity,
            Bounds = doubts.Bounds,
            Implications = plan.Result.TestableImplications ?? [],
            Refuters = doubts.Refuters,
            DatasetHash = hash,
            DagHash = plan.Result.DagHash,
            Seed = seed,
            Explanation = EffectExplanation.Of(plan, question, effect, headline, caveats),
        };
    }

    private (ImmutableArray<ConditionalEffect>? Effects, HeterogeneityTest? Test) Conditional()
    {
        if (question.Conditions.IsEmpty)
        {
            return (null, null);
        }

        var cells = ConditionalReport.Cells(context.Data, question.Conditions);
        var scored = runs.Where(run => run.Draft.Pairs.Length == 1 && run.Draft.Pairs[0].Scores is not null && !run.Estimate.Naive).ToList();
        var effects = scored.SelectMany(run => ConditionalReport.Of(context, run.Spec.Id, run.Draft.Pairs[0].Scores!, cells));
        return (
            [.. effects],
            scored.Count > 0 ? ConditionalReport.Heterogeneity(context, scored[0].Draft.Pairs[0].Scores!, cells) : null);
    }
}
