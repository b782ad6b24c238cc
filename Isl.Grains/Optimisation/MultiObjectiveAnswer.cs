using System.Collections.Immutable;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Models;
using Isl.Grains.Words.Optimisation;

namespace Isl.Grains.Optimisation;

/// <summary>Answers which decisions are best by several objectives at once: one plan by weights, or the front.</summary>
internal sealed class MultiObjectiveAnswer
{
    private readonly MultiObjectiveQuestion _question;
    private readonly string _hash;
    private readonly PlanProblem _problem;
    private readonly IPlanEngine _engine;
    private readonly ParetoFront _front;
    private readonly WorkBudget _budget;

    private MultiObjectiveAnswer(
        StructuralModel model, string hash, MultiObjectiveQuestion question, DistributionShelf shelf, WorkBudget budget, bool simpler)
    {
        (_question, _hash, _budget) = (question, hash, budget);
        _problem = ProblemReader.Read(
            model, [.. question.Objectives.Select((objective, i) => (objective, $"/objectives/{i}"))], question.Setting, budget.Cancellation);
        _engine = simpler
            ? new StraightEngine(_problem, shelf, budget.Cancellation)
            : Planner.EngineFor(_problem, shelf, budget.Cancellation);
        _front = ParetoFront.Ends(_engine, question.Objectives.Length, budget) ?? throw NoBound.Infeasible(_problem);
    }

    /// <summary>Computes the answer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="question">The question.</param>
    /// <param name="shelf">Where distributions come from.</param>
    /// <param name="budget">Ends it with the best so far.</param>
    /// <param name="reason">Why a simpler method answers; null where none does.</param>
    /// <exception cref="InputException">A name, a formula or a constraint is wrong, no plan meets all constraints, or an objective has no
    /// bound.</exception>
    public static AnalysisResult Compute(
        StructuralModel model, string hash, MultiObjectiveQuestion question, DistributionShelf shelf, WorkBudget budget, string? reason = null)
    {
        var answer = new MultiObjectiveAnswer(model, hash, question, shelf, budget, reason is not null);
        return question.Front ? answer.WholeFront(reason) : answer.ByWeights(reason);
    }

    private ParetoFrontResult WholeFront(string? reason)
    {
        var (points, contributions) = _front.Sweep(_budget).Thin(_question.MaxPoints);
        var completion = Completion.Of(reason ?? (_front.IsStopped ? new SearchCutShort().Text : null), _front.IsStopped);
        double[] equal = [.. Enumerable.Range(0, _question.Objectives.Length).Select(i => 1.0 / _question.Objectives.Length / Scale(i))];
        var results = points.Select((point, i) => Build(
            point,
            equal,
            _front.WeightsOf(point, _budget),
            contributions[i],
            new PlanOnFront(i + 1, points.Length, [.. Named(point)]),
            completion)).ToImmutableArray();
        return new ParetoFrontResult { Points = results, Completion = completion, Explanation = results[0].Explanation };
    }

    private MultiObjectiveResult ByWeights(string? reason)
    {
        var sum = _question.Weights.Sum();
        double[] weights = [.. _question.Weights.Select((weight, i) => weight / sum / Scale(i))];
        var point = _front.ByWeights(weights, _budget) ?? throw NoBound.Infeasible(_problem);
        var completion = Completion.Of(reason ?? (point.Found.IsStopped ? new SearchCutShort().Text : null), point.Found.IsStopped);
        return Build(
            point,
            weights,
            [.. _question.Weights.Select(weight => WireNumber.Round(weight / sum))],
            null,
            new PlanByWeights([.. Named(point)], [.. _question.Weights.Select(weight => weight / sum)], _question.Scaled),
            completion);
    }

    private MultiObjectiveResult Build(
        FrontPoint point, double[] weights, ImmutableArray<double>? supporting, double? contribution, Finding summary, Completion completion)
    {
        var goal = new PlanGoal([.. weights], PlanGoal.NoFloors(weights.Length));
        var value = goal.Of(point.Totals);

        // A plan of the front is the best of its kind, not the best by equal weights: those only make plans comparable.
        var bound = contribution is null ? Math.Max(value, point.Found.Bound) : value;
        var report = PlanReport.Of(_problem, _engine, point.Found with { Value = value, Bound = bound }, goal, _budget);
        var steps = PlanReport.Steps(_problem, point.Found.Plan, report.Values, weights);
        var totals = report.Values.Totals;
        return new MultiObjectiveResult
        {
            OptimalSequence = steps,
            TotalUtility = WireNumber.Round(steps.Sum(step => step.Utility)),
            ConvergenceAchieved = report.HasConverged && (_engine.IsExact || contribution is null
                || point.Found.Bound - point.Found.Value <= 1e-3 * Math.Abs(point.Found.Bound)),
            AlternativeSequences = Alternatives(point, weights),
            UpperBound = contribution is null ? report.UpperBound : null,
            OptimalityGap = contribution is null ? report.Gap : null,
            StandardError = WireNumber.Round(report.StandardError),
            Policy = PlanPolicy.OpenLoop,
            Method = _engine.Method,
            Binding = report.Binding,
            Ignored = _problem.Ignored,
            AssumedValues = WireNumber.Map(_problem.Assumed.Select(one => (one.Variable, one.Value))),
            Seed = _problem.Setting.Seed,
            ModelHash = _hash,
            ObjectiveValues = WireNumber.Map(_problem.Objectives.Select((name, i) => (name, totals[i]))),
            Scales = Scales(),
            Weights = supporting,
            HypervolumeContribution = contribution is { } share ? WireNumber.Round(share) : null,
            Completion = completion,
            Explanation = new Explanation(
                summary.Text,
                Wording.Paragraph(report.Reasoning(_problem, _engine, _question.Objectives).Append(new FrontSpan([.. Spans()])).Texts()),
                Wording.Paragraph(new PlanBasis(_engine.Method).Text, new FrontBasis(_question.Front).Text),
                [.. PlanWords.Assumptions(_problem).Texts()],
                [.. PlanWords.Caveats(_problem, report, completion).Texts()],
                report.Confidence(completion)),
        };
    }

    private ImmutableArray<ImmutableArray<PlanStep>> Alternatives(FrontPoint point, double[] weights) => _question.Front
        ? []
        :
        [
            .. _front.Points
                .Where(other => !other.Found.Plan.AsSpan().SequenceEqual(point.Found.Plan))
                .Take(3)
                .Select(other => (other.Found.Plan, Values: _engine.Evaluate(other.Found.Plan, _budget)))
                .Where(other => other.Values.Totals.All(double.IsFinite))
                .Select(other => PlanReport.Steps(_problem, other.Plan, other.Values, weights)),
        ];

    private double Scale(int objective) => _question.Scaled ? _front.Range(objective) : 1;

    private Dictionary<string, ObjectiveScale> Scales()
    {
        var scales = new Dictionary<string, ObjectiveScale>(StringComparer.Ordinal);
        for (var i = 0; i < _problem.Objectives.Length; i++)
        {
            scales[_problem.Objectives[i]] = new ObjectiveScale(
                WireNumber.Round(_front.Ideal[i]), WireNumber.Round(_front.Nadir[i]), _question.Scaled ? "range" : "none");
        }

        return scales;
    }

    private IEnumerable<(string Name, Figure Value)> Named(FrontPoint point) => _problem.Objectives.Select((name, i) => (name,
        new Figure(point.Totals[i])));

    private IEnumerable<(string Name, double Nadir, double Ideal)> Spans() =>
        _problem.Objectives.Select((name, i) => (name, _front.Nadir[i], _front.Ideal[i]));
}
