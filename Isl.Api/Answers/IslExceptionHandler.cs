using Isl.Api.Telemetry;
using Isl.Grains.Interfaces.Errors;
using Microsoft.AspNetCore.Diagnostics;

namespace Isl.Api.Answers;

/// <summary>Turns every exception into a problem response; only a bug becomes a 500, and only that is logged as an error.</summary>
public sealed class IslExceptionHandler(ILogger<IslExceptionHandler> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var type = exception is not InputException && httpContext.RequestAborted.IsCancellationRequested
            ? ProblemTypes.ClientClosedRequest
            : ExceptionProblems.TypeOf(exception);
        using var scope = RequestScopes.Begin(httpContext);
        if (type == ProblemTypes.InternalError)
        {
            ApiLog.Failed(logger, httpContext.Request.Method, httpContext.Request.Path, exception);
        }
        else if (type.Status is 503 or 504)
        {
            ApiLog.Refused(logger, httpContext.Request.Method, httpContext.Request.Path, type.Code, exception.Message);
        }

        var errors = exception is InputException input ? input.Errors : [];
        var message = ExceptionProblems.MessageOf(exception, type);
        await new ProblemResult(type, message, errors, ExceptionProblems.RetryAfterSecondsOf(exception)).ExecuteAsync(httpContext);
        return true;
    }
}
