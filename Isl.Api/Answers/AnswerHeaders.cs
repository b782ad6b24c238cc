using System.Globalization;
using Isl.Api.Telemetry;
using Isl.Grains.Interfaces.Answering;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Isl.Api.Answers;

/// <summary>The headers of answers, the same whoever gives them.</summary>
public static class AnswerHeaders
{
    /// <summary>Content type of an answer.</summary>
    public const string Json = "application/json; charset=utf-8";

    /// <summary>Content type of a stream of events.</summary>
    public const string Events = "text/event-stream";

    /// <summary>The address of an answer that is a bare list.</summary>
    public const string ResultId = "X-Isl-Result-Id";

    /// <summary>Bytes from which an answer goes packed to whoever takes it so: below, packing takes longer than sending.</summary>
    public const int PackedFrom = 16 * 1024;

    private const string Timing = "Server-Timing";
    private const string NoTime = "queue;dur=0, compute;dur=0";

    /// <summary>Of an answer that was held.</summary>
    public static void SetHit(IHeaderDictionary headers)
    {
        headers[RequestFacts.CacheHeader] = "hit";
        headers[Timing] = NoTime;
    }

    /// <summary>Of an answer to a question: how it came about and what it took.</summary>
    public static void Set(IHeaderDictionary headers, Answer answer)
    {
        headers[RequestFacts.CacheHeader] = answer.Cache switch
        {
            CacheOutcome.Hit => "hit",
            CacheOutcome.Coalesced => "coalesced",
            _ => "miss",
        };
        headers[Timing] = answer is { QueueSeconds: 0, ComputeSeconds: 0 }
            ? NoTime
            : string.Create(
                CultureInfo.InvariantCulture,
                $"queue;dur={answer.QueueSeconds * 1000:0.###}, compute;dur={answer.ComputeSeconds * 1000:0.###}");
    }

    /// <summary>Does the caller hold these very bytes?</summary>
    /// <param name="ifNoneMatch">What the caller says it holds.</param>
    /// <param name="etag">The answer's entity tag, in quotes.</param>
    public static bool IsHeld(StringValues ifNoneMatch, string etag)
    {
        if (ifNoneMatch.Count == 0)
        {
            return false;
        }

        return ifNoneMatch == etag
            || (EntityTagHeaderValue.TryParseList(ifNoneMatch, out var held)
                && held.Any(tag => tag.Equals(EntityTagHeaderValue.Any)
                    || tag.Compare(EntityTagHeaderValue.Parse(etag), useStrongComparison: false)));
    }
}
