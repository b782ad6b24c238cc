using System.Text.Json.Nodes;

namespace Isl.Api.Mcp;

/// <summary>Makes the schema of a tool's arguments, which stands alone, from that of a request, which refers to others of its document.</summary>
internal static class ToolSchema
{
    private const string Components = "#/components/schemas/";
    private const string Definitions = "#/$defs/";

    /// <summary>The schema, with all it refers to and an example.</summary>
    /// <param name="request">Schema of the request: an object, or a reference to one.</param>
    /// <param name="example">An example request; may be null.</param>
    /// <param name="schemas">Those of the document.</param>
    public static JsonObject Of(JsonNode request, JsonNode? example, JsonObject schemas)
    {
        var root = (string?)request["$ref"] is { } reference ? schemas[NameOf(reference)]! : request;
        var definitions = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        var schema = Copy(root, schemas, definitions).AsObject();
        if (definitions.Count > 0)
        {
            schema["$defs"] = new JsonObject(definitions.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value)));
        }

        if (example is not null)
        {
            schema["examples"] = new JsonArray(example.DeepClone());
        }

        return schema;
    }

    private static JsonNode Copy(JsonNode node, JsonObject schemas, SortedDictionary<string, JsonNode> definitions)
    {
        switch (node)
        {
            case JsonObject members:
                var copy = new JsonObject();
                foreach (var (name, value) in members)
                {
                    copy[name] = name == "$ref" ? Refer((string)value!, schemas, definitions)
                        : value is null ? null
                        : Copy(value, schemas, definitions);
                }

                return copy;
            case JsonArray items:
                return new JsonArray([.. items.Select(item => item is null ? null : Copy(item, schemas, definitions))]);
            default:
                return node.DeepClone();
        }
    }

    private static string Refer(string reference, JsonObject schemas, SortedDictionary<string, JsonNode> definitions)
    {
        var name = NameOf(reference);
        if (definitions.TryAdd(name, new JsonObject())) // holds the place: schemas may refer to themselves
        {
            definitions[name] = Copy(schemas[name]!, schemas, definitions);
        }

        return Definitions + name;
    }

    private static string NameOf(string reference) =>
        reference.StartsWith(Components, StringComparison.Ordinal)
            ? reference[Components.Length..]
            : throw new ArgumentException($"'{reference}' is not a schema of the document.", nameof(reference));
}
