using System.Collections.Immutable;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Answers;

/// <summary>An error as the API answers it: RFC 9457 problem details with the members that clients of ISL read.</summary>
/// <param name="Type">Stable URI of the kind of error.</param>
/// <param name="Title">The kind of error in words.</param>
/// <param name="Status">HTTP status code.</param>
/// <param name="Detail">What went wrong this time.</param>
/// <param name="ErrorCode">The kind of error as a stable code.</param>
/// <param name="Message">The same text as <paramref name="Detail"/>.</param>
/// <param name="Details">Every mistake in the request, with its place.</param>
/// <param name="Retryable">Whether the same request may succeed later.</param>
/// <param name="SuggestedAction">What to do about it.</param>
/// <param name="TraceId">The request id, as in the log lines and the <c>X-Request-Id</c> header.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string ErrorCode,
    string Message,
    ProblemDetail Details,
    bool Retryable,
    string SuggestedAction,
    string TraceId);

/// <summary>Particulars of an error.</summary>
/// <param name="Errors">Every mistake found in the request; empty where the request was not at fault.</param>
public sealed record ProblemDetail(ImmutableArray<InputError> Errors);
