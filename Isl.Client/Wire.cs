using System.Text.Json;
using System.Text.Json.Nodes;

namespace Isl.Client;

/// <summary>How questions are written: members in the service's spelling, nothing where nothing was said.</summary>
internal static class Wire
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.General);

    /// <summary>A question from its parts; the members of <paramref name="more"/> are added as they are.</summary>
    public static JsonObject Question(object? more, params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var question = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                question[name] = value;
            }
        }

        foreach (var (name, value) in ObjectOf(more))
        {
            question[name] = value?.DeepClone();
        }

        return question;
    }

    /// <summary>As JSON.</summary>
    public static JsonNode? NodeOf(object? value) => value as JsonNode ?? JsonSerializer.SerializeToNode(value, Json);

    private static JsonObject ObjectOf(object? more) => NodeOf(more) switch
    {
        null => [],
        JsonObject members => members,
        _ => throw new ArgumentException("More members of a question are an object.", nameof(more)),
    };
}
