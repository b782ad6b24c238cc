using Microsoft.Extensions.Logging;

namespace Isl.Grains.Grains;

/// <summary>Log messages of discovery (event ids 2100–2199).</summary>
internal static partial class DiscoveryLog
{
    [LoggerMessage(2101, LogLevel.Warning, "Resamples {First} to {First}+{Count} of data set {Dataset} failed on a worker")]
    public static partial void ChunkFailed(ILogger logger, string dataset, int first, int count, Exception exception);
}
