using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Isl.Grains.Hosting;

/// <summary>This process's connection to Redis for membership and grain state; it waits for a Redis that is not there yet.</summary>
/// <remarks>
/// Answers go over a connection of their own (see <see cref="Answering.Store.RedisResultStore"/>), so that a large one never delays a heartbeat.
/// </remarks>
public sealed class RedisLink(string connection, TimeProvider time, ILogger<RedisLink> logger) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly Lock _lock = new();
    private Task<IConnectionMultiplexer>? _connected;

    /// <summary>True once Redis has answered; it may be away again.</summary>
    public bool HasAnswered => _connected is { IsCompletedSuccessfully: true };

    /// <summary>The options of a connection that is never given up.</summary>
    public static ConfigurationOptions Options(string connection)
    {
        var options = ConfigurationOptions.Parse(connection);
        options.AbortOnConnectFail = false;
        return options;
    }

    /// <summary>The connection, as soon as Redis has answered; however long that takes.</summary>
    public Task<IConnectionMultiplexer> Connected()
    {
        lock (_lock)
        {
            return _connected ??= Task.Run(Connect);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connected is { IsCompletedSuccessfully: true } connected)
        {
            await (await connected).DisposeAsync();
        }
    }

    private async Task<IConnectionMultiplexer> Connect()
    {
        var redis = await ConnectionMultiplexer.ConnectAsync(Options(connection));
        for (var isTold = false; ;)
        {
            try
            {
                await redis.GetDatabase().PingAsync().WaitAsync(Patience, time);
                if (isTold)
                {
                    ClusterLog.RedisFound(logger);
                }

                return redis;
            }
            catch (Exception e) when (e is not ObjectDisposedException)
            {
                if (!isTold)
                {
                    ClusterLog.WaitingForRedis(logger, e.GetType().Name);
                    isTold = true;
                }

                await Task.Delay(Pause, time);
            }
        }
    }
}
