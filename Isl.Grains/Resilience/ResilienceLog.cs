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

    [LoggerMessage(2504, LogLevel.Warning, "Health of service {Service} cannot be reported yet; its counts are kept")]
    public static partial void HealthUnreachable(ILogger logger, string service, Exception exception);
}
