using System.Collections.Immutable;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Models;

namespace Isl.Grains.Counterfactuals;

/// <summary>Answers what a model's variables would be under an intervention.</summary>
internal static class CounterfactualAnswer
{
    /// <summary>Fewer effective draws than this are told in a caveat.</summary>
    private const double FewEffective = 100;

    private const double FewerFactor = 0.8;

    private static readonly (string Name, double Level)[] Levels =
    [
        ("p05", 0.05),
        ("p10", 0.1),
        ("p25", 0.25),
        ("p50", 0.5),
        ("p75", 0.75),
        ("p90", 0.9),
        ("p95", 0.95),
    ];

    /// <summary>The simulation that a question asks for.</summary>
    /// <param name="model">The model.</param>
    /// <param name="question">The question.</param>
    /// <param name="samples">Draws, perhaps fewer than asked for.</param>
    /// <param name="cancellation">Stops it.</param>
    public static SimulationTask Prepare(CompiledModel model, CounterfactualQuestion question, int samples, CancellationToken cancellation)
    {
        var affected = model.Affected([question.Intervention]);
        var outcome = question.Outcome ?? affected.LastOrDefault() ?? model.Order.LastOrDefault(model.IsEndogenous) ?? model.Order[^1];
        var plan = SimulationPlan.Compile(
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
            model);
        var sources = VarianceSources(plan, cancellation);
        return new SimulationTask(plan, (result, reason) => Build(question, plan, sources, result, reason));
    }

    private static CounterfactualResult Build(
        CounterfactualQuestion question, SimulationPlan plan, ImmutableArray<UncertaintySource> sources, SimulationResult result, string? reason)
    {
        var (model, name) = (plan.Model, plan.Spec.Outcome);
        var outcome = result.Outcome(0, name);
        var figures = new OrderedDictionary<string, VariableFigures>(StringComparer.Ordinal);
        foreach (var variable in result.Worlds[0])
        {
            figures[variable.Variable] = Describe(variable, question.ConfidenceLevel);
        }

        var own = figures[name];
        var summary = Summary(question, name, own);
        var confidence = Confidence(plan, result, outcome.Moments, reason is not null, out var how);
        return new CounterfactualResult
        {
            Intervention = InterventionAmount.Map(question.Intervention),
            Context = Figures.Map(question.Context.Select(value => (value.Variable, value.Value))),
            Outcome = name,
            Prediction = new Prediction(
                Figures.Map(figures.Select(pair => (pair.Key, pair.Value.Mean))),
                Figures.Map(figures.Select(pair => (pair.Key, pair.Value.Std))),
                summary,
                own.Mean,
                own.StandardError,
                own.ConfidenceInterval,
                own.Quantiles,
                Describe(outcome.Draws!.Histogram()),
                figures),
            ModelAssumptions = ModelWords.Assumptions(model, plan.Spec.Outputs),
            AssumedValues = Figures.Map(ModelWords.Assumed(model, [question.Intervention], question.Context)),
            Uncertainty = new OutcomeUncertainty(own.Std, sources),
            Evidence = question.Context.IsEmpty ? null : Describe(plan, result),
            Seed = question.Seed,
            Samples = (int)result.Samples,
            ModelHash = model.Model.Hash(),
            Completion = Completion.Of(reason),
            Explanation = new Explanation(
                summary,
                $"{Reasoning(plan, result, own, sources)} {how}",
                question.Context.IsEmpty
                    ? "Monte Carlo simulation of the structural model under do(·) (Pearl 2009, definition 7.1.2), with counter-based random streams."
                    : "Abduction, action, prediction (Pearl 2009, theorem 7.1.7) on the structural model, with counter-based random streams.",
                ModelWords.Assumptions(model, plan.Spec.Outputs),
                Caveats([question.Intervention], plan, result, reason),
                confidence),
        };
    }

    /// <summary>What limits a simulated answer.</summary>
    internal static ImmutableArray<string> Caveats(
        IReadOnlyList<Intervention> interventions,
        SimulationPlan plan,
        SimulationResult result,
        string? reason)
    {
        var caveats = new List<string>();
        if (reason is not null)
        {
            caveats.Add(
                $"Fewer draws than asked for answered, because {reason}; the standard errors are those of {Figures.Count(result.Samples)} draws.");
        }

        caveats.AddRange(ModelWords.AssumedValueCaveats(plan.Model, plan.Spec.Outputs, interventions, plan.Spec.Evidence));
        if (plan.IsWeighted && result.EffectiveSamples < FewEffective)
        {
            caveats.Add(
                $"The observed values are so unlikely that {Figures.Count(result.Samples)} draws are worth only {Figures.Text(result.EffectiveSamples)}; ask for more samples, or observe more of their causes.");
        }

        if (result.UndefinedShare > 0)
        {
            caveats.Add(
                $"{Figures.Percent(result.UndefinedShare)} of the draws were left out, because {string.Join(", ", result.Undefined.Take(5).Select(undefined => undefined.Variable))} had no finite value in them.");
        }

        foreach (var variable in plan.Model.UnusedNoise.Take(5))
        {
            caveats.Add($"{variable} has a noise_dist that its formula never uses; add noise to the formula.");
        }

        return [.. caveats];
    }

    private static VariableFigures Describe(VariablePrediction variable, decimal level)
    {
        var (moments, draws) = (variable.Moments, variable.Draws!);
        var quantiles = Levels.Select(named => (named.Name, Estimate: draws.Quantile(named.Level))).ToList();
        return new VariableFigures(
            Figures.Wire(moments.Mean),
            Figures.Wire(moments.StandardError),
            Figures.Wire(moments.Std),
            moments.StdStandardError is { } error ? Figures.Wire(error) : null,
            Central(draws, level),
            Figures.Map(quantiles.Select(quantile => (quantile.Name, quantile.Estimate.Value))),
            Figures.Map(quantiles.Select(quantile => (quantile.Name, quantile.Estimate.StandardError))));
    }

    /// <summary>The central interval of a distribution.</summary>
    internal static LevelInterval Central(SortedDraws draws, decimal level)
    {
        var tail = (double)(1 - level) / 2;
        return new LevelInterval(Figures.Wire(draws.Quantile(tail).Value), Figures.Wire(draws.Quantile(1 - tail).Value), level);
    }

    private static Histogram Describe(DrawHistogram histogram) =>
        new(
            [.. histogram.Edges.Select(Figures.Wire)],
            [.. histogram.Shares.Select(Figures.Wire)],
            Figures.Wire(histogram.Below),
            Figures.Wire(histogram.Above));

    private static EvidenceReport Describe(SimulationPlan plan, SimulationResult result) =>
        new(
            plan.IsWeighted ? "weighted" : "exact",
            Figures.Wire(result.EffectiveSamples),
            [
                .. plan.Evidence.Select(evidence => new ObservedEvidence(
                    evidence.Variable,
                    evidence.Use switch
                    {
                        EvidenceUse.Exact => "exact",
                        EvidenceUse.Implied => "implied",
                        EvidenceUse.Weighted => "weighted",
                        _ => "matched",
                    },
                    evidence.SolvedFor,
                    evidence.Value is { } value ? Figures.Wire(value) : null)),
            ]);

    private static ImmutableArray<UncertaintySource> VarianceSources(SimulationPlan plan, CancellationToken cancellation)
    {
        try
        {
            return
            [
                .. VarianceShares
                    .Of(plan.Spec, 0, cancellation, plan.Model)
                    .Select(share => new UncertaintySource(share.Factor, Figures.Wire(share.Share), Figures.Wire(share.StandardError))),
            ];
        }
        catch (InputException)
        {
            return []; // every input once more is too much for one program; the question itself may fit
        }
    }

    private static string Summary(CounterfactualQuestion question, string outcome, VariableFigures own)
    {
        var given = question.Context.IsEmpty
            ? ""
            : $", given {Figures.List([.. question.Context.Select(value => $"{value.Variable} = {Figures.Text(value.Value)}")])}";
        var case_ = question.Intervention.Changes.IsEmpty ? "Without an intervention" : $"Under {Figures.Describe(question.Intervention)}";
        var verb = question.Context.IsEmpty ? "has mean" : "would have mean";
        return own.Std == 0
            ? $"{case_}{given}, {outcome} {(question.Context.IsEmpty ? "is" : "would be")} {Figures.Text(own.Mean)}."
            : $"{case_}{given}, {outcome} {verb} {Figures.Text(own.Mean)} and standard deviation {Figures.Text(own.Std)}; {Figures.Percent((double)question.ConfidenceLevel)} of its distribution lies between {Figures.Text(own.ConfidenceInterval.Lower)} and {Figures.Text(own.ConfidenceInterval.Upper)}.";
    }

    private static string Reasoning(SimulationPlan plan, SimulationResult result, VariableFigures own, ImmutableArray<UncertaintySource> sources)
    {
        var drawn =
            own.Std == 0
                ? $"Nothing random reaches {plan.Spec.Outcome}, so its value is exact."
                : $"{Figures.Count(result.Samples)} draws of the exogenous quantities went through the equations; the mean of {plan.Spec.Outcome} has a Monte Carlo standard error of {Figures.Text(own.StandardError)}.";
        var evidence =
            plan.Evidence.IsEmpty ? ""
            : plan.IsWeighted
                ? $" The draws were weighted by the likelihood of the observed values and are worth {Figures.Text(result.EffectiveSamples)} unweighted ones."
            : $" The observed values settle {Figures.List([.. plan.Evidence.Select(item => item.SolvedFor is { } input && item.Value is { } value ? $"{input} = {Figures.Text(value)}" : $"{item.Variable}")])}.";
        var spread = sources.IsEmpty
            ? ""
            : $" The spread comes from {Figures.List([.. sources.Select(source => $"{source.Factor} ({Figures.Percent(source.Share)})")], 3)}.";
        return drawn + evidence + spread;
    }

    /// <summary>How far the figures can be trusted as figures of this model: Monte Carlo error, effective draws, assumed values.</summary>
    internal static double Confidence(SimulationPlan plan, SimulationResult result, MomentEstimate outcome, bool degraded, out string how)
    {
        var error = outcome.Std > 0 ? Math.Min(0.5, 2 * outcome.StandardError / outcome.Std) : 0;
        var effective = plan.IsWeighted ? Math.Min(1, result.EffectiveSamples / FewEffective) : 1;
        var bearing = ModelWords.Ancestors(plan.Model, plan.Spec.Outputs);
        var assumed = ModelWords
            .Assumed(plan.Model, plan.Spec.Worlds[..plan.Spec.Predicted], plan.Spec.Evidence)
            .Count(value => bearing.Contains(value.Name));
        var share = bearing.Count == 0 ? 0 : (double)assumed / bearing.Count;
        how = $"Confidence is 1 less twice the Monte Carlo error in standard deviations ({Figures.Text(error)})"
            + (effective < 1 ? $", times the share of 100 effective draws ({Figures.Text(effective)})" : "")
            + (assumed > 0 ? $", times the share of quantities that were not assumed ({Figures.Text(1 - share)})" : "")
            + (degraded ? $", times {Figures.Text(FewerFactor)} for fewer draws" : "")
            + "; it takes the model as given.";
        return Math.Round(Math.Clamp((1 - error) * effective * (1 - share) * (degraded ? FewerFactor : 1), 0, 1), 3);
    }
}
