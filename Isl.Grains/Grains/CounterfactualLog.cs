using Microsoft.Extensions.Logging;

namespace Isl.Grains.Grains;

/// <summary>What simulations say to the log; event ids 24xx.</summary>
internal static partial class CounterfactualLog
{
    [LoggerMessage(
        EventId = 2401,
        Level = LogLevel.Warning,
        Message = "The worker of {Count} chunks from {First} of a simulation of model {ModelHash} was lost; they are made here."
    )]
    public static partial void WorkerLost(ILogger logger, string modelHash, int first, int count, Exception exception);
}
