using Isl.Grains.Answering;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Numerics;
using Isl.Grains.Optimisation;

namespace Isl.Grains.Grains;

/// <summary>Computations of plans: what guards them, and what answers instead.</summary>
internal static class Plans
{
    private const string Straight = "fallback_straight_plans";
    private const string Sequential = "sequential";

    /// <summary>The best plan by one objective.</summary>
    public static Computation Of(StructuralModel model, string hash, SequentialQuestion question, DistributionShelf shelf) => new(
        ServiceNames.Optimisation,
        CircuitNames.Optimisation,
        Sequential,
        async scope => await scope.OnGate(
            SequentialAnswer.IsSearched(model, question) ? Lane.Slow : Lane.Quick,
            Sequential,
            budget => SequentialAnswer.Compute(model, hash, question, shelf, budget)),
        [new Fallback(Straight, (reason, cancellation) => SequentialAnswer.Simpler(model, hash, question, shelf, reason, cancellation))]);

    /// <summary>The best plans by several objectives.</summary>
    public static Computation Of(StructuralModel model, string hash, MultiObjectiveQuestion question, DistributionShelf shelf) => Computation.Pure(
        ServiceNames.Optimisation,
        CircuitNames.Optimisation,
        "multi_objective",
        question.Front ? Lane.Slow : Lane.Quick,
        budget => MultiObjectiveAnswer.Compute(model, hash, question, shelf, budget),
        [
            new Fallback(
                Straight,
                (reason, cancellation) => MultiObjectiveAnswer.Compute(model, hash, question, shelf, WorkBudget.Until(cancellation), reason)),
        ]);
}
