using System.Globalization;
using Isl.Grains.Interfaces.Answering;
using Microsoft.Net.Http.Headers;

namespace Isl.Api.Answers;

/// <summary>Writes answers: the stored bytes as they are, and in headers what differs from call to call.</summary>
public static class AnswerWriter
{
    /// <summary>Header that says how the answer came about.</summary>
    public const string CacheHeader = "X-Isl-Cache";

    private const string Json = "application/json; charset=utf-8";

    /// <summary>Writes the answer to a question, or 304 where the caller holds these very bytes.</summary>
    public static Task Write(HttpContext context, Answer answer) => Write(context, answer, Json);

    private static Task Write(HttpContext context, Answer answer, string contentType)
    {
        var headers = context.Response.Headers;
        headers[CacheHeader] = answer.Cache switch
        {
            CacheOutcome.Hit => "hit",
            CacheOutcome.Coalesced => "coalesced",
            _ => "miss",
        };
        headers["Server-Timing"] = string.Create(
            CultureInfo.InvariantCulture,
            $"queue;dur={answer.QueueSeconds * 1000:0.###}, compute;dur={answer.ComputeSeconds * 1000:0.###}");
        return WriteBody(context, answer, contentType);
    }

    /// <summary>Writes a result that was asked for by its address; it never changes, so any cache on the way may keep it.</summary>
    public static Task WriteImmutable(HttpContext context, Answer answer)
    {
        context.Response.Headers.CacheControl = answer.Brief ? "no-store" : "public, max-age=31536000, immutable";
        context.Response.Headers[CacheHeader] = "hit";
        return WriteBody(context, answer, Json);
    }

    /// <summary>Writes an answer that is a document in itself, such as a text or a drawing.</summary>
    public static Task WriteDocument(HttpContext context, Answer answer, string text, string contentType) =>
        Write(context, answer with { Body = System.Text.Encoding.UTF8.GetBytes(text) }, contentType);

    private static async Task WriteBody(HttpContext context, Answer answer, string contentType)
    {
        var etag = new EntityTagHeaderValue($"\"{answer.ETag}\"");
        context.Response.Headers.ETag = etag.ToString();
        if (EntityTagHeaderValue.TryParseList(context.Request.Headers.IfNoneMatch, out var held)
            && held.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(etag, useStrongComparison: false)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = contentType;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}
