namespace Isl.Api.Answers;

internal static partial class ApiLog
{
    [LoggerMessage(2001, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void Failed(ILogger logger, string method, string path, Exception exception);

    [LoggerMessage(2002, LogLevel.Warning, "{Method} {Path} refused as {Code}: {Reason}")]
    public static partial void Refused(ILogger logger, string method, string path, string code, string reason);

    [LoggerMessage(2004, LogLevel.Error, "An item of a batch failed")]
    public static partial void ItemFailed(ILogger logger, Exception exception);
}
