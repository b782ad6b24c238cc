using Isl.Grains.Interfaces.Answering;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Isl.Grains.Answering.Store;

/// <summary>
/// Answers in Redis: one key each, <c>SET … EX</c>. Redis in trouble costs a log line, a figure and a little time, never a request.
/// </summary>
public sealed class RedisResultStore(IConnectionMultiplexer redis, string serviceId, TimeProvider time, ILogger<RedisResultStore> logger)
    : IResultStore
{
    /// <summary>After a failure the tier is left alone for this long, so that a dead Redis does not slow every request.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private long _errors;
    private long _restUntil;

    /// <inheritdoc/>
    public string State => redis.IsConnected && !Resting ? "up" : "down";

    /// <inheritdoc/>
    public long Errors => Interlocked.Read(ref _errors);

    private bool Resting => time.GetUtcNow().UtcTicks < Interlocked.Read(ref _restUntil);

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> Find(ResultId id)
    {
        ReadOnlyMemory<byte>? found = null;
        await Try(async database =>
        {
            // A missing key must stay null: converted, it would be an empty answer.
            if (await database.StringGetAsync(Key(id)) is { HasValue: true } value)
            {
                found = (byte[])value!;
            }
        });
        return found;
    }

    /// <inheritdoc/>
    public ValueTask Keep(ResultId id, ReadOnlyMemory<byte> body, TimeSpan timeToLive) =>
        Try(database => database.StringSetAsync(Key(id), body, timeToLive));

    /// <inheritdoc/>
    public ValueTask Clear() => Try(async database =>
    {
        foreach (var server in redis.GetServers())
        {
            await foreach (var key in server.KeysAsync(pattern: $"{serviceId}/result/*"))
            {
                await database.KeyDeleteAsync(key);
            }
        }
    });

    private RedisKey Key(ResultId id) => $"{serviceId}/result/{id}";

    private async ValueTask Try(Func<IDatabase, Task> call)
    {
        if (Resting)
        {
            return;
        }

        try
        {
            await call(redis.GetDatabase()).WaitAsync(Patience, time);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            Interlocked.Increment(ref _errors);
            Interlocked.Exchange(ref _restUntil, time.GetUtcNow().Add(Rest).UtcTicks);
            CachingLog.RedisTrouble(logger, e);
        }
    }
}
