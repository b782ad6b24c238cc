using System.Globalization;
using Isl.Api.Telemetry;
using Isl.Grains.Interfaces.Answering;

namespace Isl.Api.Waiting;

/// <summary>A response that was written aside, to be given to whoever waits for it.</summary>
/// <param name="Status">Status code.</param>
/// <param name="ContentType">Content type.</param>
/// <param name="Headers">What else its headers say.</param>
/// <param name="Body">Every byte of it.</param>
/// <param name="Answer">The answer that it is; null where it is none, or one without an address of its own.</param>
/// <param name="ErrorCode">The kind of error that it tells; null where it tells none.</param>
internal sealed record Recorded(
    int Status,
    string? ContentType,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body,
    Answer? Answer,
    string? ErrorCode)
{
    /// <summary>Headers that belong to the answer and not to the way it was sent.</summary>
    private static readonly string[] Kept =
        ["ETag", "Retry-After", "Server-Timing", RequestFacts.CacheHeader, Answers.AnswerHeaders.ResultId];

    /// <summary>Is it an answer?</summary>
    public bool IsAnswer => Status is >= StatusCodes.Status200OK and < StatusCodes.Status300MultipleChoices;

    /// <summary>When to ask again; zero where nothing was said.</summary>
    public TimeSpan RetryAfter =>
        int.TryParse(Headers.GetValueOrDefault("Retry-After"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : default;

    /// <summary>What was written in a context.</summary>
    public static Recorded Of(HttpContext context, ReadOnlyMemory<byte> body, Answer? answer) => new(
        context.Response.StatusCode,
        context.Response.ContentType,
        Kept.Where(context.Response.Headers.ContainsKey).ToDictionary(name => name, name => context.Response.Headers[name].ToString()),
        body,
        answer,
        RequestFacts.ErrorCode(context));

    /// <summary>Gives it as the response to another request.</summary>
    public Task Give(HttpContext context)
    {
        if (ErrorCode is not null)
        {
            RequestFacts.SetErrorCode(context, ErrorCode);
        }

        foreach (var (name, value) in Headers)
        {
            context.Response.Headers[name] = value;
        }

        context.Response.StatusCode = Status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = Body.Length;
        return context.Response.Body.WriteAsync(Body, context.RequestAborted).AsTask();
    }
}
