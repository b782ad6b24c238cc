namespace Isl.Grains.Interfaces.Errors;

/// <summary>Why a question could not be answered, other than by the caller's mistake (see <see cref="InputException"/>).</summary>
public enum ErrorCode
{
    /// <summary>The subject grain does not hold the graph, model or data set; send it along (never leaves the service).</summary>
    SubjectNeeded,

    /// <summary>Nothing is held under this address.</summary>
    NotFound,

    /// <summary>The compute queue is full; try again shortly.</summary>
    Overloaded,

    /// <summary>The deadline passed and no simpler method applies.</summary>
    DeadlineExceeded,

    /// <summary>A numerical method broke down and no simpler method applies.</summary>
    NumericalFailure,

    /// <summary>A store does not answer, and the call was about that store.</summary>
    StoreUnavailable,

    /// <summary>The process that computed it is leaving; the same question can be asked of another one, or of its successor.</summary>
    Stopping,
}

/// <summary>A foreseen failure that a grain reports to its caller.</summary>
[GenerateSerializer, Alias("isl.exception.v1")]
public sealed class IslException(ErrorCode code, string message, Exception? inner = null, TimeSpan? retryAfter = null) : Exception(message, inner)
{
    /// <summary>The kind of failure; it decides the HTTP status.</summary>
    [Id(0)]
    public ErrorCode Code { get; } = code;

    /// <summary>When it is worth asking again; null where nothing is known of that.</summary>
    [Id(1)]
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
