using System.Net.Mime;
using Microsoft.Extensions.Primitives;

namespace Isl.Api.Mcp;

/// <summary>Asks this API from within, through the whole pipeline: keys, limits, counts, caches and errors are those of any request.</summary>
public sealed class InnerRequests(IServiceScopeFactory scopes)
{
    /// <summary>Headers that say who asks; the inner request has them of the outer.</summary>
    private static readonly string[] Identity = ["Authorization", "X-API-Key"];

    private RequestDelegate? _pipeline;

    /// <summary>Asks.</summary>
    /// <param name="caller">The request on whose behalf.</param>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">Address, without a query.</param>
    /// <param name="body">JSON; empty for a GET.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<InnerAnswer> Ask(HttpContext caller, string method, string path, byte[] body, CancellationToken cancellationToken)
    {
        var pipeline = _pipeline ?? throw new InvalidOperationException("The pipeline is not built yet.");
        await using var scope = scopes.CreateAsyncScope();
        using var answer = new MemoryStream();
        var context = new DefaultHttpContext
        {
            RequestServices = scope.ServiceProvider,
            RequestAborted = cancellationToken,
            TraceIdentifier = caller.TraceIdentifier,
        };
        Fill(context.Request, caller.Request, method, path, body);
        context.Connection.RemoteIpAddress = caller.Connection.RemoteIpAddress;
        context.Response.Body = answer;
        await pipeline(context);
        await context.Response.CompleteAsync();
        return new InnerAnswer(context.Response.StatusCode, answer.ToArray());
    }

    /// <summary>What comes behind the place where this is called.</summary>
    internal void Attach(RequestDelegate pipeline) => _pipeline = pipeline;

    private static void Fill(HttpRequest request, HttpRequest outer, string method, string path, byte[] body)
    {
        (request.Method, request.Path, request.Scheme, request.Host, request.Protocol) = (method, path, outer.Scheme, outer.Host, outer.Protocol);
        foreach (var name in Identity)
        {
            if (outer.Headers.TryGetValue(name, out var given))
            {
                request.Headers[name] = given;
            }
        }

        request.Headers["X-Request-Id"] = new StringValues(outer.HttpContext.TraceIdentifier);
        if (body.Length > 0)
        {
            request.ContentType = MediaTypeNames.Application.Json;
            request.ContentLength = body.Length;
            request.Body = new MemoryStream(body, writable: false);
        }
    }
}

/// <summary>How an inner request was answered.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body.</param>
public sealed record InnerAnswer(int Status, byte[] Body)
{
    /// <summary>Whether it is an answer and not an error.</summary>
    public bool IsOk => Status == StatusCodes.Status200OK;
}
