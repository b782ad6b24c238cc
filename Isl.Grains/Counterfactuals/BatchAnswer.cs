using System.Collections.Immutable;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Counterfactuals;
using Isl.Grains.Words.Models;

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
    /// <param name="plans">Plans shared by the parts of a simulation.</param>
    /// <param name="cancellation">Stops it.</param>
    public static SimulationTask Prepare(
        CompiledModel model, ScenariosQuestion question, int samples, PlanShelf plans, CancellationToken cancellation)
    {
        var scenarios = question.Scenarios.Select(scenario => scenario.Intervention).ToImmutableArray();
        var reached = scenarios.SelectMany(scenario => Affected(model, scenario, cancellation)).ToHashSet(StringComparer.Ordinal);
        var outputs = model.Order.Where(reached.Contains).ToImmutableArray();
        var outcome = question.Outcome ?? outputs.LastOrDefault() ?? model.Order.LastOrDefault(model.IsEndogenous) ?? model.Order[^1];
        var (pairs, truncated) = ((IReadOnlyList<ScenarioPair>)[], false);
        if (question.AnalyzeInteractions)
        {
            pairs = ScenarioPairs.Find(model, scenarios, out truncated, cancellation);
            var most = Math.Max(1, PairBudget / Math.Max(1, model.Order.Where(model.IsEndogenous).Sum(name => model.FormulaOf(name).Nodes.Length)));
            truncated |= pairs.Count > most;
            pairs = [.. pairs.Take(most)];
        }

        var baseline = scenarios.Length;
        var plan = plans.Get(
            new SimulationSpec
            {
                Model = model.Model,
                Worlds = [.. scenarios, Intervention.None, .. pairs.Select(pair => pair.Combined)],
                Predicted = scenarios.Length,
                Ranked = scenarios.Length,
                Goal = question.Goal,
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
            model,
            cancellation);
        return new SimulationTask(plan, (result, completion) => Build(question, plan, new ExaminedPairs(pairs, truncated), result, completion));
    }

    private static ImmutableArray<string> Affected(CompiledModel model, Intervention scenario, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return model.Affected([scenario]);
    }

    private static ScenariosResult Build(
        ScenariosQuestion question, SimulationPlan plan, ExaminedPairs pairs, SimulationResult result, Completion completion)
    {
        var (model, outcome) = (plan.Model, plan.Spec.Outcome);
        var interventions = question.Scenarios.Select(scenario => scenario.Intervention).ToList();
        var order = Enumerable
            .Range(0, question.Scenarios.Length)
            .OrderByDescending(i => question.Goal.Score(WireNumber.Round(result.Outcomes[i].Mean)))
            .ToList();
        var comparison = ScenarioReport.Compare(question, result, order);
        var reliability = ReliabilityOf(plan, result, order[0]);
        var (confidence, basis) = SimulationTrust.Of(plan, result, result.Outcomes[order[0]], completion, reliability);
        ImmutableArray<string> assumptions = [.. ModelFindings.Assumptions(model, plan.Spec.Outputs).Texts()];
        return new ScenariosResult
        {
            Outcome = outcome,
            Scenarios = [.. question.Scenarios.Select((scenario, i) => Describe(scenario, question.ConfidenceLevel, plan, result, i))],
            Interactions = question.AnalyzeInteractions ? InteractionReport.Of(question, result, pairs, outcome) : null,
            OptimalScenario = question.Scenarios[order[0]].Id,
            Comparison = comparison,
            ModelAssumptions = assumptions,
            AssumedValues = WireNumber.Map(ModelFindings.Assumed(model, interventions, question.Context)),
            Seed = question.Seed,
            Samples = (int)result.Samples,
            ModelHash = model.Model.Hash(),
            Completion = completion,
            Explanation = new Explanation(
                Best(question, outcome, comparison, result.Outcomes[order[0]], reliability).Text,
                Wording.Paragraph(new SharedDraws(result.Samples).Text, basis.Text),
                new ComparisonBasis().Text,
                assumptions,
                [.. SimulationTrust.Caveats(interventions, plan, result, completion).Texts()],
                confidence),
        };
    }

    private static OutcomeReliability ReliabilityOf(SimulationPlan plan, SimulationResult result, int world) =>
        OutcomeReliability.Of(plan.IsFixed[plan.OutcomeOf(world)], result.Outcome(world, plan.Spec.Outcome).Draws);

    private static ScenarioPrediction Describe(Scenario scenario, decimal level, SimulationPlan plan, SimulationResult result, int world)
    {
        var outcome = plan.Spec.Outcome;
        var own = result.Outcome(world, outcome);
        var reliability = ReliabilityOf(plan, result, world);
        var idle = ModelFindings.Idle(plan.Model, scenario.Intervention, outcome);
        var text = new ScenarioPredicted(
            ScenarioReport.Name(scenario), scenario.Intervention, outcome, PredictionFigures.ForWords(own, level, reliability))
        {
            IsUnaffected = !idle.IsEmpty && idle.Length == scenario.Intervention.Changes.Length,
        };
        return new ScenarioPrediction(
            scenario.Id,
            scenario.Label,
            InterventionAmount.Map(scenario.Intervention),
            WireNumber.Map(result.Worlds[world].Select(variable => (variable.Variable, variable.Moments.Mean))),
            WireNumber.Map(result.Worlds[world].Select(variable => (variable.Variable, variable.Moments.Std))),
            text.Text,
            reliability.HasError ? WireNumber.Round(own.Moments.StandardError) : null,
            PredictionFigures.Central(PredictionFigures.DrawsOf(own), level));
    }

    private static BestScenario Best(
        ScenariosQuestion question, string outcome, ScenarioComparison comparison, MomentEstimate best, OutcomeReliability reliability)
    {
        var first = comparison.Ranking[0];
        var score = question.Goal.Score(first.Mean);
        var tied = comparison.Ranking.TakeWhile(place => question.Goal.Score(place.Mean) == score).Select(NameOf).ToImmutableArray();
        var next = comparison.Ranking.FirstOrDefault(place => question.Goal.Score(place.Mean) != score);
        return new BestScenario(
            tied,
            next is null ? null : NameOf(next),
            outcome,
            new Figure(best.Mean, reliability.HasError ? best.StandardError : best.Std),
            next is null ? 0 : WireNumber.Round(score - question.Goal.Score(next.Mean)),
            first.ProbabilityBest,
            question.Goal);

        string NameOf(ScenarioRank place) => ScenarioReport.Name(question.Scenarios.First(scenario => scenario.Id == place.ScenarioId));
    }
}
