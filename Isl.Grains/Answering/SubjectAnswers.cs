using System.Security.Cryptography;
using System.Text.Json;
using Isl.Grains.Answering.Store;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Telemetry;

namespace Isl.Grains.Answering;

/// <summary>
/// The answers about one subject: held ones first, then the computation that is running, then a new one, guarded by its circuit,
/// with the fallback chain behind it. One a subject grain, used in its turns only.
/// </summary>
/// <remarks>
/// Callers of one question share one computation. It takes no caller's token, so that one caller leaving does not fail the rest;
/// when the last one leaves, it stops.
/// </remarks>
public sealed class SubjectAnswers(AnswerServices services)
{
    /// <summary>Times to live that what is kept is held for: renewed in the first of them, it outlives every answer given in it.</summary>
    private const double KeptFor = 2;

    private readonly Dictionary<ResultId, DateTimeOffset> _kept = [];
    private readonly Dictionary<ResultId, Running> _running = [];
    private readonly SubjectHealth _health = new(services.ResilienceOptions);

    /// <summary>True when this question needs no computation of its own: its answer is held in memory or on its way.</summary>
    public bool Has(ResultId id) =>
        _running.ContainsKey(id) || services.Cache.Find(id, services.Time.GetUtcNow()) is not null;

    /// <summary>The answer held in memory or in the tier behind it, or null.</summary>
    public async Task<Answer?> Find(ResultId id)
    {
        if (services.Cache.Find(id, services.Time.GetUtcNow()) is { } held)
        {
            return ToAnswer(id, held, CacheOutcome.Hit, default);
        }

        return await FindInStore(id) is { } stored ? ToAnswer(id, stored, CacheOutcome.Hit, default) : null;
    }

    /// <summary>
    /// Holds what is known without a computation, in memory and in the tier behind it, for at least as long as an answer that is given now.
    /// </summary>
    /// <param name="id">Its address.</param>
    /// <param name="make">Makes it where it is not held, or not for long enough any more.</param>
    /// <remarks>
    /// Counts as neither hit nor miss. Where it is large, making it is work for the gate; when the gate is full it is not held, and the next question
    /// tries again.
    /// </remarks>
    public async Task Keep(ResultId id, Func<AnalysisResult> make)
    {
        var now = services.Time.GetUtcNow();
        var timeToLive = services.CacheOptions.TimeToLive(brief: false);
        if (_kept.TryGetValue(id, out var until) && until - now >= timeToLive && services.Cache.Find(id, now) is not null)
        {
            return;
        }

        try
        {
            var (answer, _) = await services.Gate.Run(Lane.Quick, "keep", _ => Serialise(id, make()), CancellationToken.None);
            _kept[id] = now + (KeptFor * timeToLive);
            services.Cache.Add(id, answer, now + (KeptFor * timeToLive));
            await services.Store.Keep(id, answer.Body, KeptFor * timeToLive);
        }
        catch (IslException e) when (e.Code == ErrorCode.Overloaded)
        {
            CachingLog.NotKept(services.Logger, id.Subject, e);
        }
    }

    /// <summary>Answers a question, computing only where no answer is held or on its way.</summary>
    public async Task<Answer> Get(ResultId id, Computation computation, CancellationToken caller)
    {
        if (services.Cache.Find(id, services.Time.GetUtcNow()) is { } held)
        {
            services.Figures.MemoryHit();
            services.Health.Add(computation.Service, held.Degraded ? new OutcomeCounts(0, 0, 1) : new OutcomeCounts(1, 0, 0));
            return ToAnswer(id, held, CacheOutcome.Hit, default);
        }

        var joined = _running.TryGetValue(id, out var running);
        if (running is null)
        {
            running = new Running();
            _running[id] = running;
            running.Task = Answer(id, computation, running);
        }
        else
        {
            services.Figures.Coalesce();
        }

        running.Waiters++;
        try
        {
            var answer = await running.Task.WaitAsync(caller);
            services.Health.Add(computation.Service, answer.Degraded ? new OutcomeCounts(0, 0, 1) : new OutcomeCounts(1, 0, 0));
            return joined ? answer with { Cache = CacheOutcome.Coalesced, QueueSeconds = 0, ComputeSeconds = 0 } : answer;
        }
        catch (Exception e) when (e is not (OperationCanceledException or InputException or IslException { Code: ErrorCode.Overloaded }))
        {
            services.Health.Add(computation.Service, new OutcomeCounts(0, 1, 0));
            throw;
        }
        finally
        {
            if (--running.Waiters == 0 && !running.Task.IsCompleted)
            {
                // Taken out before it has stopped, so that the next caller starts afresh instead of joining a dying computation.
                Forget(id, running);
                await running.Stop.CancelAsync();
            }
        }
    }

    private async Task<Answer> Answer(ResultId id, Computation computation, Running running)
    {
        try
        {
            if (await FindInStore(id) is { } stored)
            {
                services.Figures.RedisHit();
                return ToAnswer(id, stored, CacheOutcome.Hit, default);
            }

            services.Figures.Miss();
            using var scope = new ComputeScope(services, running.Stop.Token);
            var result = await Compute(id, computation, scope, running.Stop.Token);
            var answer = Serialise(id, result);
            var timeToLive = services.CacheOptions.TimeToLive(answer.Brief);
            services.Cache.Add(id, answer, services.Time.GetUtcNow() + timeToLive);
            if (!answer.Brief)
            {
                await services.Store.Keep(id, answer.Body, timeToLive);
            }

            return ToAnswer(id, answer, CacheOutcome.Miss, scope.Times);
        }
        finally
        {
            Forget(id, running);
        }
    }

    private async Task<AnalysisResult> Compute(ResultId id, Computation computation, ComputeScope scope, CancellationToken stop)
    {
        Exception? failure = null;
        var reason = await Refusal(computation);
        if (reason is null)
        {
            try
            {
                var result = await Attempt(computation, scope);
                _health.Succeeded(scope.Times.Run);
                await Report(computation, CallOutcome.Success);
                return result;
            }
            catch (Exception e) when (IsFailure(e, stop))
            {
                failure = e;
                reason = Describe(e);
                _health.Failed(services.Time.GetUtcNow());
                await Report(computation, CallOutcome.Failure, reason);
            }
            catch
            {
                await Report(computation, CallOutcome.Abandoned);
                throw;
            }
        }

        return await FallBack(id, computation, reason, failure, stop)
            ?? throw failure ?? new IslException(ErrorCode.Overloaded, $"{computation.Operation} is not available: {reason}.");
    }

    private async Task<string?> Refusal(Computation computation)
    {
        if (computation.Circuit is not { } circuit)
        {
            return null;
        }

        if (_health.IsGivenUp(services.Time.GetUtcNow(), services.ResilienceOptions.ForCircuit(circuit).Timeout))
        {
            return $"{computation.Operation} failed {_health.FailuresInRow} times in a row on this very input";
        }

        return await services.Circuits.TryEnter(circuit) ? null : $"the circuit {circuit} is open after repeated failures";
    }

    /// <summary>Runs the method asked for, and does not wait for it much longer than its budget, whatever it does.</summary>
    private async Task<AnalysisResult> Attempt(Computation computation, ComputeScope scope)
    {
        var limit = (services.ComputeOptions.Budget * 1.1) + TimeSpan.FromMilliseconds(100);
        try
        {
            return await computation.Run(scope).WaitAsync(limit, services.Time);
        }
        catch (TimeoutException) when (!scope.Started)
        {
            await scope.Stop();
            throw new IslException(ErrorCode.Overloaded, "No compute slot came free in time; try again in a few seconds.");
        }
        catch (TimeoutException e)
        {
            await scope.Stop();
            throw new IslException(
                ErrorCode.DeadlineExceeded,
                $"{computation.Operation} did not finish within {services.ComputeOptions.Budget.TotalSeconds:0.###} s",
                e);
        }
    }

    private async Task<AnalysisResult?> FallBack(ResultId id, Computation computation, string reason, Exception? failure, CancellationToken stop)
    {
        foreach (var fallback in computation.Fallbacks)
        {
            CachingLog.FellBack(services.Logger, computation.Operation, id.Subject, fallback.Name, reason, failure);
            try
            {
                var (result, _) = await services.Gate.Run(Lane.Quick, fallback.Name, token => fallback.Run(reason, token), stop);
                _health.FellBack();
                IslMetrics.Fallbacks.WithLabels(computation.Service).Inc();
                return result;
            }
            catch (Exception e) when (IsFailure(e, stop))
            {
                CachingLog.FallbackFailed(services.Logger, computation.Operation, id.Subject, fallback.Name, e);
            }
        }

        return null;
    }

    /// <summary>What counts against a method: not a caller's mistake, not a caller who left, not a full queue.</summary>
    private static bool IsFailure(Exception e, CancellationToken stop) =>
        !stop.IsCancellationRequested && e is not (InputException or IslException { Code: ErrorCode.Overloaded });

    private static string Describe(Exception e) => e switch
    {
        IslException known => known.Message,
        OperationCanceledException => "the time budget was spent",
        _ => $"an internal error ({e.GetType().Name})",
    };

    private async Task Report(Computation computation, CallOutcome outcome, string? failure = null)
    {
        if (computation.Circuit is { } circuit)
        {
            await services.Circuits.Report(circuit, outcome, failure);
        }
    }

    private async Task<StoredAnswer?> FindInStore(ResultId id)
    {
        if (await services.Store.Find(id) is not { } body)
        {
            return null;
        }

        var answer = new StoredAnswer(body, ETagOf(body.Span), Degraded: false);
        services.Cache.Add(id, answer, services.Time.GetUtcNow() + services.CacheOptions.TimeToLive(brief: false));
        return answer;
    }

    private void Forget(ResultId id, Running running)
    {
        if (_running.TryGetValue(id, out var current) && current == running)
        {
            _running.Remove(id);
        }
    }

    private static StoredAnswer Serialise(ResultId id, AnalysisResult result)
    {
        var addressed = result with { ResultId = id.ToString() };
        var body = JsonSerializer.SerializeToUtf8Bytes(addressed, addressed.GetType(), IslJson.Options);
        return new StoredAnswer(body, ETagOf(body), result.Degraded, Brief: !result.Completion.IsWhole);
    }

    private static string ETagOf(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body))[..32];

    private static Answer ToAnswer(ResultId id, StoredAnswer answer, CacheOutcome outcome, ComputeTimes times) =>
        new(id, answer.Body, answer.ETag, answer.Degraded, outcome, times.Queue.TotalSeconds, times.Run.TotalSeconds, answer.Brief);

    private sealed class Running
    {
        public CancellationTokenSource Stop { get; } = new();

        public int Waiters { get; set; }

        public Task<Answer> Task { get; set; } = System.Threading.Tasks.Task.FromException<Answer>(new InvalidOperationException("Not started."));
    }
}
