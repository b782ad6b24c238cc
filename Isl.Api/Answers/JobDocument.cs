using System.Text.Json;
using System.Text.Json.Serialization;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Jobs;

namespace Isl.Api.Answers;

/// <summary>What is told of a job.</summary>
/// <param name="JobId">Its id, which nobody can guess: whoever knows it may look at the job and cancel it.</param>
/// <param name="Status">queued, running, done, failed or cancelled.</param>
/// <param name="CreatedAt">When it was asked.</param>
/// <param name="EndedAt">When it ended; left out while it is open.</param>
/// <param name="ExpiresAt">When it is forgotten.</param>
/// <param name="Progress">How far it is, where that is known.</param>
/// <param name="ResultId">The address of its answer, the same as that of the direct answer.</param>
/// <param name="Result">Where the answer is: the very bytes of the direct answer.</param>
/// <param name="Error">The problem, where there is no answer.</param>
public sealed record JobDocument(
    string JobId,
    JobState Status,
    DateTimeOffset CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? EndedAt,
    DateTimeOffset ExpiresAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WorkProgress? Progress,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ResultId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Result,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Error)
{
    /// <summary>Where jobs are.</summary>
    public const string Route = "/api/v1/jobs";

    private const string Results = "/api/v1/results";

    /// <summary>The document of a job.</summary>
    public static JobDocument Of(string id, JobStatus status) => new(
        id,
        status.State,
        status.CreatedAt,
        status.EndedAt,
        status.ExpiresAt,
        status.Progress,
        status.ResultId,
        status.State != JobState.Done ? null : status.IsHeld ? $"{Results}/{status.ResultId}" : $"{Route}/{id}/result",
        status.Problem.Length == 0 ? null : JsonDocument.Parse(status.Problem).RootElement.Clone());
}

/// <summary>The document of a job as a response, which no cache may keep.</summary>
/// <param name="id">Its id.</param>
/// <param name="status">What is told of it.</param>
/// <param name="code">Status code: 202 where it was taken, else 200.</param>
public sealed class JobResult(string id, JobStatus status, int code = StatusCodes.Status200OK) : IResult
{
    private const string PreferenceApplied = "Preference-Applied";
    private const string AskAgain = "1";

    /// <summary>Writes it.</summary>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.CacheControl = "no-store";
        if (status.EndedAt is null)
        {
            headers.RetryAfter = AskAgain;
        }

        if (code == StatusCodes.Status202Accepted)
        {
            headers.Location = $"{JobDocument.Route}/{id}";
            headers[PreferenceApplied] = "respond-async";
        }

        httpContext.Response.StatusCode = code;
        return httpContext.Response.WriteAsJsonAsync(
            JobDocument.Of(id, status), IslJson.Options, AnswerHeaders.Json, httpContext.RequestAborted);
    }
}
