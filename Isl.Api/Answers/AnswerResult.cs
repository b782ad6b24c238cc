using System.Globalization;
using System.Text;
using Isl.Api.Telemetry;
using Isl.Grains.Interfaces.Answering;
using Microsoft.Net.Http.Headers;

namespace Isl.Api.Answers;

/// <summary>An answer as a response: the stored bytes as they are, and in headers what differs from call to call.</summary>
public sealed class AnswerResult : IResult
{
    private const string Json = "application/json; charset=utf-8";
    private readonly Answer _answer;
    private readonly string _contentType;
    private readonly bool _byAddress;

    /// <summary>The answer to a question.</summary>
    public AnswerResult(Answer answer)
        : this(answer, Json, byAddress: false)
    {
    }

    private AnswerResult(Answer answer, string contentType, bool byAddress) => (_answer, _contentType, _byAddress) = (answer, contentType, byAddress);

    /// <summary>A result that was asked for by its address; it never changes, so any cache on the way may keep it.</summary>
    public static AnswerResult ByAddress(Answer answer) => new(answer, Json, byAddress: true);

    /// <summary>An answer that is a document in itself, such as a text or a drawing.</summary>
    public static AnswerResult Document(Answer answer, string text, string contentType) =>
        new(answer with { Body = Encoding.UTF8.GetBytes(text) }, contentType, byAddress: false);

    /// <summary>Writes the answer, or 304 where the caller holds these very bytes.</summary>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        SetHeaders(headers);
        var etag = new EntityTagHeaderValue($"\"{_answer.ETag}\"");
        headers.ETag = etag.ToString();
        if (EntityTagHeaderValue.TryParseList(httpContext.Request.Headers.IfNoneMatch, out var held)
            && held.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(etag, useStrongComparison: false)))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        httpContext.Response.ContentType = _contentType;
        httpContext.Response.ContentLength = _answer.Body.Length;
        await httpContext.Response.Body.WriteAsync(_answer.Body, httpContext.RequestAborted);
    }

    private void SetHeaders(IHeaderDictionary headers)
    {
        if (_byAddress)
        {
            headers.CacheControl = _answer.Brief ? "no-store" : "public, max-age=31536000, immutable";
            headers[RequestFacts.CacheHeader] = "hit";
            return;
        }

        headers[RequestFacts.CacheHeader] = _answer.Cache switch
        {
            CacheOutcome.Hit => "hit",
            CacheOutcome.Coalesced => "coalesced",
            _ => "miss",
        };
        headers["Server-Timing"] = string.Create(
            CultureInfo.InvariantCulture,
            $"queue;dur={_answer.QueueSeconds * 1000:0.###}, compute;dur={_answer.ComputeSeconds * 1000:0.###}");
    }
}
