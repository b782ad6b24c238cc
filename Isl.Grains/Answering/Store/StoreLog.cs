using Microsoft.Extensions.Logging;

namespace Isl.Grains.Answering.Store;

/// <summary>What the tier behind memory says to the log; event ids 2450–2469.</summary>
internal static partial class StoreLog
{
    [LoggerMessage(2450, LogLevel.Warning, "Redis is in trouble; answers are made and held without it until it answers again")]
    public static partial void RedisTrouble(ILogger logger, Exception exception);

    [LoggerMessage(2451, LogLevel.Information, "Redis answers again")]
    public static partial void RedisBack(ILogger logger);
}
