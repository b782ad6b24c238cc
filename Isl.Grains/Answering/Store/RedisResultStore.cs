using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Telemetry;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Isl.Grains.Answering.Store;

/// <summary>
/// Answers in Redis: one key each, <c>SET … EX</c>. Redis in trouble costs a log line, a figure and a little time, never a request.
/// </summary>
/// <remarks>
/// The first call that fails takes the tier out of use for all that follow; a ping in the background takes it back in. So one request at most
/// waits for a Redis that is silent.
/// </remarks>
public sealed class RedisResultStore(IConnectionMultiplexer redis, string serviceId, TimeProvider time, ILogger<RedisResultStore> logger)
    : IResultStore
{
    private const int KeysAtOnce = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ClearPatience = TimeSpan.FromSeconds(20);
    private long _errors;
    private int _isDown;

    /// <inheritdoc/>
    public string State => Volatile.Read(ref _isDown) == 0 ? "up" : "down";

    /// <inheritdoc/>
    public long Errors => Interlocked.Read(ref _errors);

    /// <inheritdoc/>
    public async ValueTask<FoundAnswer?> Find(ResultId id)
    {
        using var span = Spans.Store("find");
        FoundAnswer? found = null;
        await Try(async database =>
        {
            // A missing key must stay null: converted, it would be an empty answer.
            if (await database.StringGetWithExpiryAsync(Key(id)) is { Value: { HasValue: true } value, Expiry: { } timeLeft })
            {
                found = new FoundAnswer((byte[])value!, timeLeft);
            }
        });
        span?.SetTag("isl.found", found is not null);
        return found;
    }

    /// <inheritdoc/>
    public async ValueTask Keep(ResultId id, ReadOnlyMemory<byte> body, TimeSpan timeToLive)
    {
        using var span = Spans.Store("keep");
        await Try(database => database.StringSetAsync(Key(id), body, timeToLive));
    }

    /// <inheritdoc/>
    public async Task<long> Clear()
    {
        try
        {
            return await Delete().WaitAsync(ClearPatience, time);
        }
        catch (Exception e)
        {
            Trouble(e);
            throw new IslException(
                ErrorCode.StoreUnavailable,
                "Redis does not answer, so it may still hold results. Memory was cleared; ask again.",
                e,
                PingInterval);
        }
    }

    private async Task<long> Delete()
    {
        var deleted = 0L;
        foreach (var server in redis.GetServers().Where(server => !server.IsReplica))
        {
            await foreach (var keys in Batches(server))
            {
                deleted += await redis.GetDatabase().ExecuteAsync("UNLINK", [.. keys]) is { IsNull: false } count ? (long)count : 0;
            }
        }

        return deleted;
    }

    private async IAsyncEnumerable<List<object>> Batches(IServer server)
    {
        var batch = new List<object>(KeysAtOnce);
        await foreach (var key in server.KeysAsync(pattern: $"{Escape(serviceId)}/result/*", pageSize: KeysAtOnce))
        {
            batch.Add(key);
            if (batch.Count == KeysAtOnce)
            {
                yield return batch;
                batch = new List<object>(KeysAtOnce);
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    /// <summary>A name as a pattern that matches it alone: another service's keys are not ours to delete.</summary>
    private static string Escape(string name) =>
        string.Concat(name.Select(letter => letter is '*' or '?' or '[' or ']' or '\\' or '^' ? $"\\{letter}" : $"{letter}"));

    private RedisKey Key(ResultId id) => $"{serviceId}/result/{id}";

    private async ValueTask Try(Func<IDatabase, Task> call)
    {
        if (Volatile.Read(ref _isDown) != 0)
        {
            return;
        }

        try
        {
            await call(redis.GetDatabase()).WaitAsync(Patience, time);
        }
        catch (Exception e)
        {
            Trouble(e); // whatever the client throws, it is the tier's trouble and no caller's
        }
    }

    private void Trouble(Exception e)
    {
        Interlocked.Increment(ref _errors);
        if (Interlocked.Exchange(ref _isDown, 1) == 0)
        {
            StoreLog.RedisTrouble(logger, e);
            _ = PingUntilItAnswers();
        }
    }

    private async Task PingUntilItAnswers()
    {
        while (Volatile.Read(ref _isDown) != 0)
        {
            await Task.Delay(PingInterval, time);
            try
            {
                await redis.GetDatabase().PingAsync().WaitAsync(Patience, time);
                Volatile.Write(ref _isDown, 0);
                StoreLog.RedisBack(logger);
            }
            catch (ObjectDisposedException)
            {
                return; // the process is ending
            }
            catch (Exception)
            {
                // Not yet; the log has said that it is away.
            }
        }
    }
}
