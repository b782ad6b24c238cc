using System.Collections.Immutable;
using Isl.Grains.Answering;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Grains.Placement;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;

namespace Isl.Grains.Grains.Workers;

/// <summary>Has the workers of the silo it is on make some chunks of a large simulation, and goes.</summary>
/// <remarks>
/// An ordinary grain placed where the least work waits, because a stateless worker that a grain calls is always on the caller's silo, and the
/// load figures that default placement goes by are too old for a burst of calls.
/// </remarks>
[QueuePlacement]
public sealed class SimulationPartGrain(AnswerServices services, PlanShelf plans) : Grain, ISimulationPartGrain
{
    /// <summary>What a part is called in metrics.</summary>
    internal const string Operation = "simulate_chunks";

    /// <inheritdoc/>
    public async Task<ImmutableArray<ChunkResult>> Run(
        SimulationSpec specification,
        int first,
        int count,
        double budgetSeconds,
        CancellationToken cancellationToken)
    {
        // Counted from here: time in the queue is spent too.
        var patience = TimeSpan.FromSeconds(budgetSeconds);
        using var spent = new CancellationTokenSource(patience, services.Time);
        var budget = new WorkBudget(spent.Token, cancellationToken);
        try
        {
            return await services.Workers.Run(WorkerKind.MonteCarlo, async () =>
            {
                var (chunks, _) = await services.Gate.RunPart(Lane.Slow, Operation, _ => Make(), patience, cancellationToken);
                return chunks;
            });
        }
        catch (Exception e) when (IsOutOfTime(e) && !cancellationToken.IsCancellationRequested)
        {
            return []; // no slot came free in time, or the plan alone took all of it
        }
        finally
        {
            DeactivateOnIdle();
        }

        ImmutableArray<ChunkResult> Make()
        {
            services.Faults.Before(Operation, cancellationToken);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Spent, budget.Cancellation);
            return ChunkRange.Run(plans.Get(specification, either.Token), first, count, budget);
        }
    }

    private static bool IsOutOfTime(Exception e) => e is OperationCanceledException or IslException { Code: ErrorCode.Overloaded };
}
