using System.Collections.Immutable;
using Isl.Grains.Answering;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Numerics;
using Orleans.Placement;

namespace Isl.Grains.Grains;

/// <summary>Makes some chunks of a large simulation on the compute gate of the silo it is on, and goes.</summary>
/// <remarks>
/// An ordinary grain placed at random, because a stateless worker that a grain calls is always on the caller's silo, and the load
/// figures that default placement goes by are too old for a burst of calls.
/// </remarks>
[RandomPlacement]
public sealed class SimulationWorkerGrain(AnswerServices services, PlanShelf plans) : Grain, ISimulationWorkerGrain
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<ChunkResult>> Run(
        SimulationSpec specification,
        int first,
        int count,
        double budgetSeconds,
        CancellationToken cancellationToken)
    {
        // Counted from here: time in the queue is spent too.
        using var spent = new CancellationTokenSource(TimeSpan.FromSeconds(budgetSeconds), services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(spent.Token, cancellationToken);
        try
        {
            var (chunks, _) = await services.Gate.Run(
                Lane.Slow,
                StructuralModelGrain.ChunkOperation,
                _ =>
                {
                    services.Faults.Before(StructuralModelGrain.ChunkOperation, cancellationToken);
                    var plan = plans.Get(specification, either.Token);
                    return ChunkRange.Run(plan, first, count, new WorkBudget(spent.Token, cancellationToken));
                },
                either.Token);
            return chunks;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return []; // no slot came free in time
        }
        finally
        {
            DeactivateOnIdle();
        }
    }
}
