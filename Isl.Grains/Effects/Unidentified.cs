using Isl.Grains.Effects.Planning;
using Isl.Grains.Effects.Reports;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Effects.Sensitivity;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Numerics;

namespace Isl.Grains.Effects;

/// <summary>The answer where nothing identifies the effect: no number is invented, but bounds and a way forward are given.</summary>
internal static class Unidentified
{
    /// <summary>Writes it.</summary>
    public static EffectResult Answer(ColumnCatalog catalog, string hash, EffectQuestion question, EffectPlan plan, long seed, WorkBudget budget)
    {
        var sample = SampleBuilder.Build(catalog, question, [], [], ResponseTypeBounds.Nodes(catalog, question.Graph), seed);
        var contrast = TreatmentContrasts.Of(sample.Data.Treatment, question);
        var bounds = BoundsAnalysis.Of(sample.Data, contrast, plan, question.Graph, budget);
        return new EffectResult
        {
            Completion = Completion.Whole,
            Effect = null,
            Estimates = [],
            Identification = IdentificationReport.Of(plan),
            Sample = SampleReport.Of(catalog, question, sample.Data, sample.Dropped, contrast),
            Bounds = bounds,
            Implications = plan.Result.TestableImplications ?? [],
            Refuters = [],
            Suggestions = plan.Result.Suggestions,
            DatasetHash = hash,
            DagHash = plan.Result.DagHash,
            Seed = seed,
            Explanation = EffectExplanation.OfUnidentified(plan, question, hasBounds: bounds is not null),
        };
    }
}
