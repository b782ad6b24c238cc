using Microsoft.Extensions.Logging;

namespace Isl.Grains.Answering;

internal static partial class CachingLog
{
    [LoggerMessage(2401, LogLevel.Warning, "The Redis result tier is in trouble; answering without it")]
    public static partial void RedisTrouble(ILogger logger, Exception exception);

    [LoggerMessage(2402, LogLevel.Warning, "{Operation} on {Subject} failed, answering by {Fallback}: {Reason}")]
    public static partial void FellBack(ILogger logger, string operation, string subject, string fallback, string reason, Exception? exception);

    [LoggerMessage(2403, LogLevel.Warning, "{Operation} on {Subject}: fallback {Fallback} failed too")]
    public static partial void FallbackFailed(ILogger logger, string operation, string subject, string fallback, Exception exception);

    [LoggerMessage(2404, LogLevel.Warning, "{Subject} is not kept: the gate is full")]
    public static partial void NotKept(ILogger logger, string subject, Exception exception);
}
