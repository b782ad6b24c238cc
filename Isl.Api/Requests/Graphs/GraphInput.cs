using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isl.Api.Requests.Graphs;

/// <summary>A causal graph as callers send it: an object with nodes and edges, or text in dagitty or DOT syntax.</summary>
/// <param name="Json">The value as it stands in the body; read by <see cref="GraphReader"/>.</param>
[JsonConverter(typeof(Converter))]
public sealed record GraphInput(JsonElement Json)
{
    private sealed class Converter : JsonConverter<GraphInput>
    {
        public override GraphInput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonElement.ParseValue(ref reader));

        public override void Write(Utf8JsonWriter writer, GraphInput value, JsonSerializerOptions options) => value.Json.WriteTo(writer);
    }
}
