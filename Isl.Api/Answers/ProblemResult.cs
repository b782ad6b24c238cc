using System.Collections.Immutable;
using System.Globalization;
using Isl.Api.Telemetry;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Answers;

/// <summary>A problem as a response.</summary>
/// <param name="type">The kind of problem.</param>
/// <param name="message">What went wrong this time.</param>
/// <param name="errors">Every mistake in the request.</param>
/// <param name="retryAfterSeconds">When to try again, as measured; null leaves it to the kind of problem.</param>
public sealed class ProblemResult(
    ProblemType type,
    string message,
    ImmutableArray<InputError> errors = default,
    int? retryAfterSeconds = null) : IResult
{
    private const string ContentType = "application/problem+json";

    /// <summary>Writes the problem unless the response has started.</summary>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        RequestFacts.SetErrorCode(httpContext, type.Code);
        if (httpContext.Response.HasStarted)
        {
            return Task.CompletedTask;
        }

        RequestFacts.SetId(httpContext); // the exception handler clears all headers
        if ((retryAfterSeconds ?? type.RetryAfterSeconds) is { } seconds)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        httpContext.Response.StatusCode = type.Status;
        var problem = new Problem(
            type.Uri,
            type.Title,
            type.Status,
            message,
            type.Code,
            message,
            new ProblemDetail(errors.IsDefault ? [] : errors),
            type.Retryable,
            type.Action,
            RequestFacts.Id(httpContext));
        return httpContext.Response.WriteAsJsonAsync(problem, IslJson.Options, ContentType, CancellationToken.None);
    }
}
