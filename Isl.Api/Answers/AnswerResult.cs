using System.Text;
using Isl.Api.Telemetry;
using Isl.Grains.Interfaces.Answering;

namespace Isl.Api.Answers;

/// <summary>An answer as a response: the stored bytes as they are, and in headers what differs from call to call.</summary>
public sealed class AnswerResult : IResult
{
    private readonly Answer _answer;
    private readonly string _contentType;
    private readonly bool _byAddress;
    private bool _isList;

    /// <summary>The answer to a question.</summary>
    public AnswerResult(Answer answer)
        : this(answer, AnswerHeaders.Json, byAddress: false)
    {
    }

    private AnswerResult(Answer answer, string contentType, bool byAddress) => (_answer, _contentType, _byAddress) = (answer, contentType, byAddress);

    /// <summary>A result that was asked for by its address; it never changes, so any cache on the way may keep it.</summary>
    public static AnswerResult ByAddress(Answer answer) => new(answer, AnswerHeaders.Json, byAddress: true);

    /// <summary>An answer that is a document in itself, such as a text or a drawing.</summary>
    public static AnswerResult Document(Answer answer, string text, string contentType) =>
        new(answer with { Body = Encoding.UTF8.GetBytes(text) }, contentType, byAddress: false);

    /// <summary>An answer that is a bare list: its address stands in a header, for a list has no place for it.</summary>
    public static AnswerResult List(Answer answer) => new(answer, AnswerHeaders.Json, byAddress: false) { _isList = true };

    /// <summary>Writes the answer, or 304 where the caller holds these very bytes.</summary>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        if (_byAddress)
        {
            headers.CacheControl = _answer.Brief ? "no-store" : "public, max-age=31536000, immutable";
            headers[RequestFacts.CacheHeader] = "hit";
        }
        else
        {
            AnswerHeaders.Set(headers, _answer);
            if (_isList)
            {
                headers[AnswerHeaders.ResultId] = _answer.Id.ToString();
            }

            if (_contentType == AnswerHeaders.Json && !_isList)
            {
                httpContext.Features.Get<IAnswerKeeper>()?.Keep(_answer); // which gives it as JSON, with no address of its own
            }
        }

        var etag = $"\"{_answer.ETag}\"";
        headers.ETag = etag;
        if (AnswerHeaders.IsHeld(httpContext.Request.Headers.IfNoneMatch, etag))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        httpContext.Response.ContentType = _contentType;
        httpContext.Response.ContentLength = _answer.Body.Length;
        await httpContext.Response.Body.WriteAsync(_answer.Body, httpContext.RequestAborted);
    }
}
