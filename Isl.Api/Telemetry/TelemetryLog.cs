namespace Isl.Api.Telemetry;

internal static partial class TelemetryLog
{
    [LoggerMessage(2003, LogLevel.Information, "{Method} {Endpoint} answered {Status} in {Milliseconds} ms, cache {Cache}")]
    public static partial void Answered(ILogger logger, string method, string endpoint, int status, double milliseconds, string cache);
}
