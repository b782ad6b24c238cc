using System.Collections.Immutable;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Models;

namespace Isl.Grains.Counterfactuals;

/// <summary>Answers how several interventions compare on the same draws.</summary>
internal static class BatchAnswer
{
    /// <summary>Formula operations that the combined worlds of pairs may add to the simulation.</summary>
    private const int PairBudget = 100_000;

    /// <summary>The simulation that a question asks for: every scenario, the model as it is, and every pair combined.</summary>
    /// <param name="model">The model.</param>
    /// <param name="question">The question.</param>
    /// <param name="samples">Draws, perhaps fewer than asked for.</param>
    public static SimulationTask Prepare(CompiledModel model, ScenariosQuestion question, int samples)
    {
        var scenarios = question.Scenarios.Select(scenario => scenario.Intervention).ToImmutableArray();
        var reached = scenarios.SelectMany(scenario => model.Affected([scenario])).ToHashSet(StringComparer.Ordinal);
        var outputs = model.Order.Where(reached.Contains).ToImmutableArray();
        var outcome = question.Outcome ?? outputs.LastOrDefault() ?? model.Order.LastOrDefault(model.IsEndogenous) ?? model.Order[^1];
        var (pairs, truncated) = ((IReadOnlyList<ScenarioPair>)[], false);
        if (question.AnalyzeInteractions)
        {
            pairs = ScenarioPairs.Find(model, scenarios, out truncated);
            var most = Math.Max(1, PairBudget / Math.Max(1, model.Order.Where(model.IsEndogenous).Sum(name => model.FormulaOf(name).Nodes.Length)));
            truncated |= pairs.Count > most;
            pairs = [.. pairs.Take(most)];
        }

        var baseline = scenarios.Length;
        var plan = SimulationPlan.Compile(
            new SimulationSpec
            {
                Model = model.Model,
                Worlds = [.. scenarios, Intervention.None, .. pairs.Select(pair => pair.Combined)],
                Predicted = scenarios.Length,
                Ranked = scenarios.Length,
                Outcome = outcome,
                Outputs = outputs.Contains(outcome) ? outputs : outputs.Add(outcome),
                Evidence = question.Context,
                Contrasts =
                [
                    .. scenarios.Select((_, i) => new Contrast([new(i, 1), new(baseline, -1)])),
                    .. pairs.Select(
                        (pair, i) =>
                            new Contrast([
                                new(baseline + 1 + i, 1),
                                new(pair.First, -1),
                                new(pair.Second, -1),
                                new(pair.Reference < 0 ? baseline : pair.Reference, 1),
                            ])),
                ],
                Samples = samples,
                Seed = unchecked((ulong)question.Seed),
            },
            model);
        return new SimulationTask(plan, (result, reason) => Build(question, plan, pairs, truncated, result, reason));
    }

    private static ScenariosResult Build(
        ScenariosQuestion question, SimulationPlan plan, IReadOnlyList<ScenarioPair> pairs, bool truncated, SimulationResult result, string? reason)
    {
        var (model, outcome) = (plan.Model, plan.Spec.Outcome);
        var interventions = question.Scenarios.Select(scenario => scenario.Intervention).ToList();
        var order = Enumerable.Range(0, question.Scenarios.Length).OrderByDescending(i => Figures.Wire(result.Outcomes[i].Mean)).ToList();
        var comparison = ScenarioReport.Compare(question, result, order);
        var interactions = question.AnalyzeInteractions ? ScenarioReport.Interactions(question, result, pairs, truncated) : null;
        var best = question.Scenarios[order[0]];
        var confidence = CounterfactualAnswer.Confidence(plan, result, result.Outcomes[order[0]], reason is not null, out var how);
        return new ScenariosResult
        {
            Outcome = outcome,
            Scenarios = [.. question.Scenarios.Select((scenario, i) => Describe(scenario, question.ConfidenceLevel, outcome, result, i))],
            Interactions = interactions,
            OptimalScenario = best.Id,
            Comparison = comparison,
            ModelAssumptions = ModelWords.Assumptions(model, plan.Spec.Outputs),
            AssumedValues = Figures.Map(ModelWords.Assumed(model, interventions, question.Context)),
            Seed = question.Seed,
            Samples = (int)result.Samples,
            ModelHash = model.Model.Hash(),
            Completion = Completion.Of(reason),
            Explanation = new Explanation(
                Summary(question, outcome, comparison),
                $"{Figures.Count(result.Samples)} draws of the exogenous quantities went through the equations, the same ones in every scenario, so that differences between scenarios hold no noise that they share. {how}",
                "Monte Carlo simulation of the structural model under do(·) (Pearl 2009, definition 7.1.2) with common random numbers; interactions are differences in differences with intervals that hold together (Bonferroni).",
                ModelWords.Assumptions(model, plan.Spec.Outputs),
                CounterfactualAnswer.Caveats(interventions, plan, result, reason),
                confidence),
        };
    }

    private static ScenarioPrediction Describe(Scenario scenario, decimal level, string outcome, SimulationResult result, int world)
    {
        var own = result.Outcome(world, outcome);
        var interval = CounterfactualAnswer.Central(own.Draws!, level);
        return new ScenarioPrediction(
            scenario.Id,
            scenario.Label,
            InterventionAmount.Map(scenario.Intervention),
            Figures.Map(result.Worlds[world].Select(variable => (variable.Variable, variable.Moments.Mean))),
            Figures.Map(result.Worlds[world].Select(variable => (variable.Variable, variable.Moments.Std))),
            $"{ScenarioReport.Name(scenario)} ({Figures.Describe(scenario.Intervention)}): {outcome} has mean {Figures.Text(own.Moments.Mean)} and standard deviation {Figures.Text(own.Moments.Std)}; {Figures.Percent((double)level)} lies between {Figures.Text(interval.Lower)} and {Figures.Text(interval.Upper)}.",
            Figures.Wire(own.Moments.StandardError),
            interval);
    }

    private static string Summary(ScenariosQuestion question, string outcome, ScenarioComparison comparison)
    {
        var (first, second) = (comparison.Ranking[0], comparison.Ranking[1]);
        var name = ScenarioReport.Name(question.Scenarios.First(scenario => scenario.Id == first.ScenarioId));
        return first.Mean == second.Mean
            ? $"{name} and {second.ScenarioId} share the highest mean of {outcome}, {Figures.Text(first.Mean)}."
            : $"{name} has the highest mean of {outcome}, {Figures.Text(first.Mean)}: {Figures.Text(first.Mean - second.Mean)} above {second.ScenarioId}, and it is the best in {Figures.Percent(first.ProbabilityBest)} of the draws.";
    }
}
