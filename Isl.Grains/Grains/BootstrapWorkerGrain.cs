using Isl.Grains.Answering;
using Isl.Grains.Discovery.Resampling;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;
using Orleans.Placement;

namespace Isl.Grains.Grains;

/// <summary>Fits a chunk of resamples on whichever silo it was placed.</summary>
/// <remarks>
/// An ordinary grain with a key of its own for each chunk, placed at random, and not a stateless worker: a stateless worker always runs on
/// the silo of the grain that calls it, so that the chunks of one data set would never leave it. One call a life, then it goes.
/// </remarks>
[RandomPlacement]
public sealed class BootstrapWorkerGrain(ComputeGate gate, DatasetShelf shelf, TimeProvider time) : Grain, IBootstrapWorkerGrain
{
    private const string Operation = "bootstrap_resamples";

    /// <inheritdoc/>
    public async Task<ResampleCounts> Run(ResampleChunk chunk, CancellationToken cancellationToken)
    {
        using var budget = new CancellationTokenSource(TimeSpan.FromSeconds(chunk.SecondsBudget), time);
        try
        {
            var data = chunk.Covariances.IsEmpty ? await shelf.Find(chunk.DatasetHash, cancellationToken) : null;
            if (data is null && chunk.Covariances.IsEmpty)
            {
                return new ResampleTally(chunk.Variables.Length).ToCounts();
            }

            var (counts, _) = await gate.Run(Lane.Slow, Operation, token => Bootstrap.Run(chunk, data, new WorkBudget(budget.Token, token)), cancellationToken);
            return counts;
        }
        finally
        {
            DeactivateOnIdle();
        }
    }
}
