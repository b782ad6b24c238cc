using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Optimisation;

/// <summary>Writes a front as the bare list of its plans, each with the address of the whole and its own place.</summary>
public sealed class ParetoFrontConverter : JsonConverter<ParetoFrontResult>
{
    /// <inheritdoc/>
    public override ParetoFrontResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Fronts are only written.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ParetoFrontResult value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        for (var i = 0; i < value.Points.Length; i++)
        {
            JsonSerializer.Serialize(writer, value.Points[i] with { ResultId = $"{value.ResultId}#{i}" }, options);
        }

        writer.WriteEndArray();
    }
}
