using Isl.Grains.Interfaces.Errors;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Runtime.Messaging;
using Orleans.Storage;

namespace Isl.Api.Answers;

/// <summary>Turns every exception into a problem response; only a bug becomes a 500, and only that is logged as an error.</summary>
public sealed class IslExceptionHandler(ILogger<IslExceptionHandler> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is InputException input)
        {
            await ProblemWriter.Write(httpContext, ProblemTypes.InvalidRequest, input.Message, input.Errors);
            return true;
        }

        var type = httpContext.RequestAborted.IsCancellationRequested ? ProblemTypes.ClientClosedRequest : TypeOf(exception);
        if (type == ProblemTypes.InternalError)
        {
            ApiLog.Failed(logger, httpContext.Request.Method, httpContext.Request.Path, exception);
        }
        else if (type.Status is 503 or 504)
        {
            ApiLog.Refused(logger, httpContext.Request.Method, httpContext.Request.Path, type.Code, exception.Message);
        }

        // What a bug says may hold anything; it stays in the log.
        await ProblemWriter.Write(httpContext, type, type == ProblemTypes.InternalError ? type.Title + "." : exception.Message);
        return true;
    }

    /// <summary>The kind of problem an exception is, as measured for this version of Orleans.</summary>
    public static ProblemType TypeOf(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => ProblemTypes.BodyTooLarge,
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => ProblemTypes.UnsupportedMediaType,
        BadHttpRequestException => ProblemTypes.MalformedBody,
        InputException => ProblemTypes.InvalidRequest,
        IslException { Code: ErrorCode.Overloaded } => ProblemTypes.Overloaded,
        IslException { Code: ErrorCode.DeadlineExceeded } => ProblemTypes.DeadlineExceeded,
        IslException { Code: ErrorCode.NumericalFailure } => ProblemTypes.NumericalFailure,
        IslException { Code: ErrorCode.NotFound } => ProblemTypes.ResultNotHeld,
        GatewayTooBusyException or LimitExceededException => ProblemTypes.Overloaded,
        OrleansMessageRejectionException or ConnectionFailedException or InconsistentStateException => ProblemTypes.ClusterUnavailable,
        TimeoutException => ProblemTypes.DeadlineExceeded,
        OrleansException => ProblemTypes.ClusterUnavailable,
        _ => ProblemTypes.InternalError,
    };
}
