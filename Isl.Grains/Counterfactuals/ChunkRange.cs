using System.Collections.Immutable;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Numerics;

namespace Isl.Grains.Counterfactuals;

/// <summary>Runs consecutive chunks of a simulation.</summary>
internal static class ChunkRange
{
    /// <summary>Makes chunks until they are done or the budget is spent.</summary>
    /// <param name="plan">The simulation.</param>
    /// <param name="first">Index of the first chunk.</param>
    /// <param name="count">Number of chunks.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    public static ImmutableArray<ChunkResult> Run(SimulationPlan plan, int first, int count, WorkBudget budget)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Spent, budget.Cancellation);
        var chunks = ImmutableArray.CreateBuilder<ChunkResult>(count);
        try
        {
            for (var chunk = first; chunk < first + count; chunk++)
            {
                chunks.Add(plan.SimulateChunk(chunk, either.Token));
            }
        }
        catch (OperationCanceledException) when (budget.IsSpent && !budget.Cancellation.IsCancellationRequested)
        {
            // What is made so far is an answer with fewer draws.
        }

        return chunks.ToImmutable();
    }
}
