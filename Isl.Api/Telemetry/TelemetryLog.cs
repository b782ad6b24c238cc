namespace Isl.Api.Telemetry;

internal static partial class TelemetryLog
{
    [LoggerMessage(2004, LogLevel.Warning, "{Count} lines of requests were dropped: more came than could be written")]
    public static partial void Dropped(ILogger logger, long count);
}
