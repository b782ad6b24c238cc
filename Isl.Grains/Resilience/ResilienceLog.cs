using Isl.Grains.Interfaces.Resilience;
using Microsoft.Extensions.Logging;

namespace Isl.Grains.Resilience;

internal static partial class ResilienceLog
{
    [LoggerMessage(2501, LogLevel.Warning, "Circuit {Circuit} went from {Before} to {After}; last failure: {LastFailure}")]
    public static partial void CircuitChanged(ILogger logger, string circuit, CircuitState before, CircuitState after, string? lastFailure);

    [LoggerMessage(2502, LogLevel.Warning, "State of {Name} could not be stored")]
    public static partial void StateNotStored(ILogger logger, string name, Exception exception);

    [LoggerMessage(2503, LogLevel.Warning, "Breaker of circuit {Circuit} cannot be reached; calls proceed")]
    public static partial void BreakerUnreachable(ILogger logger, string circuit, Exception exception);

    [LoggerMessage(2504, LogLevel.Warning, "Circuits and health cannot be reached; what is counted is kept, and tried again ({Kind}: {Message})")]
    public static partial void GrainsUnreachable(ILogger logger, string kind, string message);

    [LoggerMessage(2505, LogLevel.Information, "Circuits and health can be reached again")]
    public static partial void GrainsReachable(ILogger logger);
}
