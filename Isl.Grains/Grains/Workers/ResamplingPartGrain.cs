using Isl.Grains.Answering;
using Isl.Grains.Discovery.Resampling;
using Isl.Grains.Discovery.Searches;
using Isl.Grains.Grains.Placement;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Grains.Workers;

/// <summary>Has the workers of the silo it is on fit a chunk of resamples, and goes.</summary>
/// <remarks>
/// An ordinary grain with a key of its own for each chunk, placed where the least work waits, and not a stateless worker: a stateless worker
/// always runs on the silo of the grain that calls it, so that the chunks of one data set would never leave it.
/// </remarks>
[QueuePlacement]
public sealed class ResamplingPartGrain(AnswerServices services, DatasetShelf shelf) : Grain, IResamplingPartGrain
{
    private const string Operation = "bootstrap_resamples";

    /// <inheritdoc/>
    public async Task<ResampleCounts> Run(ResampleChunk chunk, CancellationToken cancellationToken)
    {
        var patience = TimeSpan.FromSeconds(Math.Min(chunk.SecondsBudget, TimeSpan.MaxValue.TotalSeconds / 2));
        using var spent = new CancellationTokenSource(patience, services.Time);
        try
        {
            var data = chunk.Covariances.IsEmpty ? await shelf.Find(chunk.DatasetHash, cancellationToken) : null;
            if (data is null && chunk.Covariances.IsEmpty)
            {
                return new ResampleTally(chunk.Variables.Length).ToCounts();
            }

            return await services.Workers.Run(DiscoveryRun.WorkersOf(chunk.Question.Algorithm), async () =>
            {
                var (counts, _) = await services.Gate.RunPart(
                    Lane.Slow,
                    Operation,
                    token => Bootstrap.Run(chunk, data, new WorkBudget(spent.Token, token)),
                    patience,
                    cancellationToken,
                    chunk.Count * SearchTable.Of(chunk.Question.Algorithm).ExpectedSeconds(chunk.Rows, chunk.Variables.Length));
                return counts;
            });
        }
        finally
        {
            DeactivateOnIdle();
        }
    }
}
