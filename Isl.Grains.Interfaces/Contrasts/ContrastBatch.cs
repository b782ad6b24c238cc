using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Contrasts;

/// <summary>Answer to a <see cref="ContrastBatchQuestion"/>: on the wire a bare list of the single answers, byte for byte.</summary>
[JsonConverter(typeof(AsList))]
public sealed record ContrastBatch : AnalysisResult
{
    /// <summary>The single answers as UTF-8 JSON.</summary>
    public required ImmutableArray<ReadOnlyMemory<byte>> Items { get; init; }

    private sealed class AsList : JsonConverter<ContrastBatch>
    {
        public override ContrastBatch Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are only written.");

        public override void Write(Utf8JsonWriter writer, ContrastBatch value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var item in value.Items)
            {
                writer.WriteRawValue(item.Span, skipInputValidation: true);
            }

            writer.WriteEndArray();
        }
    }
}
