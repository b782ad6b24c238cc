using System.Collections.Immutable;
using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Reports;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects.Refuters;

/// <summary>Runs refuters and tells what they found.</summary>
internal static class RefuterReports
{
    /// <summary>The reports of those asked for; of the usual ones those that apply.</summary>
    /// <param name="context">The question.</param>
    /// <param name="question">Which are asked for.</param>
    /// <param name="spec">The headline's estimator.</param>
    /// <param name="controls">Negative controls.</param>
    public static (ImmutableArray<RefuterReport> Reports, bool IsCutShort) Of(
        EstimationContext context, EffectQuestion question, EstimatorSpec spec, List<NegativeControl> controls)
    {
        var asked = question.Refuters ?? RefuterTable.Default;
        if (asked.IsEmpty)
        {
            return ([], false);
        }

        var refuter = new RefuterBase(context, question, spec, controls);
        var reports = ImmutableArray.CreateBuilder<RefuterReport>();
        var isCut = false;
        foreach (var row in RefuterTable.All.Where(row => asked.Contains(row.Name)))
        {
            context.Budget.Progress?.Tell(ProgressStage.Refuters, reports.Count, asked.Length);
            var applies = row.Applies(refuter) && double.IsFinite(refuter.StandardError) && refuter.StandardError > 0;
            if (!applies && question.Refuters is null)
            {
                continue;
            }

            var outcome = applies && !context.Budget.IsSpent ? row.Run(refuter) : RefuterOutcome.NotRun;
            isCut |= applies && outcome == RefuterOutcome.NotRun && context.Budget.IsSpent;
            reports.Add(Report(row, outcome, applies, refuter.IsPart));
        }

        return (reports.ToImmutable(), isCut);
    }

    private static RefuterReport Report(RefuterRow row, RefuterOutcome outcome, bool applies, bool isPart)
    {
        var verdict = outcome == RefuterOutcome.NotRun ? "not_run" : outcome.Passed ? "passed" : "failed";
        var words = new RefuterWords(row.Name, verdict, applies, outcome.Value, outcome.Tolerance, isPart);
        return new RefuterReport
        {
            Name = row.Name,
            Verdict = verdict,
            Value = Finite.Of(outcome.Value),
            Expected = Finite.Of(outcome.Expected),
            Tolerance = Finite.Of(outcome.Tolerance),
            Draws = outcome.Draws,
            FalseAlarmRate = row.FalseAlarmRate,
            Statement = words.Text,
            IfItFails = words.IfItFails,
            CannotDetect = words.CannotDetect,
        };
    }
}
