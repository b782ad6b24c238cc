using System.Collections.Immutable;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Numerics;
using Isl.Grains.Sensitivity.Assumptions;
using Isl.Grains.Words;
using Isl.Grains.Words.Sensitivity;

namespace Isl.Grains.Sensitivity;

/// <summary>Answers what a conclusion owes to its assumptions, part by part.</summary>
public static class SensitivityAnswer
{
    /// <summary>Answers a question.</summary>
    /// <param name="subject">Model and rows.</param>
    /// <param name="question">The question.</param>
    /// <param name="budget">Ends it.</param>
    /// <exception cref="InputException">An assumption is nothing of the model, or a column does not suit.</exception>
    public static SensitivityResult Compute(SensitivitySubject subject, SensitivityQuestion question, WorkBudget budget)
    {
        var parts = new List<SensitivityPart>();
        var result = new SensitivityResult { Completion = default, Explanation = null! };
        if (question.Assumptions is { } assumptions)
        {
            (result, var part) = AssumptionsAnswer.Of(subject.Model!, assumptions, question.Seed, budget);
            result = result with { Seed = question.Seed };
            parts.Add(part);
        }

        if (question.Confounding is { } confounding)
        {
            var report = ConfoundingAnswer.Of(confounding);
            result = result with { Confounding = report };
            parts.Add(new SensitivityPart(
                report.Statement,
                [new ComputedExactly()],
                new ConfoundingBasis(report.PartialR2 is not null, report.EValue is not null),
                [.. ConfoundingAnswer.Assumptions(confounding)],
                [],
                1));
        }

        if (question.Bounds is { } bounds)
        {
            var found = BoundsAnswer.Of(bounds, subject.Data!, budget);
            result = result with { Bounds = found, DatasetHash = subject.Data!.Hash() };
            parts.Add(new SensitivityPart(
                Wording.Paragraph(found.Select(one => one.Statement)),
                [new ComputedExactly()],
                new BoundsBasis([.. found.Select(one => one.Kind)]),
                [],
                [.. BoundsAnswer.Caveats(bounds, found)],
                1));
        }

        return result with
        {
            Completion = parts.Exists(part => part.IsCut) ? Completion.CutShort : Completion.Whole,
            Explanation = Explain(parts, result.Bounds ?? []),
        };
    }

    private static Explanation Explain(List<SensitivityPart> parts, ImmutableArray<BoundsReport> bounds) => new(
        Wording.Paragraph(parts.Select(part => part.Summary)),
        Wording.Paragraph(parts.SelectMany(part => part.Reasoning).Texts().Distinct()),
        Wording.Paragraph(parts.Select(part => part.Basis.Text)),
        [.. parts.SelectMany(part => part.Assumptions).Texts().Concat(bounds.SelectMany(one => one.Assumptions)).Distinct()],
        [.. parts.SelectMany(part => part.Caveats).Texts()],
        Math.Round(parts.Min(part => part.Confidence), 3));
}
