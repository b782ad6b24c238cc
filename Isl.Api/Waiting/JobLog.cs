namespace Isl.Api.Waiting;

/// <summary>What is said of jobs; event ids 2050–2059.</summary>
internal static partial class JobLog
{
    [LoggerMessage(2050, LogLevel.Warning, "The board of jobs cannot be reached")]
    public static partial void BoardUnreachable(ILogger logger, Exception exception);

    [LoggerMessage(2051, LogLevel.Information, "Going on with job {Job}, which nobody was at")]
    public static partial void TakenOver(ILogger logger, string job);

    [LoggerMessage(2052, LogLevel.Error, "What became of job {Job} could not be kept; another process will go on with it")]
    public static partial void NotKept(ILogger logger, string job, Exception exception);
}
