using System.Globalization;

namespace Isl.Api.Requests;

/// <summary>A place in a request as a JSON pointer (RFC 6901), built segment by segment so that every name is escaped.</summary>
public readonly record struct JsonPointer
{
    private readonly string? _text;

    private JsonPointer(string text) => _text = text;

    /// <summary>The whole body.</summary>
    public static JsonPointer Root => default;

    /// <summary>The last segment, unescaped; empty for the whole body.</summary>
    public string Name
    {
        get
        {
            var text = ToString();
            return text[(text.LastIndexOf('/') + 1)..].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        }
    }

    /// <summary>The place of a member of the object here.</summary>
    public JsonPointer Member(string name) =>
        new($"{_text}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}");

    /// <summary>The place of an item of the list here, counted from 0.</summary>
    public JsonPointer Item(int index) => new(string.Create(CultureInfo.InvariantCulture, $"{_text}/{index}"));

    /// <summary>Is a place, in its text form, this one or within it?</summary>
    public bool Covers(string place)
    {
        var text = ToString();
        return place.StartsWith(text, StringComparison.Ordinal) && (place.Length == text.Length || place[text.Length] == '/');
    }

    /// <summary>The pointer as text; empty for the whole body.</summary>
    public override string ToString() => _text ?? "";
}
