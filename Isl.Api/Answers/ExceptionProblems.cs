using Isl.Grains.Interfaces.Errors;
using Orleans.Runtime.Messaging;
using Orleans.Storage;

namespace Isl.Api.Answers;

/// <summary>Which problem an exception is, and what of it a caller may read.</summary>
public static class ExceptionProblems
{
    /// <summary>The kind of problem an exception is, as measured for this version of Orleans.</summary>
    public static ProblemType TypeOf(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => ProblemTypes.BodyTooSlow,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => ProblemTypes.BodyTooLarge,
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => ProblemTypes.UnsupportedMediaType,
        BadHttpRequestException => ProblemTypes.MalformedBody,
        InputException => ProblemTypes.InvalidRequest,
        IslException { Code: ErrorCode.Overloaded } => ProblemTypes.Overloaded,
        IslException { Code: ErrorCode.Stopping } => ProblemTypes.Stopping,
        IslException { Code: ErrorCode.DeadlineExceeded } => ProblemTypes.DeadlineExceeded,
        IslException { Code: ErrorCode.NumericalFailure } => ProblemTypes.NumericalFailure,
        IslException { Code: ErrorCode.NotFound } => ProblemTypes.ResultNotHeld,
        IslException { Code: ErrorCode.StoreUnavailable } => ProblemTypes.StoreUnavailable,
        GatewayTooBusyException or LimitExceededException => ProblemTypes.Overloaded,
        OrleansMessageRejectionException or ConnectionFailedException or InconsistentStateException => ProblemTypes.ClusterUnavailable,
        TimeoutException => ProblemTypes.DeadlineExceeded,
        OrleansException => ProblemTypes.ClusterUnavailable,
        _ => ProblemTypes.InternalError,
    };

    /// <summary>Whole seconds after which it is worth asking again; null where the kind of problem says it all.</summary>
    public static int? RetryAfterSecondsOf(Exception exception) =>
        exception is IslException { RetryAfter: { } wait } ? (int)Math.Ceiling(Math.Max(1, wait.TotalSeconds)) : null;

    /// <summary>
    /// What a caller is told. Only our own sentences leave the service: those of a bug, of the runtime or of Orleans may hold stack traces,
    /// paths and addresses, and stay in the log.
    /// </summary>
    public static string MessageOf(Exception exception, ProblemType type) => exception switch
    {
        InputException => exception.Message,
        IslException when type != ProblemTypes.InternalError => exception.Message,
        BadHttpRequestException when type == ProblemTypes.UnsupportedMediaType || type == ProblemTypes.MalformedBody => exception.Message,
        _ => type.Title + ".",
    };
}
