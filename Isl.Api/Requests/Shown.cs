using System.Text.Json;

namespace Isl.Api.Requests;

/// <summary>How what a caller sent is shown in a message: never longer than fits.</summary>
internal static class Shown
{
    private const int MaxLength = 40;

    /// <summary>A text, cut where it is long, and never within a character.</summary>
    public static string Short(string text) =>
        text.Length <= MaxLength ? text : text[..(char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)] + "…";

    /// <summary>What a value is, in words.</summary>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"the text '{Short(value.GetString()!)}'",
        JsonValueKind.Number => $"the number {Short(value.GetRawText())}",
        JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "null",
    };

    /// <summary>What the value at a reader is, in words.</summary>
    public static string Describe(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => $"the text '{Short(reader.GetString()!)}'",
        JsonTokenType.Number => $"the number {Short(System.Text.Encoding.UTF8.GetString(reader.ValueSpan))}",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.StartObject => "an object",
        _ => "null",
    };
}
