using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Requests;

/// <summary>Brings every name in a JSON body into the form that names are kept in, before anything is read.</summary>
/// <remarks>
/// One name may be typed in two ways that look the same (é as one character or as two). Names stand at many places, as members and as values, so
/// the body is read once for all of them, and written anew only where one of them changes.
/// </remarks>
internal static class BodyNames
{
    private static readonly SearchValues<byte> Unusual = SearchValues.Create([(byte)'\\', .. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)]);
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Members whose line breaks mean something: texts, not names.</summary>
    private static readonly string[] Texts = ["dag_structure", "dag", "domain_description", "data_csv", "before_csv", "after_csv", "formula"];

    /// <summary>The body with its names normalised; the same bytes where none changes, or where it is not JSON.</summary>
    public static ReadOnlySpan<byte> Normalise(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.ContainsAny(Unusual))
        {
            return utf8;
        }

        try
        {
            var look = new Utf8JsonReader(utf8);
            for (var isText = false; look.Read(); isText = IsText(ref look))
            {
                if (look.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                    && !isText
                    && look.ValueSpan.ContainsAny(Unusual)
                    && look.GetString() is { } name
                    && !ReferenceEquals(NodeName.Normalise(name), name)
                    && NodeName.Normalise(name) != name)
                {
                    return Rewrite(utf8);
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What is not JSON, or no text, is reported by the reader of the body.
        }

        return utf8;
    }

    private static ReadOnlySpan<byte> Rewrite(ReadOnlySpan<byte> utf8)
    {
        var written = new ArrayBufferWriter<byte>(utf8.Length);
        using var json = new Utf8JsonWriter(written, Options);
        var read = new Utf8JsonReader(utf8);
        for (var isText = false; read.Read(); isText = IsText(ref read))
        {
            switch (read.TokenType)
            {
                case JsonTokenType.StartObject:
                    json.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    json.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    json.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    json.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    json.WritePropertyName(NodeName.Normalise(read.GetString()!));
                    break;
                case JsonTokenType.String:
                    json.WriteStringValue(isText ? read.GetString()! : NodeName.Normalise(read.GetString()!));
                    break;
                default:
                    json.WriteRawValue(read.ValueSpan);
                    break;
            }
        }

        json.Flush();
        return written.WrittenSpan;
    }

    /// <summary>Is the next value a text, by the name of its member?</summary>
    private static bool IsText(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.PropertyName)
        {
            foreach (var text in Texts)
            {
                if (json.ValueTextEquals(text))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
