using Microsoft.Extensions.Logging;

namespace Isl.Grains.Answering;

/// <summary>What the engine room says to the log; event ids 2400–2449.</summary>
internal static partial class AnsweringLog
{
    [LoggerMessage(2402, LogLevel.Warning, "{Operation} on {Subject} failed, answering by {Fallback}: {Reason}")]
    public static partial void FellBack(ILogger logger, string operation, string subject, string fallback, string reason, Exception? exception);

    [LoggerMessage(2403, LogLevel.Warning, "{Operation} on {Subject}: fallback {Fallback} failed too")]
    public static partial void FallbackFailed(ILogger logger, string operation, string subject, string fallback, Exception exception);

    [LoggerMessage(2404, LogLevel.Warning, "{Subject} is not kept: the gate is full")]
    public static partial void NotKept(ILogger logger, string subject, Exception exception);
}
