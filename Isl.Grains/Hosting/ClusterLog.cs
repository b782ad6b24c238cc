using Microsoft.Extensions.Logging;

namespace Isl.Grains.Hosting;

/// <summary>What a process says of its cluster; event ids 2600–2649.</summary>
internal static partial class ClusterLog
{
    [LoggerMessage(2600, LogLevel.Warning, "Redis does not answer ({Kind}); this process listens, and joins the cluster when Redis answers")]
    public static partial void WaitingForRedis(ILogger logger, string kind);

    [LoggerMessage(2601, LogLevel.Information, "Redis answers")]
    public static partial void RedisFound(ILogger logger);

    [LoggerMessage(2602, LogLevel.Warning, "Redis has lost the membership table; version {Version} with {Rows} rows was put back")]
    public static partial void MembershipRestored(ILogger logger, long version, int rows);

    [LoggerMessage(2603, LogLevel.Critical, "This silo is missing from its own membership table and cannot be put back; it leaves")]
    public static partial void MembershipLost(ILogger logger);

    [LoggerMessage(2604, LogLevel.Warning, "The membership table cannot be read ({Kind}); this silo goes on with what it knows")]
    public static partial void MembershipUnreadable(ILogger logger, string kind);

    [LoggerMessage(2605, LogLevel.Information, "The membership table can be read again")]
    public static partial void MembershipReadable(ILogger logger);

    [LoggerMessage(2606, LogLevel.Information, "Warmed up in {Seconds:0.0} s")]
    public static partial void WarmedUp(ILogger logger, double seconds);

    [LoggerMessage(2607, LogLevel.Warning, "The silo did not warm up; its first answers will be slow")]
    public static partial void NotWarmedUp(ILogger logger, Exception exception);

    [LoggerMessage(2608, LogLevel.Warning, "Memory is short: {Answers} answers and {Subjects} subjects were dropped from the cache")]
    public static partial void CacheShed(ILogger logger, int answers, int subjects);

    [LoggerMessage(2609, LogLevel.Warning, "Stopping: what still computes after {Seconds} s is handed back to its callers")]
    public static partial void HandingBack(ILogger logger, double seconds);
}
