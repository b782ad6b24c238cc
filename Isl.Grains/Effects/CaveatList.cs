using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Planning;
using Isl.Grains.Effects.Reports;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Words;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects;

/// <summary>What limits an answer.</summary>
internal sealed class CaveatList(
    EstimationContext context,
    EffectQuestion question,
    EffectPlan plan,
    List<EstimatorRun> runs,
    EstimatorRun headline,
    Trimming trimming,
    bool isFilled)
{
    private const int SmallArm = 30;
    private const int FewClusters = 20;
    private const int MostWholeValues = 10;

    /// <summary>All of them, the gravest first.</summary>
    public IEnumerable<Finding> Of(OverlapReport? overlap, List<BalanceRow>? balance, EstimateDisagreement? disagreement, Doubts doubts)
    {
        var failed = doubts.Refuters.Where(one => one.Verdict == "failed").Select(one => Name(one.Name)).ToList();
        if (failed.Count > 0)
        {
            yield return new RefutersFailed(failed);
        }

        if (disagreement is { } apart && DisagreementReport.IsLarge(apart.Largest, apart.StandardError))
        {
            yield return new EstimatesDiffer(apart.Between[0], apart.Between[1], apart.Largest, apart.StandardError, true);
        }

        foreach (var finding in AboutArms(overlap, balance).Concat(AboutModels()).Concat(AboutQuestion()))
        {
            yield return finding;
        }

        var contradicted = (plan.Result.TestableImplications ?? []).Count(one => one.Test?.Verdict == "contradicted");
        if (contradicted > 0)
        {
            yield return new GraphContradicted(contradicted);
        }

        foreach (var caveat in headline.Draft.Caveats)
        {
            yield return caveat;
        }
    }

    private IEnumerable<Finding> AboutArms(OverlapReport? overlap, List<BalanceRow>? balance)
    {
        var treatment = context.Data.Treatment;
        if (overlap is { Verdict: not "good" })
        {
            yield return new OverlapVerdict(treatment.Name, overlap.Verdict, headline.Estimate.Estimand ?? EffectEstimand.Ate, question.Trim);
        }

        if (overlap is { Clipped: > 0 })
        {
            yield return new PropensitiesMoved(overlap.Clipped, question.Clip);
        }

        if (trimming.Rows > 0)
        {
            yield return new RowsTrimmed(trimming.Rows, trimming.Share, question.Trim);
        }

        string[] unbalanced = [.. (balance ?? [])
            .Where(row => Math.Abs(row.After ?? 0) > BalanceReport.Tolerated)
            .Select(row => row.Level is null ? row.Variable : $"{row.Variable} ({row.Level})")];
        if (unbalanced.Length > 0)
        {
            yield return new CovariatesUnbalanced(unbalanced);
        }

        for (var arm = 0; arm < treatment.Levels.Length; arm++)
        {
            var count = treatment.Arms.Count(own => own == arm);
            if (count < SmallArm)
            {
                yield return new ArmIsSmall(treatment.Name, Levels.Text(treatment.Levels[arm]), count);
            }
        }
    }

    private IEnumerable<Finding> AboutModels()
    {
        if (plan.Strategy == EffectStrategy.Backdoor && context.Data.Treatment.HasArms && context.Propensity.IsSeparated)
        {
            yield return new TreatmentSeparated(context.Data.Treatment.Name, context.Propensity.Strongest.Text);
        }

        if (plan.Strategy == EffectStrategy.Instrument)
        {
            yield return new LinearityIdentifies(context.Data.Treatment.Name, context.Data.OutcomeName);
        }

        if (context.Data.Clusters.Length > 0 && context.Data.Clusters.Max() + 1 < FewClusters)
        {
            yield return new ClustersAreFew(context.Data.Clusters.Max() + 1);
        }

        if (runs.Exists(run => run.Spec.Se == StandardErrorKind.Classical && context.Data.Weights.Length > 0))
        {
            yield return new ClassicalNeedsNoWeights();
        }

        if (isFilled)
        {
            yield return new GapsFilled();
        }
    }

    private IEnumerable<Finding> AboutQuestion()
    {
        var treatment = context.Data.Treatment;
        if (!treatment.HasArms && Levels.Distinct(treatment.Values) is { Length: <= MostWholeValues } values
            && Array.TrueForAll(values, value => value == Math.Round(value)))
        {
            yield return new TreatmentHasFewValues(treatment.Name, values.Length);
        }

        if (question.OutcomeLevel is null && context.Data.Columns[question.Outcome] is { IsCategory: true, Levels: [_, var one] })
        {
            yield return new OutcomeCoded(question.Outcome, one);
        }
    }

    private static string Name(RefuterName name) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name.ToString());
}
