using Isl.Grains.Answering;
using Isl.Grains.Effects;
using Isl.Grains.Effects.Graphs;
using Isl.Grains.Grains.Workers;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Numerics;

namespace Isl.Grains.Grains;

/// <summary>How an effect is estimated: the estimators asked for, and behind them the regression alone.</summary>
internal static class EffectComputation
{
    private const string Operation = "estimate_effect";

    /// <summary>The computation; null where the table is not at hand.</summary>
    public static Computation? Of(AnswerServices services, Dataset? data, string hash, EffectQuestion question)
    {
        return data is null ? null : Computation.Pure(
            ServiceNames.EffectEstimation,
            CircuitNames.EffectEstimation,
            Operation,
            Lane.Slow,
            Estimate,
            new Fallback("fallback_regression", (reason, cancellation) => EffectAnswer.Fallback(data, hash, question, reason, cancellation)));

        EffectResult Estimate(WorkBudget budget)
        {
            // Refuters and resamples end in time for the answer to be written.
            using var few = new CancellationTokenSource(services.ComputeOptions.Budget * EffectAnswer.ResampleShare, services.Time);
            using var late = new CancellationTokenSource(services.ComputeOptions.Budget * EffectAnswer.DoubtShare, services.Time);
            using var spent = CancellationTokenSource.CreateLinkedTokenSource(budget.Spent, late.Token);
            return EffectAnswer.Compute(data, hash, question, budget with { Spent = spent.Token }, few.Token);
        }
    }

    /// <summary>The computation over the graphs that the table suggests; null where the table is not at hand.</summary>
    public static Computation? OverGraphs(
        AnswerServices services, IGrainFactory grains, Dataset? data, ResultId id, GraphEffectQuestion question) =>
        data is null ? null : new Computation(
            ServiceNames.EffectEstimation,
            CircuitNames.EffectEstimation,
            GraphEffectRun.Operation,
            scope => new GraphEffectRun(services, grains, scope, id).Answer(data, question),
            [
                new Fallback(
                    "fallback_one_graph",
                    (reason, cancellation) => GraphEffectAnswer.Fallback(data, id.Subject, question, reason, cancellation)),
            ]);
}
