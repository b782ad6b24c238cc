using System.Security.Claims;
using Isl.Api.Access;
using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Requests;
using Isl.Api.Telemetry;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Jobs;
using Microsoft.AspNetCore.Diagnostics;

namespace Isl.Api.Waiting;

/// <summary>A question as it was sent, to be asked aside: without its connection, and more than once if need be.</summary>
/// <param name="Endpoint">Who answers it.</param>
/// <param name="Path">Where it was sent.</param>
/// <param name="Query">With which query.</param>
/// <param name="ContentType">What the body is.</param>
/// <param name="Body">Every byte of it.</param>
/// <param name="Caller">Who asks, for the shares of the gate.</param>
/// <param name="Id">The id of the request, for the log.</param>
internal sealed record AsideRequest(
    RouteEndpoint Endpoint, string Path, string Query, string? ContentType, ReadOnlyMemory<byte> Body, string Caller, string Id)
{
    /// <summary>The question of a request, whose body is read.</summary>
    public static async Task<AsideRequest> Of(HttpContext context) => new(
        (RouteEndpoint)context.GetEndpoint()!,
        context.Request.Path.Value!,
        context.Request.QueryString.Value ?? "",
        context.Request.ContentType,
        await RequestBody.ReadBytes(context),
        CallerScopes.NameOf(context),
        RequestFacts.Id(context));

    /// <summary>The question as it is stored; its address as its endpoint writes it, however the caller did.</summary>
    public JobRequest ToStored() => new(Endpoint.RoutePattern.RawText!, Query, ContentType, Body.ToArray(), Caller, Id);

    /// <summary>Asks, and records the response: the very one that an open request would have been given, errors included.</summary>
    /// <param name="services">The services of the process.</param>
    /// <param name="watch">Watches the work.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<Recorded> Ask(IServiceProvider services, ProgressWatch watch, CancellationToken cancellationToken)
    {
        watch.Begin();
        RequestContext.Set(CallerCallFilter.CallerKey, Caller);
        RequestContext.Set(CallerCallFilter.RequestIdKey, Id);
        await using var scope = services.CreateAsyncScope();
        using var written = new MemoryStream();
        var keeper = new Keeper();
        var context = NewContext(scope.ServiceProvider, written, keeper, cancellationToken);
        using var log = RequestScopes.Begin(context);
        try
        {
            await Endpoint.RequestDelegate!(context);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            foreach (var handler in services.GetServices<IExceptionHandler>())
            {
                await handler.TryHandleAsync(context, e, CancellationToken.None);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        await context.Response.BodyWriter.FlushAsync(CancellationToken.None);
        return Recorded.Of(context, written.ToArray(), keeper.Answer);
    }

    private DefaultHttpContext NewContext(IServiceProvider services, Stream written, Keeper keeper, CancellationToken cancellationToken)
    {
        var context = new DefaultHttpContext
        {
            RequestServices = services,
            RequestAborted = cancellationToken,
            TraceIdentifier = Id,
            User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Caller)])),
        };
        context.SetEndpoint(Endpoint);
        context.Request.Method = HttpMethods.Post;
        context.Request.Path = Path;
        context.Request.QueryString = new QueryString(Query);
        context.Request.ContentType = ContentType;
        context.Request.ContentLength = Body.Length;
        context.Features.Set<IReadBody>(new ReadBefore(Body));
        context.Features.Set<IAnswerKeeper>(keeper);
        context.Response.Body = written;
        return context;
    }

    private sealed record ReadBefore(ReadOnlyMemory<byte> Bytes) : IReadBody;

    private sealed class Keeper : IAnswerKeeper
    {
        public Answer? Answer { get; private set; }

        public void Keep(Answer answer) => Answer = answer;
    }
}
