using Isl.Grains.Interfaces.Answering;

namespace Isl.Grains.Interfaces.Jobs;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>It waits for its turn.</summary>
    Queued,

    /// <summary>It is being computed.</summary>
    Running,

    /// <summary>Its answer is there.</summary>
    Done,

    /// <summary>There is no answer; the problem says why.</summary>
    Failed,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}

/// <summary>A question as it was sent, so that any API can ask it again.</summary>
/// <param name="Path">Where it was sent.</param>
/// <param name="Query">With which query, question mark included; empty for none.</param>
/// <param name="ContentType">What the body is.</param>
/// <param name="Body">Every byte of it; nobody writes to them.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="RequestId">The request's id, for the log.</param>
[GenerateSerializer, Immutable, Alias("isl.job-request.v1")]
public sealed record JobRequest(
    [property: Id(0)] string Path,
    [property: Id(1)] string Query,
    [property: Id(2)] string? ContentType,
    [property: Id(3)] byte[] Body,
    [property: Id(4)] string Caller,
    [property: Id(5)] string RequestId);

/// <summary>How a job ended: the very response that an open request would have been given.</summary>
/// <param name="Status">Status code.</param>
/// <param name="ContentType">Content type.</param>
/// <param name="ETag">Entity tag with its quotes; null where there is none.</param>
/// <param name="Body">Every byte of it; nobody writes to them.</param>
/// <param name="ResultId">The answer's address; null where it has none.</param>
/// <param name="IsHeld">Whether the same bytes can be had at that address.</param>
[GenerateSerializer, Immutable, Alias("isl.job-answer.v1")]
public sealed record JobAnswer(
    [property: Id(0)] int Status,
    [property: Id(1)] string? ContentType,
    [property: Id(2)] string? ETag,
    [property: Id(3)] byte[] Body,
    [property: Id(4)] string? ResultId,
    [property: Id(5)] bool IsHeld)
{
    /// <summary>Is it an answer, and not a problem?</summary>
    public bool IsAnswer => Status is >= 200 and < 300;
}

/// <summary>What is told of a job.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="CreatedAt">When it was asked.</param>
/// <param name="EndedAt">When it ended; null while it has not.</param>
/// <param name="ExpiresAt">When it is forgotten.</param>
/// <param name="Progress">How far it is; null where that is not known, and after its end.</param>
/// <param name="ResultId">The answer's address; null without one.</param>
/// <param name="IsHeld">Whether the same bytes can be had at that address.</param>
/// <param name="Problem">The problem of one that failed, UTF-8 JSON; empty for any other.</param>
[GenerateSerializer, Immutable, Alias("isl.job-status.v1")]
public sealed record JobStatus(
    [property: Id(0)] JobState State,
    [property: Id(1)] DateTimeOffset CreatedAt,
    [property: Id(2)] DateTimeOffset? EndedAt,
    [property: Id(3)] DateTimeOffset ExpiresAt,
    [property: Id(4)] WorkProgress? Progress,
    [property: Id(5)] string? ResultId,
    [property: Id(6)] bool IsHeld,
    [property: Id(7)] byte[] Problem);

/// <summary>Why a job is not taken.</summary>
public enum JobRefusal
{
    /// <summary>It is taken.</summary>
    None,

    /// <summary>This caller has as many open as one may have.</summary>
    TooManyOfCaller,

    /// <summary>As many are kept, or as many bytes, as may be.</summary>
    Full,
}

/// <summary>A job that a worker is at, as the board knows it.</summary>
/// <param name="Id">The job.</param>
/// <param name="Caller">Who asked.</param>
/// <param name="Bytes">Bytes of its question.</param>
[GenerateSerializer, Immutable, Alias("isl.job-note.v1")]
public sealed record JobNote([property: Id(0)] string Id, [property: Id(1)] string Caller, [property: Id(2)] long Bytes);

/// <summary>What the board tells a worker.</summary>
/// <param name="Take">Jobs that nobody is at: it is to go on with them.</param>
/// <param name="Stop">Jobs that ended otherwise: it is to stop.</param>
[GenerateSerializer, Immutable, Alias("isl.job-orders.v1")]
public sealed record JobOrders([property: Id(0)] string[] Take, [property: Id(1)] string[] Stop);
