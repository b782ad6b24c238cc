using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace Isl.Api.Mcp;

/// <summary>The tools: one for each question of the OpenAPI document, so that a new question is a new tool by itself.</summary>
public sealed class ToolCatalog(InnerRequests inner)
{
    private const string Document = "/openapi/v1.json";

    /// <summary>Sections whose operations are no questions, or are questions that others ask already.</summary>
    private static readonly string[] NoTools = ["Operations", "Other names", "Results", "Jobs"];

    private IReadOnlyDictionary<string, ToolEntry>? _tools;

    /// <summary>All tools by name.</summary>
    public async ValueTask<IReadOnlyDictionary<string, ToolEntry>> All(HttpContext caller, CancellationToken cancellationToken)
    {
        if (_tools is { } known)
        {
            return known;
        }

        var document = await inner.Ask(caller, HttpMethods.Get, Document, [], cancellationToken);
        return document.IsOk
            ? _tools = Read(JsonNode.Parse(document.Body)!.AsObject())
            : throw new InvalidOperationException($"The document of the API answered {document.Status}.");
    }

    /// <summary>The tools of an OpenAPI document.</summary>
    internal static IReadOnlyDictionary<string, ToolEntry> Read(JsonObject document)
    {
        var schemas = document["components"]!["schemas"]!.AsObject();
        var tools =
            from path in document["paths"]!.AsObject()
            let operation = path.Value!["post"] as JsonObject
            let content = operation?["requestBody"]?["content"]?["application/json"] as JsonObject
            where content is not null && !NoTools.Contains((string?)operation["tags"]?[0])
            select new ToolEntry(path.Key, ToolOf(operation, content, schemas));
        return tools.ToDictionary(entry => entry.Tool.Name, StringComparer.Ordinal);
    }

    private static Tool ToolOf(JsonObject operation, JsonObject content, JsonObject schemas)
    {
        var summary = (string)operation["summary"]!;
        return new Tool
        {
            Name = (string)operation["operationId"]!,
            Title = summary,
            Description = string.Join(' ', new[] { summary, (string?)operation["description"] }.Where(text => !string.IsNullOrEmpty(text))),
            InputSchema = JsonSerializer.SerializeToElement(ToolSchema.Of(content["schema"]!, content["example"], schemas)),
            // A question changes nothing, and asked again it is answered the same.
            Annotations = new ToolAnnotations { ReadOnlyHint = true, IdempotentHint = true, DestructiveHint = false, OpenWorldHint = false },
        };
    }
}

/// <summary>A tool and where it asks.</summary>
/// <param name="Path">Address of the question.</param>
/// <param name="Tool">What is told of it.</param>
public sealed record ToolEntry(string Path, Tool Tool);
