using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Jobs;

namespace Isl.Api.Endpoints.Jobs;

/// <summary>Questions that were asked with <c>Prefer: respond-async</c>.</summary>
public static class JobEndpoints
{
    private const int IdDigits = 32;
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    /// <summary>Maps the jobs.</summary>
    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup(JobDocument.Route).WithTags("Jobs");
        group.MapGet("/{job_id}", Get)
            .WithQuery()
            .WithName("get_job")
            .WithSummary("Where a job stands")
            .Produces<JobDocument>(StatusCodes.Status200OK, Json)
            .Produces<Problem>(StatusCodes.Status404NotFound, ProblemJson);
        group.MapDelete("/{job_id}", Cancel)
            .WithQuery()
            .WithName("cancel_job")
            .WithSummary("Cancels a job; one that has ended stays as it is")
            .Produces<JobDocument>(StatusCodes.Status200OK, Json)
            .Produces<Problem>(StatusCodes.Status404NotFound, ProblemJson);
        group.MapGet("/{job_id}/result", GetResult)
            .WithQuery()
            .WithName("get_job_result")
            .WithSummary("The answer of a job: the response that the question itself would have had")
            .Produces<object>(StatusCodes.Status200OK, Json)
            .Produces<Problem>(StatusCodes.Status404NotFound, ProblemJson)
            .Produces<Problem>(StatusCodes.Status409Conflict, ProblemJson);
    }

    private static async Task<IResult> Get(HttpContext context, string job_id, JobCalls jobs) =>
        IsId(job_id) && await jobs.GetStatus(job_id, context.RequestAborted) is { } status ? new JobResult(job_id, status) : NotHeld(job_id);

    private static async Task<IResult> Cancel(HttpContext context, string job_id, JobCalls jobs) =>
        IsId(job_id) && await jobs.Cancel(job_id, context.RequestAborted) is { } status ? new JobResult(job_id, status) : NotHeld(job_id);

    private static async Task<IResult> GetResult(HttpContext context, string job_id, JobCalls jobs)
    {
        if (!IsId(job_id))
        {
            return NotHeld(job_id);
        }

        if (await jobs.GetAnswer(job_id, context.RequestAborted) is { } answer)
        {
            return new JobAnswerResult(answer);
        }

        return await jobs.GetStatus(job_id, context.RequestAborted) is { } status
            ? new ProblemResult(
                ProblemTypes.JobNotDone, status.State == JobState.Cancelled ? "The job was cancelled." : "The job has not ended yet.")
            : NotHeld(job_id);
    }

    /// <summary>Could it be one? What is none is not looked for.</summary>
    private static bool IsId(string id) => id.Length == IdDigits && id.All(char.IsAsciiHexDigitLower);

    private static ProblemResult NotHeld(string id) => new(ProblemTypes.JobNotHeld, $"No job is kept under '{id}'.");

    private sealed class JobAnswerResult(JobAnswer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.Headers.CacheControl = "no-store";
            if (answer.ETag is { } etag)
            {
                response.Headers.ETag = etag;
            }

            response.StatusCode = answer.Status;
            response.ContentType = answer.ContentType;
            response.ContentLength = answer.Body.Length;
            return response.Body.WriteAsync(answer.Body, httpContext.RequestAborted).AsTask();
        }
    }
}
