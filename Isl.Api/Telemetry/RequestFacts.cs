namespace Isl.Api.Telemetry;

/// <summary>What is known of a request beside its content: its id, and how it was answered.</summary>
public static class RequestFacts
{
    /// <summary>Header with the request's id, given by the caller or made here.</summary>
    public const string IdHeader = "X-Request-Id";

    /// <summary>Header that says how the answer came about.</summary>
    public const string CacheHeader = "X-Isl-Cache";

    private const string ErrorCodeKey = "isl.error_code";

    /// <summary>The id of a request.</summary>
    public static string Id(HttpContext context) => context.TraceIdentifier;

    /// <summary>Puts the id into the response; once more where its headers were cleared since.</summary>
    public static void SetId(HttpContext context) => context.Response.Headers[IdHeader] = context.TraceIdentifier;

    /// <summary>Remembers which kind of error a request was answered with.</summary>
    public static void SetErrorCode(HttpContext context, string code) => context.Items[ErrorCodeKey] = code;

    /// <summary>The kind of error that a request was answered with; null where there was none.</summary>
    public static string? ErrorCode(HttpContext context) => context.Items[ErrorCodeKey] as string;
}
