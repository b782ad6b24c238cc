using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using Isl.Api.Answers;
using Isl.Api.Requests;
using Isl.Api.Telemetry;
using Isl.Grains.Hosting;
using Isl.Grains.Hosting.Access;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Isl.Api.Front;

/// <summary>
/// Answers what the front cache holds before the pipeline begins, so that a hit is not passed through middlewares that have nothing to do with it.
/// </summary>
/// <remarks>
/// Only for requests with which none of them would do anything: a plain POST to the address of a question, its body there at once, no key, no wish
/// for events, jobs or packing; and only where callers need no key and have no limit. The id, the headers, the counts and the log line are those of
/// any request. Everything else, also a hit whose lease is over, goes the long way, and nothing of it was consumed. A middleware that does something
/// with a plain POST to a question belongs here too.
/// </remarks>
public sealed class FrontLane(
    RequestDelegate next,
    FrontCache cache,
    FrontHits hits,
    RequestTally tally,
    EndpointDataSource endpoints,
    IOptions<BodyLimits> limits,
    TimeProvider time)
{
    private readonly long _maxBytes = Math.Min(FrontCacheOptions.MaxBodyBytes, limits.Value.MaxBytes);
    private readonly Lazy<FrozenDictionary<string, Place>> _places = new(() => Places(endpoints));

    /// <summary>The middleware.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (!IsFor(context.Request, out var place) || Find(context.Request, place.Route) is not { } entry)
        {
            return next(context);
        }

        RequestIds.Identify(context, time);
        var hit = (Lane: this, place.Route, Entry: entry);
        return tally.Tell(context, place.Template, static (context, hit) => hit.Lane.Give(context, hit.Route, hit.Entry), hit);
    }

    private async Task Give(HttpContext context, FrontRoute route, FrontEntry entry)
    {
        var hasBody = entry.Begin(context);
        SecurityHeaders.Set(context);
        if (hasBody)
        {
            await context.Response.Body.WriteAsync(entry.Body);
        }

        hits.Count(route.Service);
    }

    private bool IsFor(HttpRequest request, [NotNullWhen(true)] out Place? place)
    {
        place = null;
        var headers = request.Headers;
        return HttpMethods.IsPost(request.Method)
            && request.ContentLength > 0
            && request.ContentLength <= _maxBytes
            && !request.QueryString.HasValue
            && _places.Value.TryGetValue(request.Path.Value ?? "", out place)
            && !headers.Accept.ToString().Contains(AnswerHeaders.Events, StringComparison.OrdinalIgnoreCase)
            && headers.ContentEncoding.Count == 0
            && headers["Prefer"].Count == 0
            && !AccessExtensions.HasKey(headers)
            && RequestBody.IsJson(request);
    }

    /// <summary>The body is looked at and left where it is, unless it is answered.</summary>
    private FrontEntry? Find(HttpRequest request, FrontRoute route)
    {
        ReadResult read;
        try
        {
            if (!request.BodyReader.TryRead(out read))
            {
                return null;
            }
        }
        catch (BadHttpRequestException e)
        {
            request.HttpContext.Features.Set<IRequestBodyPipeFeature>(new BrokenBody(e)); // who reads it next says so to the caller
            return null;
        }

        var isWhole = read.Buffer.IsSingleSegment && read.Buffer.Length == request.ContentLength;
        var entry = isWhole ? cache.Peek(route, read.Buffer.FirstSpan) : null;
        if (entry is not null && entry.Body.Length >= AnswerHeaders.PackedFrom && request.Headers.AcceptEncoding.Count > 0)
        {
            entry = null; // it may go packed
        }

        request.BodyReader.AdvanceTo(entry is null ? read.Buffer.Start : read.Buffer.End);
        return entry;
    }

    private static FrozenDictionary<string, Place> Places(EndpointDataSource endpoints) => endpoints.Endpoints
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.Parameters.Count == 0)
        .Select(endpoint => new { Template = endpoint.RoutePattern.RawText!, Route = endpoint.Metadata.GetMetadata<FrontRoute>() })
        .Where(endpoint => endpoint.Route is not null)
        .ToFrozenDictionary(endpoint => endpoint.Template, endpoint => new Place(endpoint.Template, endpoint.Route!), StringComparer.Ordinal);

    private sealed record Place(string Template, FrontRoute Route);
}
