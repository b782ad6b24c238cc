using System.Text.Json.Nodes;
using Isl.Api.Answers;
using Isl.Api.Requests;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Endpoints.Compatibility;

/// <summary>Asks a question of this service on behalf of a route that has another name and shape for it: same engine, same cache.</summary>
internal sealed class Forwarding(EndpointDataSource endpoints)
{
    private readonly Dictionary<string, RouteEndpoint> _byPattern = endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
        .DistinctBy(endpoint => endpoint.RoutePattern.RawText)
        .ToDictionary(endpoint => endpoint.RoutePattern.RawText!, StringComparer.Ordinal);

    /// <summary>The answer to a question, as its own route gives it.</summary>
    /// <param name="context">The request; its headers and its end count for the question too.</param>
    /// <param name="route">Pattern of the question's own route.</param>
    /// <param name="body">The question in the shape of that route.</param>
    /// <exception cref="InputException">Something is wrong with the question; places are those of its own shape.</exception>
    public async Task<JsonNode> Ask(HttpContext context, string route, JsonNode body)
    {
        var (endpoint, own) = (_byPattern[route], context.GetEndpoint());
        var (stream, read) = (context.Response.Body, context.Features.Get<IReadBody>());
        using var answer = new MemoryStream();
        try
        {
            context.Request.Headers.IfNoneMatch = default;
            context.Features.Set<IReadBody>(new Body(JsonBytes(body)));
            context.Features.Set<IAnswerKeeper>(null);
            context.SetEndpoint(endpoint);
            context.Response.Body = answer;
            await endpoint.RequestDelegate!(context);
        }
        finally
        {
            context.Response.Body = stream;
            context.Features.Set(read);
            context.SetEndpoint(own);
        }

        context.Response.ContentLength = null;
        return JsonNode.Parse(answer.ToArray())!;
    }

    /// <summary>JSON as this service writes it.</summary>
    public static byte[] JsonBytes(JsonNode node) => System.Text.Encoding.UTF8.GetBytes(node.ToJsonString(IslJson.Options));

    private sealed record Body(ReadOnlyMemory<byte> Bytes) : IReadBody;
}
