using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;

namespace Isl.Grains.Experiments;

/// <summary>Answers which experiment should be made next.</summary>
public static class ExperimentAnswer
{
    private const int MostExact = 160;
    private const int MostHits = 6;

    /// <summary>Answers a question.</summary>
    /// <param name="model">The model, with the beliefs as distributions of its parameters.</param>
    /// <param name="question">The question.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">A name is unknown, a formula cannot be read, or an outcome is not finite.</exception>
    public static ExperimentResult Compute(StructuralModel model, ExperimentQuestion question, CancellationToken cancellation) =>
        Compute(model, question, reason: null, cancellation);

    /// <summary>The same; with a reason, from few draws.</summary>
    /// <param name="model">The model.</param>
    /// <param name="question">The question.</param>
    /// <param name="reason">Why the whole answer was not given; null for the whole answer.</param>
    /// <param name="cancellation">Stops it.</param>
    public static ExperimentResult Compute(StructuralModel model, ExperimentQuestion question, string? reason, CancellationToken cancellation) =>
        SimulationPlan.Guarded(() => Compute(CompiledModel.Compile(model, default, cancellation), question, reason, cancellation));

    private static ExperimentResult Compute(
        CompiledModel model, ExperimentQuestion question, string? reason, CancellationToken cancellation)
    {
        Check(model, question);
        var world = new ExperimentWorld(model, question, cancellation);
        var sizes = DrawSizes.For(model.Nodes, question.History.Length, isLeast: reason is not null);
        var sets = question.Candidates.IsEmpty ? ExperimentGraph.Sets(model, question) : null;
        List<PlannedExperiment> list = sets is null ? [.. question.Candidates]
            : CandidateList.Grid(question, sets, model.Nodes > 2000 ? sizes.Candidates : MostExact);
        model.CheckSize(list.Count + question.History.Length, "/constraints/feasible_interventions");
        IBeliefs? beliefs = reason is null ? GaussianBeliefs.TryOf(world, question, list) : null;
        if (beliefs is null)
        {
            list = sets is null ? [.. list.Take(sizes.Candidates * 4)] : CandidateList.Grid(question, sets, sizes.Candidates);
            beliefs = new DrawnBeliefs(world, question, sizes);
        }

        if (sets is not null)
        {
            list.AddRange(Between(question, beliefs, list));
        }

        return new ExperimentReport(model, question, beliefs, list, sets).Result(reason);
    }

    /// <summary>Experiments between those of a grid.</summary>
    private static List<PlannedExperiment> Between(ExperimentQuestion question, IBeliefs beliefs, List<PlannedExperiment> list) =>
        question.Goal == ExperimentGoal.Target
            ? [.. CandidateList.Hits(question, beliefs, list, MostHits).Take(MostHits * 2)]
            : CandidateList.Refined(question, beliefs, list) is { } better ? [better] : [];

    private static void Check(CompiledModel model, ExperimentQuestion question)
    {
        var errors = new List<InputError>();
        if (!model.Knows(question.Target))
        {
            errors.Add(new("/objective/target_variable", $"The model has no variable '{question.Target}'; it has {NameList.Quoted(model.Order)}."));
        }

        foreach (var belief in question.Beliefs)
        {
            if (!model.Order.Any(name => model.ParentsOf(name).Contains(belief.Name)))
            {
                errors.Add(new(
                    "/beliefs",
                    $"No formula of the model uses the parameter '{belief.Name}'; use it in one, or take the belief out."));
            }
        }

        if (errors.Count > 0)
        {
            throw new InputException([.. errors]);
        }
    }
}
