namespace Isl.Api.Answers;

internal static partial class ApiLog
{
    [LoggerMessage(2001, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void Failed(ILogger logger, string method, string path, Exception exception);

    [LoggerMessage(2002, LogLevel.Warning, "{Method} {Path} refused as {Code}: {Reason}")]
    public static partial void Refused(ILogger logger, string method, string path, string code, string reason);

    [LoggerMessage(2003, LogLevel.Information, "{Method} {Endpoint} answered {Status} in {Milliseconds} ms, cache {Cache}")]
    public static partial void Answered(ILogger logger, string method, string endpoint, int status, double milliseconds, string cache);
}
