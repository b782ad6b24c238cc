using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Isl.Api.Answers;
using Isl.Api.Requests;
using Isl.Grains.Hosting;
using Isl.Grains.Hosting.Access;

namespace Isl.Api.Front;

/// <summary>Answers what was answered before from the front cache; everything else goes on as if it were not there.</summary>
/// <remarks>
/// It stands behind routing, telemetry, keys and limits. An answer that one key was given may be given to another: answers are functions of their
/// questions. Tokens are left out on purpose: who leaves ends the reading and writing all the same, and asking for the request's token makes one.
/// </remarks>
public sealed class FrontMiddleware(RequestDelegate next, FrontCache cache, FrontHits hits)
{
    /// <summary>The middleware.</summary>
    public Task InvokeAsync(HttpContext context) =>
        IsFor(context, out var route, out var length) ? Answer(context, route, length) : next(context);

    private bool IsFor(HttpContext context, [NotNullWhen(true)] out FrontRoute? route, out int length)
    {
        route = null;
        length = 0;
        var request = context.Request;
        if (!cache.IsOn || request.ContentLength is not (> 0 and <= FrontCacheOptions.MaxBodyBytes) || request.QueryString.HasValue)
        {
            return false;
        }

        length = (int)request.ContentLength;
        route = context.GetEndpoint()?.Metadata.GetMetadata<FrontRoute>();
        return route is not null && HttpMethods.IsPost(request.Method) && RequestBody.IsJson(request);
    }

    private async Task Answer(HttpContext context, FrontRoute route, int length)
    {
        var reader = context.Request.BodyReader;
        var read = await reader.ReadAtLeastAsync(length);
        if (read.Buffer.Length != length)
        {
            reader.AdvanceTo(read.Buffer.Start); // it broke off; the endpoint says so
            await next(context);
            return;
        }

        if (Find(route, read.Buffer, out var place) is { } entry)
        {
            reader.AdvanceTo(read.Buffer.End);
            if (entry.Begin(context))
            {
                await context.Response.Body.WriteAsync(entry.Body);
            }

            hits.Count(route.Service);
            return;
        }

        var body = read.Buffer.ToArray();
        reader.AdvanceTo(read.Buffer.End);
        await Ask(context, route, place, body);
    }

    private FrontEntry? Find(FrontRoute route, ReadOnlySequence<byte> body, out ulong place)
    {
        if (body.IsSingleSegment)
        {
            return Find(route, body.FirstSpan, out place);
        }

        var whole = ArrayPool<byte>.Shared.Rent((int)body.Length);
        try
        {
            body.CopyTo(whole);
            return Find(route, whole.AsSpan(0, (int)body.Length), out place);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    private FrontEntry? Find(FrontRoute route, ReadOnlySpan<byte> body, out ulong place)
    {
        place = cache.PlaceOf(body);
        return cache.Find(route, place, body);
    }

    private async Task Ask(HttpContext context, FrontRoute route, ulong place, byte[] body)
    {
        var pass = new FrontPass(body);
        context.Features.Set<IReadBody>(pass);
        context.Features.Set<IAnswerKeeper>(pass);
        try
        {
            await next(context);
        }
        finally
        {
            cache.Learn(route, place, body, OwnRequests.Has(context) ? null : pass.Answer);
        }
    }
}
