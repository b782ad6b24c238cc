using System.Collections.Immutable;
using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Endpoints.Identification;

/// <summary>How an item of a batch ended: with an answer, or a failure of its own.</summary>
internal readonly record struct BatchOutcome(Answer? Answer, Exception? Failure);

/// <summary>Asks many validate questions: each goes to the grain of its graph, and has an answer or an error of its own.</summary>
/// <remarks>Items that ask the same question of the same graph share one call.</remarks>
internal sealed class BatchValidate(GrainCalls grains, EngineSettings settings, TimeProvider time, ILogger<BatchValidate> logger)
{
    /// <summary>Questions of one batch that are on their way at one time.</summary>
    private const int Concurrency = 16;

    /// <summary>The outcomes of a batch, in the order of its items.</summary>
    public async Task<ImmutableArray<BatchOutcome>> AskAll(ImmutableArray<BatchQuestion> items, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(settings.RequestTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var slots = new SemaphoreSlim(Concurrency);
        var asked = new Dictionary<ResultId, Task<BatchOutcome>>();
        var outcomes = items.Select(item => item.Query is { } query ? Share(query) : Task.FromResult(new BatchOutcome(null, item.Failure))).ToList();
        var ended = await Task.WhenAll(outcomes);
        cancellationToken.ThrowIfCancellationRequested();
        return [.. ended];

        Task<BatchOutcome> Share(GraphQuery query)
        {
            var id = ResultId.Of(SubjectKind.Graph, DagHash.Of(query.Graph).Value, query.Query);
            return asked.TryGetValue(id, out var running) ? running : asked[id] = Ask(query);
        }

        async Task<BatchOutcome> Ask(GraphQuery query)
        {
            try
            {
                await slots.WaitAsync(stop.Token);
                try
                {
                    return new BatchOutcome(await grains.Identify(query.Graph, query.Query, query.Data, stop.Token), null);
                }
                finally
                {
                    slots.Release();
                }
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested)
            {
                return new BatchOutcome(
                    null,
                    new IslException(
                        ErrorCode.DeadlineExceeded,
                        $"The batch did not come to this item within {settings.RequestTimeout.TotalSeconds:0.###} s."));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                if (ExceptionProblems.TypeOf(e) == ProblemTypes.InternalError)
                {
                    ApiLog.ItemFailed(logger, e);
                }

                return new BatchOutcome(null, e);
            }
        }
    }
}
