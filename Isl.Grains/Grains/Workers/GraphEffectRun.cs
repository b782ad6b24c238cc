using Isl.Grains.Answering;
using Isl.Grains.Effects;
using Isl.Grains.Effects.Graphs;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Orleans.Serialization;

namespace Isl.Grains.Grains.Workers;

/// <summary>One effect over graphs: the graphs, and the estimates by them, on worker grains of any silo, all under one time budget.</summary>
internal sealed class GraphEffectRun(AnswerServices services, IGrainFactory grains, WorkScope scope, ResultId id)
{
    /// <summary>What the question is called in metrics.</summary>
    public const string Operation = "estimate_over_graphs";

    /// <summary>Parts under way at one time.</summary>
    private const int Lanes = 8;

    /// <summary>Most resamples of a part; the graphs do not depend on it.</summary>
    private const int MostToFind = 32;

    /// <summary>Most estimates of a part.</summary>
    private const int MostToEstimate = 8;

    /// <summary>Share of the budget after which a search for a class ends with the best it has.</summary>
    private const double SearchShare = 0.4;

    /// <summary>Share of the budget after which no graph is waited for.</summary>
    private const double FindShare = 0.55;

    /// <summary>Share of the budget after which no estimate is waited for: the full answer by one graph comes after it.</summary>
    private const double EstimateShare = 0.7;

    /// <summary>Share of the time left that a part may spend: what it has by then still has to come back.</summary>
    private const double PartShare = 0.85;

    /// <summary>What a part waits for after its silo failed.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(0.5);

    private long _started;

    /// <summary>Answers.</summary>
    public async Task<AnalysisResult> Answer(Dataset data, GraphEffectQuestion question)
    {
        var kind = question.Mode == GraphSource.Class ? DiscoveryRun.WorkersOf(question.Search.Algorithm) : WorkerKind.None;
        var draft = await scope.OnGate(
            Lane.Slow,
            Operation,
            budget =>
            {
                _started = services.Time.GetTimestamp(); // waiting for the slot was no part of the work
                using var spent = new CancellationTokenSource(services.ComputeOptions.Budget * SearchShare, services.Time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Spent, spent.Token);
                return GraphEffectAnswer.Draft(data, id.Subject, question, budget with { Spent = either.Token });
            },
            kind);
        var found = await Spread(
            draft.Wanted,
            MostToFind,
            FindShare,
            (part, first, count, seconds, token) => part.Find(draft.ToFind(first, count, seconds), token));
        var graphs = new GraphWeights(found.SelectMany(part => part.Graphs));
        var toEstimate = graphs.ToEstimate;
        var effects = await Spread(
            toEstimate.Length,
            MostToEstimate,
            EstimateShare,
            (part, first, count, seconds, token) => part.Estimate(draft.ToEstimate(toEstimate.Slice(first, count), seconds), token));
        return await scope.OnGate(Lane.Slow, "finish_" + Operation, budget =>
        {
            // Refuters and resamples end in time for the answer to be written.
            using var late = new CancellationTokenSource(Left(EffectAnswer.DoubtShare), services.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Spent, late.Token);
            return GraphEffectAnswer.Finish(
                data, draft, graphs, found.Sum(part => part.Unusable), effects.SelectMany(part => part), budget with { Spent = either.Token });
        });
    }

    /// <summary>Has all parts made, and gives back those that came in time, in their order.</summary>
    private async Task<List<T>> Spread<T>(
        int total, int most, double share, Func<IGraphEffectPartGrain, int, int, double, CancellationToken, Task<T>> ask)
    {
        var size = Math.Clamp((total + Lanes - 1) / Lanes, 1, most);
        var parts = new (bool Done, T Result)[(total + size - 1) / size];
        var next = 0;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(scope.Cancellation);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Work()).ToList());
        }
        finally
        {
            await late.CancelAsync(); // what was given up while it waited for a slot must not take one from the next question
        }

        return [.. parts.Where(part => part.Done).Select(part => part.Result)];

        async Task Work()
        {
            while (next < parts.Length && Left(share) > TimeSpan.Zero)
            {
                var at = next++;
                var (first, count) = (at * size, Math.Min(size, total - (at * size)));
                parts[at] = await Part(first, count, share, (part, seconds) => ask(part, first, count, seconds, late.Token), late.Token);
            }
        }
    }

    /// <summary>One part on a worker, tried again on another silo where that one fails; not done when time ran out before it was.</summary>
    private async Task<(bool Done, T Result)> Part<T>(
        int first, int count, double share, Func<IGraphEffectPartGrain, double, Task<T>> ask, CancellationToken cancellation)
    {
        for (var attempt = 0; Left(share) is var left && left > TimeSpan.Zero; attempt++)
        {
            var part = grains.GetGrain<IGraphEffectPartGrain>($"{id}/{share}/{first}/{attempt}");
            try
            {
                return (true, await ask(part, left.TotalSeconds * PartShare).WaitAsync(left, services.Time, cancellation));
            }
            catch (Exception e) when (e is TimeoutException or IslException { Code: ErrorCode.Overloaded })
            {
                break;
            }
            catch (Exception e) when (e is OrleansException or CodecNotFoundException or IslException { Code: ErrorCode.Stopping }
                || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
            {
                // Until its silo's death is noticed, placement may choose it again.
                WorkersLog.GraphPartLost(services.Logger, id.Subject, first, count, e);
                await Task.Delay(Rest, services.Time, cancellation);
            }
        }

        return (false, default!);
    }

    private TimeSpan Left(double share)
    {
        var left = (services.ComputeOptions.Budget * share) - services.Time.GetElapsedTime(_started);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
