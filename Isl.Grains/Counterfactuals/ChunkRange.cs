using System.Collections.Immutable;
using Isl.Grains.Interfaces.Counterfactuals;

namespace Isl.Grains.Counterfactuals;

/// <summary>Runs consecutive chunks of a simulation.</summary>
internal static class ChunkRange
{
    /// <summary>Makes chunks until they are done or the budget is spent.</summary>
    /// <param name="plan">The simulation.</param>
    /// <param name="first">Index of the first chunk.</param>
    /// <param name="count">Number of chunks.</param>
    /// <param name="budget">When signalled, ends with the chunks made so far.</param>
    /// <param name="cancellation">When signalled, throws.</param>
    public static ImmutableArray<ChunkResult> Run(SimulationPlan plan, int first, int count, CancellationToken budget, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget, cancellation);
        var chunks = ImmutableArray.CreateBuilder<ChunkResult>(count);
        try
        {
            for (var chunk = first; chunk < first + count; chunk++)
            {
                chunks.Add(plan.SimulateChunk(chunk, either.Token));
            }
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // What is made so far is an answer with fewer draws.
        }

        return chunks.ToImmutable();
    }
}
