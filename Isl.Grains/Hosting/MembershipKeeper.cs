using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Isl.Grains.Hosting;

/// <summary>On every silo of a cluster: looks at the membership table in Redis, and puts back what Redis has lost.</summary>
/// <remarks>
/// Orleans does not notice an emptied Redis: the silos go on as before, and the next one that starts founds a cluster of its own beside them.
/// A silo that stays missing although Redis answers says so and leaves, for a process that nobody finds is of no use.
/// </remarks>
public sealed class MembershipKeeper(
    RedisLink link,
    IOptions<RedisClusteringOptions> redisOptions,
    IOptions<ClusterOptions> cluster,
    IOptions<ClusterTimings> timings,
    ILocalSiloDetails silo,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<MembershipKeeper> logger) : BackgroundService
{
    /// <summary>Repairs in a row that others undid before this silo gives up on the table.</summary>
    private const int MostRepairs = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var copy = new MembershipCopy(silo.SiloAddress.ToString());
        var repairs = 0;
        var isReadable = true;
        try
        {
            var database = (await link.Connected().WaitAsync(stoppingToken)).GetDatabase();
            var key = redisOptions.Value.CreateRedisKey(cluster.Value);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(timings.Value.KeeperSeconds), time);
            while (await timer.WaitForNextTickAsync(stoppingToken) && repairs < MostRepairs)
            {
                try
                {
                    repairs = await Look(copy, database, key) ? 0 : repairs + 1;
                    Tell(ref isReadable, trouble: null);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    // The client throws TaskCanceledException too where Redis is in trouble.
                    Tell(ref isReadable, e);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }

        ClusterLog.MembershipLost(logger);
        lifetime.StopApplication();
    }

    /// <summary>One look; false where the table was not as it should be.</summary>
    private async Task<bool> Look(MembershipCopy copy, IDatabase database, RedisKey key)
    {
        var table = await database.HashGetAllAsync(key).WaitAsync(Patience, time);
        if (copy.Read(table) is not { } repair)
        {
            return true;
        }

        if (await repair.Write(database, key).WaitAsync(Patience, time))
        {
            ClusterLog.MembershipRestored(logger, repair.Version, repair.Rows.Length);
        }

        return false;
    }

    private void Tell(ref bool isReadable, Exception? trouble)
    {
        if (trouble is null == isReadable)
        {
            return;
        }

        isReadable = trouble is null;
        if (trouble is null)
        {
            ClusterLog.MembershipReadable(logger);
        }
        else
        {
            ClusterLog.MembershipUnreadable(logger, trouble.GetType().Name);
        }
    }
}
