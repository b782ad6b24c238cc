using System.Text.Json;
using System.Text.Json.Serialization;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Tables;

/// <summary>CSV text in a request, as the bytes it came in: a text of megabytes is not turned into characters first.</summary>
/// <param name="Utf8">UTF-8.</param>
[JsonConverter(typeof(Converter))]
public sealed record CsvText(ReadOnlyMemory<byte> Utf8)
{
    private sealed class Converter : JsonConverter<CsvText>
    {
        public override CsvText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                throw new InputException("/data_csv", "The CSV is not a text; send it as one JSON string, its line breaks as \\n.");
            }

            var bytes = new byte[reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length];
            return new CsvText(bytes.AsMemory(0, reader.CopyString(bytes)));
        }

        public override void Write(Utf8JsonWriter writer, CsvText value, JsonSerializerOptions options) => writer.WriteStringValue(value.Utf8.Span);
    }
}
