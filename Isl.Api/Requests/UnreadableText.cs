using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Isl.Api.Requests;

/// <summary>Finds texts in a JSON body that stand for no characters: bytes that are not UTF-8, and halves of surrogate pairs.</summary>
/// <remarks>A JSON reader passes over both, and whoever asks for the text later fails; so they are looked for before anything is read.</remarks>
internal static class UnreadableText
{
    /// <summary>Notes a mistake for every text that cannot be read; true where there is none.</summary>
    /// <param name="utf8">The body.</param>
    /// <param name="reading">Takes the mistakes.</param>
    /// <param name="leftOut">A member of the body whose texts are checked by another reader; null for none.</param>
    public static bool Check(ReadOnlySpan<byte> utf8, Reading reading, string? leftOut = null)
    {
        if (Utf8.IsValid(utf8) && utf8.IndexOf("\\ud"u8) < 0 && utf8.IndexOf("\\uD"u8) < 0)
        {
            return true;
        }

        var found = new RequestErrors();
        var json = new Utf8JsonReader(utf8);
        try
        {
            json.Read();
            Walk(ref json, JsonPointer.Root, found, leftOut);
        }
        catch (JsonException)
        {
            // What is not JSON at all is reported by the reader of the body.
        }

        reading.Errors.Add(found.All);
        return found.None;
    }

    private static void Walk(ref Utf8JsonReader json, JsonPointer place, RequestErrors errors, string? leftOut)
    {
        if (json.TokenType == JsonTokenType.StartArray)
        {
            for (var item = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; item++)
            {
                Walk(ref json, place.Item(item), errors, null);
            }
        }
        else if (json.TokenType == JsonTokenType.StartObject)
        {
            while (json.Read() && json.TokenType != JsonTokenType.EndObject)
            {
                var name = Decode(ref json, out var flaw);
                var at = place.Member(name);
                if (flaw is not null)
                {
                    errors.Add(at, $"The name '{Shown.Short(name)}' {flaw}");
                }

                json.Read();
                if (leftOut is not null && name == leftOut)
                {
                    json.Skip();
                }
                else
                {
                    Walk(ref json, at, errors, null);
                }
            }
        }
        else if (json.TokenType == JsonTokenType.String)
        {
            var text = Decode(ref json, out var flaw);
            if (flaw is not null)
            {
                errors.Add(place, $"The text '{Shown.Short(text)}' {flaw}");
            }
        }
    }

    /// <summary>The text at a reader; where it cannot be read, its bytes as far as they can be shown, and what is wrong.</summary>
    private static string Decode(ref Utf8JsonReader json, out string? flaw)
    {
        flaw = null;
        var raw = json.ValueSpan;
        if (!Utf8.IsValid(raw))
        {
            flaw = "holds bytes that are not UTF-8; send the body as UTF-8.";
            return Encoding.UTF8.GetString(raw);
        }

        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            flaw = "holds half of a surrogate pair, which is no character; write the character itself, or both halves.";
            return Encoding.UTF8.GetString(raw);
        }
    }
}
