namespace Isl.Api.Telemetry;

internal static partial class TelemetryLog
{
    [LoggerMessage(2003, LogLevel.Information, "{Method} {Endpoint} answered {Status} in {Milliseconds} ms, cache {Cache}")]
    public static partial void Answered(ILogger logger, string method, string endpoint, int status, double milliseconds, string cache);

    [LoggerMessage(2004, LogLevel.Warning, "{Count} lines of requests were dropped: more came than could be written")]
    public static partial void Dropped(ILogger logger, long count);
}
