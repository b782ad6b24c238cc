using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Id;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Transport;
using Isl.Grains.Numerics;

namespace Isl.Grains.Transport;

/// <summary>Answers whether an effect can be carried from one population to another.</summary>
public static class TransportAnswer
{
    /// <summary>Answers a question.</summary>
    /// <param name="graph">The graphs of both populations together.</param>
    /// <param name="question">The question.</param>
    /// <param name="rows">Rows of the populations, where they were sent.</param>
    /// <param name="budget">When spent, it leaves out suggestions; when cancelled, it throws.</param>
    /// <exception cref="InputException">A name is not a node, or the treatment is the outcome.</exception>
    public static TransportResult Compute(CausalGraph graph, TransportQuestion question, TransportRows? rows, WorkBudget budget) =>
        Compute(graph, question, rows, budget, reason: null);

    /// <summary>The decision alone, with its proof or the way there, without a formula, an estimate and suggestions.</summary>
    /// <param name="graph">The graphs of both populations together.</param>
    /// <param name="question">The question.</param>
    /// <param name="reason">Why the whole answer was not given.</param>
    /// <param name="cancellation">Stops it.</param>
    public static TransportResult Decide(CausalGraph graph, TransportQuestion question, string reason, CancellationToken cancellation) =>
        Compute(graph, question, null, WorkBudget.Until(cancellation), reason);

    private static TransportResult Compute(CausalGraph graph, TransportQuestion question, TransportRows? rows, WorkBudget budget, string? reason)
    {
        Check(graph, question);
        var diagram = new SelectionDiagram(graph, question);
        var effect = TransportSearch.Run(diagram, withFormula: reason is null, budget.Cancellation);
        var tolerated = TransportSearch.Tolerated(diagram, budget.Cancellation);
        var chosen = effect.IsComplete ? effect.Choose() : [];
        var estimand = effect.IsComplete && reason is null ? TransportFormula.Of(diagram, effect, chosen) : null;
        var adapted = chosen.Any(one => one.From.IsTarget);
        var changes = effect.IsComplete || reason is not null ? [] : TransportSuggestions.Find(diagram, effect, budget);
        var estimate = estimand is null || rows is null ? null : TransportEstimation.Of(question, estimand, rows);
        var words = new TransportWords(diagram, effect, chosen, tolerated, estimate, reason);
        return new TransportResult
        {
            Completion = Completion.Of(reason, !effect.IsComplete && budget.IsSpent),
            Transportable = effect.IsComplete,
            Method = !effect.IsComplete ? null : !adapted ? "direct" : chosen.All(one => one.From.IsTarget) ? "target_only" : "selection_diagram",
            Formula = estimand is null ? null : $"{words.Effect} = {EstimandText.Format(estimand, [question.Treatment])}",
            Estimand = estimand,
            ValidityConditions = words.Conditions,
            AdaptationRequired = adapted,
            Suggestions = [.. changes.Select(change => change.Advice.Text)],
            RequiredAssumptions = words.Assumptions,
            Robustness = words.Robustness,
            Reason = words.Reason?.Text,
            Confidence = words.ConfidenceInWords,
            SelectionNodes = question.Selection,
            SHedge = effect.IsComplete ? null : Hedge(diagram, effect),
            Tolerates = [.. tolerated.Select(diagram.Names)],
            Estimate = estimate?.Figures,
            Explanation = words.Explain(),
        };
    }

    private static SelectionHedge Hedge(SelectionDiagram diagram, Decomposition effect)
    {
        var root = effect.Districts.First(district => !district.IsIdentified);
        return new SelectionHedge(
            diagram.Names(root.Set),
            [
                .. root.Options.Select(option => new TransportObstacle(
                    option.From.Domain,
                    diagram.Names(option.From.Experiment),
                    Kind(option.Obstacle),
                    diagram.Names(option.Nodes))),
            ]);
    }

    private static string Kind(ObstacleKind kind) => kind switch
    {
        ObstacleKind.Selection => "selection",
        ObstacleKind.Unmeasured => "unmeasured",
        ObstacleKind.Experiment => "experiment",
        _ => "hedge",
    };

    private static void Check(CausalGraph graph, TransportQuestion question)
    {
        var names = new QueryNodes(graph);
        names.Take([question.Treatment], "treatment", mayBeLatent: true);
        names.Take([question.Outcome], "outcome", mayBeLatent: true);
        names.ThrowIfAny();
    }
}
