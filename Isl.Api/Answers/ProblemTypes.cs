namespace Isl.Api.Answers;

/// <summary>A kind of error: what does not change from one case to the next.</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="Code">Stable code, the <c>error_code</c> of the response and the <c>type</c> label of <c>http_errors_total</c>.</param>
/// <param name="Title">In words.</param>
/// <param name="Action">What to do about it.</param>
/// <param name="Retryable">Whether the same request may succeed later.</param>
/// <param name="RetryAfterSeconds">When to try again, for the <c>Retry-After</c> header.</param>
public sealed record ProblemType(int Status, string Code, string Title, string Action, bool Retryable = false, int? RetryAfterSeconds = null)
{
    /// <summary>Stable URI of this kind of error.</summary>
    public string Uri => $"urn:isl:problem:{Code}";
}

/// <summary>All kinds of errors.</summary>
public static class ProblemTypes
{
    /// <summary>The request says something that cannot be answered.</summary>
    public static readonly ProblemType InvalidRequest = new(
        400, "invalid_request", "The request is not valid", "Fix the fields listed in details.errors and send the request again.");

    /// <summary>The body is not JSON.</summary>
    public static readonly ProblemType MalformedBody = new(
        400, "malformed_body", "The request body cannot be read", "Send a UTF-8 JSON body as described at /docs.");

    /// <summary>No key, or an unknown one.</summary>
    public static readonly ProblemType Unauthorized = new(
        401, "unauthorized", "A key is needed", "Send a valid key, as Authorization: Bearer KEY or in the X-API-Key header.");

    /// <summary>The key does not allow this.</summary>
    public static readonly ProblemType Forbidden = new(
        403, "forbidden", "This is not allowed", "Ask the operator for a key that allows it.");

    /// <summary>No such address.</summary>
    public static readonly ProblemType NotFound = new(
        404, "not_found", "There is nothing at this address", "Look up the address at /docs.");

    /// <summary>The result is not held.</summary>
    public static readonly ProblemType ResultNotHeld = new(
        404, "result_not_held", "No result is held under this address", "Ask the question again; its answer will have the same address.");

    /// <summary>The graph is not held.</summary>
    public static readonly ProblemType GraphNotHeld = new(
        404,
        "graph_not_held",
        "No graph is held under this hash",
        "Ask any question about the graph, such as /api/v1/causal/validate; from then on it is held under the dag_hash of the answer.");

    /// <summary>There is no circuit of this name.</summary>
    public static readonly ProblemType UnknownCircuit = new(
        404, "unknown_circuit", "There is no circuit of this name", "Name one of the circuits listed at /health/circuit-breakers.");

    /// <summary>There is no such job.</summary>
    public static readonly ProblemType JobNotHeld = new(
        404, "job_not_held", "No job is kept under this id", "Ask the question again; jobs are forgotten an hour after their end.");

    /// <summary>The job has not ended.</summary>
    public static readonly ProblemType JobNotDone = new(
        409,
        "job_not_done",
        "The job has no result",
        "Look at the job's status; its result is there when the status is done.",
        Retryable: true,
        RetryAfterSeconds: 1);

    /// <summary>This caller has too many jobs.</summary>
    public static readonly ProblemType TooManyJobs = new(
        429,
        "too_many_jobs",
        "This caller has too many open jobs",
        "Wait until one of them has ended, or cancel one.",
        Retryable: true,
        RetryAfterSeconds: 5);

    /// <summary>The address exists, not for this method.</summary>
    public static readonly ProblemType MethodNotAllowed = new(
        405, "method_not_allowed", "This address does not take this method", "Use the method in the Allow header, see /docs.");

    /// <summary>The body came too slowly.</summary>
    public static readonly ProblemType BodyTooSlow = new(
        408, "body_too_slow", "The request body came too slowly", "Send the request again, over a faster connection.", Retryable: true);

    /// <summary>The body is larger than the limit.</summary>
    public static readonly ProblemType BodyTooLarge = new(
        413, "body_too_large", "The request body is too large", "Send fewer rows or nodes in one request.");

    /// <summary>The content type is not understood.</summary>
    public static readonly ProblemType UnsupportedMediaType = new(
        415, "unsupported_media_type", "This content type is not understood", "Send Content-Type: application/json.");

    /// <summary>This caller asks too often.</summary>
    public static readonly ProblemType RateLimited = new(
        429,
        "rate_limited",
        "This caller asks too often",
        "Try again after the time in the Retry-After header, and spread requests evenly.",
        Retryable: true);

    /// <summary>Too many requests wait already.</summary>
    public static readonly ProblemType Overloaded = new(
        503,
        "overloaded",
        "The service is at its limit",
        "Try again after the time in the Retry-After header.",
        Retryable: true,
        RetryAfterSeconds: 2);

    /// <summary>The process is leaving, and did not finish the computation.</summary>
    public static readonly ProblemType Stopping = new(
        503,
        "stopping",
        "This part of the service is stopping",
        "Try again after the time in the Retry-After header.",
        Retryable: true,
        RetryAfterSeconds: 1);

    /// <summary>The store that an operator's action is about does not answer.</summary>
    public static readonly ProblemType StoreUnavailable = new(
        503,
        "store_unavailable",
        "Redis does not answer",
        "Try again after the time in the Retry-After header.",
        Retryable: true,
        RetryAfterSeconds: 2);

    /// <summary>A silo or the cluster cannot be reached.</summary>
    public static readonly ProblemType ClusterUnavailable = new(
        503,
        "cluster_unavailable",
        "The cluster cannot be reached",
        "Try again after the time in the Retry-After header.",
        Retryable: true,
        RetryAfterSeconds: 5);

    /// <summary>A numerical method broke down and nothing simpler applies.</summary>
    public static readonly ProblemType NumericalFailure = new(
        503,
        "numerical_failure",
        "The computation broke down numerically",
        "Check the data for extreme values and near-collinear columns, or choose another method.",
        RetryAfterSeconds: 1);

    /// <summary>No answer within the deadline.</summary>
    public static readonly ProblemType DeadlineExceeded = new(
        504,
        "deadline_exceeded",
        "There was no answer within the deadline",
        "Ask for less (fewer rows, variables or samples), or try again.",
        Retryable: true);

    /// <summary>The caller went away.</summary>
    public static readonly ProblemType ClientClosedRequest = new(
        499, "client_closed_request", "The caller left before the answer", "Nothing; the computation was stopped.", Retryable: true);

    /// <summary>A bug.</summary>
    public static readonly ProblemType InternalError = new(
        500, "internal_error", "Something went wrong inside the service", "Report the trace_id to the operator.", Retryable: true);
}
