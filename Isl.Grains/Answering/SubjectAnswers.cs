using Isl.Grains.Answering.Store;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Numerics;

namespace Isl.Grains.Answering;

/// <summary>
/// The answers about one subject: held ones first, then the computation that is running, then a new one. One a subject grain, used in its turns only.
/// </summary>
public sealed class SubjectAnswers(AnswerServices services)
{
    /// <summary>Times to live that a kept subject is held for: renewed in the first of them, it outlives every answer given in it.</summary>
    private const double KeptFor = 2;

    /// <summary>Part of the time for a computation that a question of a millisecond may take; code that never ran takes longer.</summary>
    private const double AtOnceShare = 0.2;

    private readonly Dictionary<ResultId, DateTimeOffset> _kept = [];
    private readonly Dictionary<ResultId, SharedComputation> _running = [];
    private readonly GuardedComputation _guarded = new(services);

    private DateTimeOffset Now => services.Time.GetUtcNow();

    /// <summary>Answers that only warm the code up are neither looked for nor held nor counted.</summary>
    private static bool IsForNobody => Caller.Current.WarmsUp;

    /// <summary>The answer held in memory or in the tier behind it, or null.</summary>
    public async Task<Answer?> Find(ResultId id)
    {
        var held = services.Cache.Find(id, Now) ?? services.Kept.Find(id, Now) ?? await FindInStore(id, services.Cache);
        return held is null ? null : ToAnswer(id, held, CacheOutcome.Hit, default);
    }

    /// <summary>Answers a question, computing only where no answer is held or on its way.</summary>
    public async Task<Answer> Get(ResultId id, Computation computation, CancellationToken caller) =>
        await TryGet(id, computation.Service, computation, caller) ?? throw new InvalidOperationException("A computation ended without an answer.");

    /// <summary>
    /// The same where the subject may be missing: null when the answer must be computed and there is no <paramref name="computation"/>.
    /// </summary>
    /// <remarks>One look decides: nothing that expires meanwhile can make a computation start without its subject.</remarks>
    public async Task<Answer?> TryGet(ResultId id, string service, Computation? computation, CancellationToken caller)
    {
        if (!IsForNobody && services.Cache.Find(id, Now) is { } held)
        {
            services.Figures.MemoryHit();
            return Counted(service, ToAnswer(id, held, CacheOutcome.Hit, default));
        }

        if (_running.TryGetValue(id, out var running))
        {
            if (Caller.Current.OnlyLooks)
            {
                return Interfaces.Answering.Answer.Pending(id);
            }

            services.Figures.Coalesce();
            return await Wait(id, service, running, caller) with { Cache = CacheOutcome.Coalesced, QueueSeconds = 0, ComputeSeconds = 0 };
        }

        if (computation is null)
        {
            var stored = IsForNobody ? null : await FindInStore(id, services.Cache);
            if (stored is null)
            {
                return null;
            }

            services.Figures.RedisHit();
            return Counted(service, ToAnswer(id, stored, CacheOutcome.Hit, default));
        }

        running = new SharedComputation();
        _running[id] = running;
        running.Start(shared => Answer(id, computation, shared));
        return await Wait(id, service, running, caller);
    }

    /// <summary>Answers a question that takes a millisecond or so, here and now; null where its method breaks down or takes much longer.</summary>
    /// <remarks>
    /// For a subject without a grain, where there is no tier behind memory: nobody joins it, so two who ask the same at once both have it made; and
    /// whoever is here to ask is all that limits it. What breaks down is not counted: the grain that is asked then has the circuits, the budgets, the
    /// simpler methods and the record of its subject.
    /// </remarks>
    public async Task<Answer?> TryAtOnce(
        ResultId id, string service, string operation, Func<WorkBudget, AnalysisResult> method, CancellationToken caller)
    {
        if (!IsForNobody && services.Cache.Find(id, Now) is { } held)
        {
            services.Figures.MemoryHit();
            return Counted(service, ToAnswer(id, held, CacheOutcome.Hit, default));
        }

        using var limit = new CancellationTokenSource(services.ComputeOptions.Budget * AtOnceShare, services.Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, caller);
        try
        {
            var (answer, times) = services.Gate.RunAtOnce(operation, Make, caller);
            if (!IsForNobody)
            {
                services.Figures.Miss();
                await Hold(id, answer);
            }

            return Counted(service, ToAnswer(id, answer, CacheOutcome.Miss, times));
        }
        catch (Exception e) when (!caller.IsCancellationRequested && e is not (InputException or IslException { Code: ErrorCode.Stopping }))
        {
            return null;
        }

        StoredAnswer Make()
        {
            services.Faults.Before(operation, end.Token);
            return StoredAnswer.Of(id, method(WorkBudget.Until(end.Token)));
        }
    }

    /// <summary>Holds the subject itself, in memory and in the tier behind it, for at least as long as an answer that is given now.</summary>
    /// <param name="id">Its address.</param>
    /// <param name="make">Makes it where it is not held, or not for long enough any more.</param>
    /// <param name="isSmall">Whether it is made sooner than another thread would begin.</param>
    /// <remarks>
    /// It takes no answer's place in the cache and counts as neither hit nor miss. Where it is large, making it is work for the gate; when the
    /// gate is full it is not held, and the next question tries again.
    /// </remarks>
    public async Task Keep(ResultId id, Func<AnalysisResult> make, bool isSmall = false)
    {
        var timeToLive = services.CacheOptions.TimeToLive(brief: false);
        if (_kept.TryGetValue(id, out var until) && until - Now >= timeToLive && services.Kept.Find(id, Now) is not null)
        {
            return;
        }

        try
        {
            var kept = isSmall
                ? StoredAnswer.Of(id, make())
                : (await services.Gate.Run(Lane.Quick, "keep", _ => StoredAnswer.Of(id, make()), CancellationToken.None)).Result;
            _kept[id] = Now + (KeptFor * timeToLive);
            services.Kept.Add(id, kept, _kept[id]);
            await services.Store.Keep(id, kept.Body, KeptFor * timeToLive);
        }
        catch (IslException e) when (e.Code is ErrorCode.Overloaded or ErrorCode.Stopping)
        {
            AnsweringLog.NotKept(services.Logger, id.Subject, e);
        }
    }

    /// <summary>The subject itself as it was kept, or null.</summary>
    public async Task<ReadOnlyMemory<byte>?> FindKept(ResultId id) =>
        (services.Kept.Find(id, Now) ?? await FindInStore(id, services.Kept))?.Body;

    private async Task<Answer> Wait(ResultId id, string service, SharedComputation running, CancellationToken caller)
    {
        using var shown = services.Progress.Show(Caller.Current.Watch, running.Progress);
        try
        {
            return Counted(service, await running.Wait(() => Forget(id, running), caller));
        }
        catch (Exception e) when (CountsAsFailure(e))
        {
            Count(service, new OutcomeCounts(0, 1, 0));
            throw;
        }
    }

    private async Task<Answer> Answer(ResultId id, Computation computation, SharedComputation running)
    {
        try
        {
            if (!IsForNobody)
            {
                if (await FindInStore(id, services.Cache) is { } stored)
                {
                    services.Figures.RedisHit();
                    return ToAnswer(id, stored, CacheOutcome.Hit, default);
                }

                services.Figures.Miss();
            }

            using var scope = new WorkScope(services, running.Stop, running.Progress);
            var answer = StoredAnswer.Of(id, await _guarded.Run(id, computation, scope, running.Stop));
            if (!IsForNobody)
            {
                await Hold(id, answer);
            }

            return ToAnswer(id, answer, CacheOutcome.Miss, scope.Times);
        }
        finally
        {
            Forget(id, running);
            running.Dispose();
        }
    }

    private async Task Hold(ResultId id, StoredAnswer answer)
    {
        var timeToLive = services.CacheOptions.TimeToLive(answer.Brief);
        services.Cache.Add(id, answer, Now + timeToLive);
        if (!answer.Brief)
        {
            await services.Store.Keep(id, answer.Body, timeToLive);
        }
    }

    /// <summary>What the tier behind holds, taken into memory for the rest of its life.</summary>
    private async Task<StoredAnswer?> FindInStore(ResultId id, ResultCache memory)
    {
        if (await services.Store.Find(id) is not { } found)
        {
            return null;
        }

        var answer = StoredAnswer.Whole(found.Body);
        memory.Add(id, answer, Now + found.TimeLeft);
        return answer;
    }

    private void Forget(ResultId id, SharedComputation running)
    {
        if (_running.TryGetValue(id, out var current) && current == running)
        {
            _running.Remove(id);
        }
    }

    private Answer Counted(string service, Answer answer)
    {
        Count(service, answer.Degraded ? new OutcomeCounts(0, 0, 1) : new OutcomeCounts(1, 0, 0));
        return answer;
    }

    private void Count(string service, OutcomeCounts counts)
    {
        if (!IsForNobody)
        {
            services.Health.Add(service, counts);
        }
    }

    private static bool CountsAsFailure(Exception e) =>
        e is not (OperationCanceledException or InputException or IslException { Code: ErrorCode.Overloaded or ErrorCode.Stopping });

    private static Answer ToAnswer(ResultId id, StoredAnswer answer, CacheOutcome outcome, ComputeTimes times) =>
        new(id, answer.Body, answer.ETag, answer.Degraded, outcome, times.Queue.TotalSeconds, times.Run.TotalSeconds, answer.Brief);
}
