using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Isl.Api.Answers;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Endpoints.Compatibility;

/// <summary>Reads what a route with another name is sent, and writes what it answers.</summary>
internal static class OtherName
{
    /// <summary>The body as an object.</summary>
    public static async Task<JsonObject> Read(HttpContext context)
    {
        if (!RequestBody.IsJson(context.Request))
        {
            throw new BadHttpRequestException("Send application/json.", StatusCodes.Status415UnsupportedMediaType);
        }

        var bytes = await RequestBody.ReadBytes(context);
        var reading = Reading.WithDefaults();
        UnreadableText.Check(bytes.Span, reading);
        reading.Errors.ThrowIfAny();
        try
        {
            return JsonNode.Parse(bytes.Span, documentOptions: new() { MaxDepth = 64, AllowDuplicateProperties = false }) as JsonObject
                ?? throw new InputException("", "The body is not an object; send a JSON object.");
        }
        catch (System.Text.Json.JsonException e)
        {
            throw JsonFlaws.At(bytes.Span, JsonPointer.Root, e);
        }
    }

    /// <summary>Runs a mapping; mistakes that its question finds are told at the places where the caller has them.</summary>
    /// <param name="ask">The mapping.</param>
    /// <param name="renamed">Places of the question and what they are here; the first that fits counts.</param>
    public static async Task<JsonNode> AtTheirPlaces(Func<Task<JsonNode>> ask, params (string Asked, string Here)[] renamed)
    {
        try
        {
            return await ask();
        }
        catch (InputException e)
        {
            throw new InputException([.. e.Errors.Select(error => error with { Path = Here(error.Path, renamed) })]);
        }
    }

    /// <summary>Moves members to other names, where they are given and the other is not.</summary>
    public static JsonObject Renamed(JsonObject body, params (string Here, string Asked)[] members)
    {
        foreach (var (here, asked) in members)
        {
            if (body.ContainsKey(here) && !body.ContainsKey(asked))
            {
                var value = body[here];
                body.Remove(here);
                body[asked] = value;
            }
        }

        return body;
    }

    /// <summary>The answer as a response.</summary>
    public static IResult Result(HttpContext context, Microsoft.Extensions.Primitives.StringValues held, JsonNode answer)
    {
        var bytes = Forwarding.JsonBytes(answer);
        var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"";
        context.Response.Headers.ETag = etag;
        return AnswerHeaders.IsHeld(held, etag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(bytes, AnswerHeaders.Json);
    }

    private static string Here(string path, (string Asked, string Here)[] renamed)
    {
        foreach (var (asked, here) in renamed)
        {
            if (path == asked || path.StartsWith(asked + "/", StringComparison.Ordinal))
            {
                return here + path[asked.Length..];
            }
        }

        return path;
    }
}
