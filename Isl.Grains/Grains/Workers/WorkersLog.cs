using Microsoft.Extensions.Logging;

namespace Isl.Grains.Grains.Workers;

/// <summary>What fanned-out work says to the log; event ids 2470–2499.</summary>
internal static partial class WorkersLog
{
    [LoggerMessage(
        2470,
        LogLevel.Warning,
        "The part with chunks {First} to {First}+{Count} of a simulation of model {Model} was lost; it is made here"
    )]
    public static partial void SimulationPartLost(ILogger logger, string model, int first, int count, Exception exception);

    [LoggerMessage(2471, LogLevel.Warning, "The part with resamples {First} to {First}+{Count} of data set {Dataset} was lost")]
    public static partial void ResamplingPartLost(ILogger logger, string dataset, int first, int count, Exception exception);

    [LoggerMessage(2472, LogLevel.Information, "The fit of data set {Dataset} goes on from the checkpoint that was left of it")]
    public static partial void GoesOn(ILogger logger, string dataset);

    [LoggerMessage(2473, LogLevel.Warning, "The part with graphs {First} to {First}+{Count} of data set {Dataset} was lost")]
    public static partial void GraphPartLost(ILogger logger, string dataset, int first, int count, Exception exception);
}
