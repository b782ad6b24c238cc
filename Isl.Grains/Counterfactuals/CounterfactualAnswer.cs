using System.Collections.Immutable;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Counterfactuals;

namespace Isl.Grains.Counterfactuals;

/// <summary>Answers what a model's variables would be under an intervention.</summary>
internal static class CounterfactualAnswer
{
    /// <summary>The simulation that a question asks for.</summary>
    /// <param name="model">The model.</param>
    /// <param name="question">The question.</param>
    /// <param name="samples">Draws, perhaps fewer than asked for.</param>
    /// <param name="plans">Plans shared by the parts of a simulation.</param>
    /// <param name="cancellation">Stops it.</param>
    public static SimulationTask Prepare(
        CompiledModel model, CounterfactualQuestion question, int samples, PlanShelf plans, CancellationToken cancellation)
    {
        var affected = model.Affected([question.Intervention]);
        var outcome = question.Outcome ?? affected.LastOrDefault() ?? model.Order.LastOrDefault(model.IsEndogenous) ?? model.Order[^1];
        var plan = plans.Get(
            new SimulationSpec
            {
                Model = model.Model,
                Worlds = [question.Intervention],
                Predicted = 1,
                Outcome = outcome,
                Outputs = affected.Contains(outcome) ? affected : affected.Add(outcome),
                Evidence = question.Context,
                Samples = samples,
                Seed = unchecked((ulong)question.Seed),
            },
            model,
            cancellation);
        var sources = VarianceSources(plan, plans, cancellation);
        return new SimulationTask(plan, (result, completion) => Build(question, plan, sources, result, completion));
    }

    private static CounterfactualResult Build(
        CounterfactualQuestion question,
        SimulationPlan plan,
        ImmutableArray<UncertaintySource> sources,
        SimulationResult result,
        Completion completion)
    {
        var (model, name) = (plan.Model, plan.Spec.Outcome);
        var outcome = result.Outcome(0, name);
        var figures = new OrderedDictionary<string, VariableFigures>(StringComparer.Ordinal);
        foreach (var variable in result.Worlds[0])
        {
            figures[variable.Variable] = PredictionFigures.Of(variable, question.ConfidenceLevel);
        }

        var own = figures[name];
        var reliability = OutcomeReliability.Of(plan.IsFixed[plan.OutcomeOf(0)], outcome.Draws);
        var quoted = PredictionFigures.ForWords(outcome, question.ConfidenceLevel, reliability);
        var idle = ModelFindings.Idle(model, question.Intervention, name);
        var isUnaffected = !idle.IsEmpty && idle.Length == question.Intervention.Changes.Length;
        var summary = new OutcomePredicted(question.Intervention, question.Context, name, quoted) { IsUnaffected = isUnaffected }.Text;
        var (confidence, basis) = SimulationTrust.Of(plan, result, outcome.Moments, completion, reliability);
        var idleFinding = idle.IsEmpty || isUnaffected ? Enumerable.Empty<Finding>() : [new IdleChanges(idle, name)];
        ImmutableArray<string> assumptions = [.. ModelFindings.Assumptions(model, plan.Spec.Outputs).Texts()];
        return new CounterfactualResult
        {
            Intervention = InterventionAmount.Map(question.Intervention),
            Context = WireNumber.Map(question.Context.Select(value => (value.Variable, value.Value))),
            Outcome = name,
            Prediction = new Prediction(
                WireNumber.Map(figures.Select(pair => (pair.Key, pair.Value.Mean))),
                WireNumber.Map(figures.Select(pair => (pair.Key, pair.Value.Std))),
                summary,
                own.Mean,
                own.StandardError,
                own.ConfidenceInterval,
                own.Quantiles,
                PredictionFigures.Of(PredictionFigures.DrawsOf(outcome).Histogram()),
                figures),
            ModelAssumptions = assumptions,
            AssumedValues = WireNumber.Map(ModelFindings.Assumed(model, [question.Intervention], question.Context)),
            Uncertainty = new OutcomeUncertainty(own.Std, sources),
            Evidence = question.Context.IsEmpty ? null : EvidenceFindings.Report(plan, result),
            Seed = question.Seed,
            Samples = (int)result.Samples,
            ModelHash = model.Model.Hash(),
            Completion = completion,
            Explanation = new Explanation(
                summary,
                Wording.Paragraph(Reasoning(plan, result, quoted, reliability, sources).Append(basis).Texts()),
                new PredictionBasis(Observed: !question.Context.IsEmpty).Text,
                assumptions,
                [.. SimulationTrust.Caveats([question.Intervention], plan, result, completion).Concat(idleFinding).Texts()],
                confidence),
        };
    }

    private static ImmutableArray<UncertaintySource> VarianceSources(SimulationPlan plan, PlanShelf plans, CancellationToken cancellation)
    {
        try
        {
            return
            [
                .. VarianceShares
                    .Of(plan.Spec, 0, cancellation, plan.Model, plans.Distributions)
                    .Select(share => new UncertaintySource(
                        share.Factor,
                        WireNumber.Round(share.Share),
                        WireNumber.Round(share.StandardError),
                        WireNumber.Round(share.TotalShare),
                        WireNumber.Round(share.TotalStandardError))),
            ];
        }
        catch (InputException)
        {
            return []; // every input once more is too much for one program; the question itself may fit
        }
    }

    private static IEnumerable<Finding> Reasoning(
        SimulationPlan plan,
        SimulationResult result,
        OutcomeFigures own,
        OutcomeReliability reliability,
        ImmutableArray<UncertaintySource> sources)
    {
        yield return own.IsFixed ? new NothingRandom(plan.Spec.Outcome)
            : own.IsConstant ? new NeverVaried(plan.Spec.Outcome, result.Samples)
            : new DrawsMade(result.Samples, plan.Spec.Outcome, reliability.HasError ? own.Mean.Error : null);
        if (EvidenceFindings.Use(plan, result) is { } evidence)
        {
            yield return evidence;
        }

        if (!sources.IsEmpty)
        {
            yield return new SpreadSources(sources);
        }
    }
}
