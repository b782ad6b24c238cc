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

/// <summary>Answers which decisions, step by step, are best.</summary>
internal static class SequentialAnswer
{
    /// <summary>Whether plans must be searched for, which takes seconds; those of linear models a program finds in milliseconds.</summary>
    public static bool IsSearched(StructuralModel model, SequentialQuestion question)
    {
        try
        {
            var problem = ProblemReader.Read(model, [(question.Objective, "/objective")], question.Setting, CancellationToken.None);
            return LinearEngine.For(problem) is null;
        }
        catch (InputException)
        {
            return false; // which the computation tells
        }
    }

    /// <summary>Computes the answer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="question">The question.</param>
    /// <param name="shelf">Where distributions come from.</param>
    /// <param name="budget">Ends it with the best plan so far.</param>
    /// <exception cref="InputException">A name, a formula or a constraint is wrong, no plan meets all constraints, or the objective has no
    /// bound.</exception>
    public static SequentialResult Compute(
        StructuralModel model, string hash, SequentialQuestion question, DistributionShelf shelf, WorkBudget budget)
    {
        var problem = ProblemReader.Read(model, [(question.Objective, "/objective")], question.Setting, budget.Cancellation);
        var engine = Planner.EngineFor(problem, shelf, budget.Cancellation);
        var goal = PlanGoal.Alone(0, 1);
        var found = engine.Maximise(goal, budget) ?? throw NoBound.Infeasible(problem);
        var alternatives = Planner.Alternatives(problem, engine, found.Plan, budget);
        var (evpi, information) = InformationWorth.Of(problem, [found.Plan, .. alternatives], shelf, budget);
        var reacting = budget.IsSpent ? null : engine.Reacting(found.Plan, budget);
        return Build(hash, question, problem, engine, found, alternatives, (evpi, information), reacting, reason: null, budget);
    }

    /// <summary>The best of plans that move straight to a level and stay there: found without a solver.</summary>
    public static SequentialResult Simpler(
        StructuralModel model, string hash, SequentialQuestion question, DistributionShelf shelf, string reason, CancellationToken cancellation)
    {
        var problem = ProblemReader.Read(model, [(question.Objective, "/objective")], question.Setting, cancellation);
        var engine = new StraightEngine(problem, shelf, cancellation);
        var budget = WorkBudget.Until(cancellation);
        var found = engine.Maximise(PlanGoal.Alone(0, 1), budget) ?? throw NoBound.Infeasible(problem);
        return Build(hash, question, problem, engine, found, [], (0, []), null, reason, budget);
    }

    private static SequentialResult Build(
        string hash,
        SequentialQuestion question,
        PlanProblem problem,
        IPlanEngine engine,
        PlanFound found,
        ImmutableArray<double[]> alternatives,
        (double Evpi, ImmutableArray<InformationValue> Values) information,
        ClosedLoopValue? reacting,
        string? reason,
        WorkBudget budget)
    {
        var report = PlanReport.Of(problem, engine, found, PlanGoal.Alone(0, 1), budget);
        var completion = Completion.Of(reason ?? (found.IsStopped ? new SearchCutShort().Text : null), found.IsStopped);
        var steps = PlanReport.Steps(problem, found.Plan, report.Values, [1]);
        var total = steps.Sum(step => step.Utility);
        var summary = new PlanFoundBest(
            question.Objective, problem.Horizon, new Figure(total, report.StandardError), PlanWords.Path(problem, found.Plan)).Text;
        return new SequentialResult
        {
            Objective = problem.Objectives[0],
            OptimalSequence = steps,
            TotalUtility = WireNumber.Round(total),
            ConvergenceAchieved = report.HasConverged,
            AlternativeSequences =
                [.. alternatives.Select(plan => PlanReport.Steps(problem, plan, engine.Evaluate(plan, budget), [1]))],
            UpperBound = report.UpperBound,
            OptimalityGap = report.Gap,
            StandardError = WireNumber.Round(report.StandardError),
            Policy = PlanPolicy.OpenLoop,
            Method = engine.Method,
            Binding = report.Binding,
            Ignored = problem.Ignored,
            AssumedValues = WireNumber.Map(problem.Assumed.Select(value => (value.Variable, value.Value))),
            Seed = problem.Setting.Seed,
            ModelHash = hash,
            ValueOfInformation = information.Values,
            Evpi = information.Evpi,
            ClosedLoop = reacting,
            Completion = completion,
            Explanation = new Explanation(
                summary,
                Wording.Paragraph(report.Reasoning(problem, engine, [question.Objective])
                    .Append(InformationFinding.Of(information.Evpi, information.Values))
                    .Texts()),
                new PlanBasis(engine.Method).Text,
                [.. PlanWords.Assumptions(problem).Texts()],
                [.. PlanWords.Caveats(problem, report, completion, reacting).Texts()],
                report.Confidence(completion)),
        };
    }
}
