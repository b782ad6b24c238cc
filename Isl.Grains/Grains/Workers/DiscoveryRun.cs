using Isl.Grains.Answering;
using Isl.Grains.Discovery;
using Isl.Grains.Discovery.Resampling;
using Isl.Grains.Discovery.Searches;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;
using Orleans.Serialization;

namespace Isl.Grains.Grains.Workers;

/// <summary>One discovery: the fit on this silo's gate, its resamples on worker grains of any silo, all under one time budget.</summary>
/// <remarks>
/// Where moments suffice, the resamples' covariance matrices are made here, beside the data, and travel (8·d² bytes each); fits by iteration
/// cost far more than the O(n·d²) of that. Where a method needs the cells, chunks name the data by hash, and each silo's workers fetch them once.
/// </remarks>
internal sealed class DiscoveryRun(AnswerServices services, IGrainFactory grains, WorkScope scope, ResultId id)
{
    /// <summary>Chunks under way at one time: enough for the cores of a few silos, few enough that their matrices stay small.</summary>
    private const int Lanes = 16;

    /// <summary>Resamples in a chunk; the counts do not depend on it.</summary>
    private const int MostInChunk = 16;

    /// <summary>Share of the budget that the fit may spend: what comes after a search that ran out of time needs some too.</summary>
    private const double FitShare = 0.85;

    /// <summary>The same where resamples follow.</summary>
    private const double FitShareBeforeResamples = 0.6;

    /// <summary>Share of the budget after which no resample is waited for, so that the answer is written in time.</summary>
    private const double ResampleShare = 0.95;

    /// <summary>Share of the time left that a worker may spend: what it has by then still has to come back.</summary>
    private const double WorkerShare = 0.85;

    /// <summary>What a chunk waits for after its silo failed.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(0.5);

    private long _started;

    /// <summary>The silo's workers that run a search.</summary>
    public static WorkerKind WorkersOf(DiscoveryAlgorithm algorithm)
    {
        var method = SearchTable.Of(algorithm);
        return method.IsContinuous ? WorkerKind.Notears
            : method.IsQuick ? WorkerKind.None
            : WorkerKind.Search;
    }

    /// <summary>Answers.</summary>
    public async Task<AnalysisResult> Answer(Dataset data, string hash, DiscoveryQuestion question, string operation, Lane lane)
    {
        var seconds = services.ComputeOptions.Budget.TotalSeconds;
        var workers = WorkersOf(question.Algorithm);
        var expected = SearchTable.Of(question.Algorithm).ExpectedSeconds(data.Rows, data.Columns);
        var checkpoints = workers == WorkerKind.Notears ? await StoredCheckpoints.Of(services, id, expected) : null;
        if (question.Bootstrap == 0 && question.Knowledge is null)
        {
            return await scope.OnGate(
                lane,
                operation,
                budget => DiscoveryAnswer.Finish(Fit(FitShare, budget), new ResampleTally(data.Columns), budget.Cancellation),
                workers,
                expected);
        }

        var draft = await scope.OnGate(lane, operation, budget => Fit(FitShareBeforeResamples, budget), workers, expected);
        var tally = new ResampleTally(data.Columns);
        if (draft.Resamples > 0)
        {
            await Resample(draft, tally);
        }

        return await scope.OnGate(Lane.Quick, "finish_discovery", budget => DiscoveryAnswer.Finish(draft, tally, budget.Cancellation));

        DiscoveryDraft Fit(double share, WorkBudget budget)
        {
            _started = services.Time.GetTimestamp(); // waiting for the slot was no part of the work
            using var spent = new CancellationTokenSource(TimeSpan.FromSeconds(seconds * share), services.Time);
            using var part = CancellationTokenSource.CreateLinkedTokenSource(budget.Spent, spent.Token);
            return DiscoveryAnswer.Draft(data, hash, question, seconds, budget with { Spent = part.Token, Checkpoints = checkpoints });
        }
    }

    private async Task Resample(DiscoveryDraft draft, ResampleTally tally)
    {
        var size = Math.Clamp(draft.Resamples / Lanes, 1, MostInChunk);
        var next = 0;
        scope.Progress?.Tell(ProgressStage.Resamples, 0, draft.Resamples);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(scope.Cancellation);
        var lanes = Enumerable.Range(0, Lanes).Select(_ => Work()).ToList();
        await Task.WhenAll(lanes);
        await late.CancelAsync(); // what was given up while it waited for a slot must not take one from the next question

        async Task Work()
        {
            while (next < draft.Resamples && Left() > 0)
            {
                var first = next;
                var count = Math.Min(size, draft.Resamples - first);
                next += count;
                if (await Chunk(draft, first, count, late.Token) is { } counts)
                {
                    tally.Add(counts);
                    scope.Progress?.Tell(ProgressStage.Resamples, tally.Done + tally.Unusable, draft.Resamples);
                }
            }
        }
    }

    /// <summary>One chunk on a worker, tried again on another silo where that one fails; null when time ran out before it was done.</summary>
    private async Task<ResampleCounts?> Chunk(DiscoveryDraft draft, int first, int count, CancellationToken cancellation)
    {
        var covariances = Array.Empty<byte>();
        if (!draft.ResamplesNeedData)
        {
            try
            {
                covariances = await scope
                    .OnGate(Lane.Slow, "bootstrap_moments", budget => Covariances(draft, first, count, budget.Cancellation), late: cancellation)
                    .WaitAsync(TimeSpan.FromSeconds(Left()), services.Time, cancellation);
            }
            catch (Exception e) when (e is TimeoutException or IslException { Code: ErrorCode.Overloaded })
            {
                return null;
            }
        }

        for (var attempt = 0; Left() > 0; attempt++)
        {
            var worker = grains.GetGrain<IResamplingPartGrain>($"{id}/{first}/{attempt}");
            try
            {
                var left = TimeSpan.FromSeconds(Left());
                return await worker
                    .Run(DiscoveryAnswer.ToChunk(draft, first, count, covariances, left.TotalSeconds * WorkerShare), cancellation)
                    .WaitAsync(left, services.Time, cancellation);
            }
            catch (TimeoutException)
            {
                return null;
            }
            catch (Exception e) when (e is OrleansException or CodecNotFoundException or IslException { Code: ErrorCode.Stopping }
                || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
            {
                // Until its silo's death is noticed, placement may choose it again.
                WorkersLog.ResamplingPartLost(services.Logger, id.Subject, first, count, e);
                await Task.Delay(Rest, services.Time, cancellation);
            }
            catch (IslException e) when (e.Code == ErrorCode.Overloaded)
            {
                return null;
            }
        }

        return null;
    }

    private static byte[] Covariances(DiscoveryDraft draft, int first, int count, CancellationToken cancellation) =>
        Bootstrap.Covariances(draft.Data, draft.Moments, draft.Seed, first, count, cancellation);

    private double Left() => (services.ComputeOptions.Budget.TotalSeconds * ResampleShare) - services.Time.GetElapsedTime(_started).TotalSeconds;
}
