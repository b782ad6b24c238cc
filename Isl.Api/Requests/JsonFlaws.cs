using System.Text;
using System.Text.Json;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests;

/// <summary>Says why a text is not JSON, where, and what to do about it: most such texts come of one of a few habits.</summary>
internal static class JsonFlaws
{
    private const int LongestWord = 30;

    /// <summary>The mistake at the part of the text that was being read.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="place">The place of the text in the request.</param>
    /// <param name="thrown">What its reader threw.</param>
    public static InputException At(ReadOnlySpan<byte> utf8, JsonPointer place, JsonException thrown) =>
        BodyLanguages.Recognise(utf8) is { } language
            ? new InputException(place.ToString(), language)
            : new InputException(PlaceOf(utf8, place).ToString(), Explain(utf8, thrown));

    /// <summary>The reason, with line and byte.</summary>
    private static string Explain(ReadOnlySpan<byte> utf8, JsonException thrown)
    {
        var (line, column) = (thrown.LineNumber ?? 0, thrown.BytePositionInLine ?? 0);
        var reason = Reason(utf8, OffsetOf(utf8, line, column), thrown.Message) ?? FirstSentence(thrown.Message);
        return $"The body is not valid JSON at line {line + 1}, byte {column + 1}: {reason}";
    }

    /// <summary>The habit behind a flaw, and the remedy; null where none is known.</summary>
    private static string? Reason(ReadOnlySpan<byte> utf8, int at, string message)
    {
        if (at >= utf8.Length)
        {
            return "the text ends before it is complete. Was it cut off, or is a closing bracket or quote missing?";
        }

        if (message.Contains("within a JSON string", StringComparison.Ordinal))
        {
            return message.Contains("escapable", StringComparison.Ordinal)
                ? "a backslash within a text begins an escape such as \\n. Write a backslash itself as \\\\."
                : "a text ends at the end of its line. Close its quotes, or write a line break within it as \\n and a tab as \\t.";
        }

        var before = utf8[..at].TrimEnd(" \t\r\n"u8);
        var last = before.IsEmpty ? (byte)0 : before[^1];
        return OfWord(WordAt(utf8, at), last) ?? OfSign(utf8[at..], last, message);
    }

    private static string? OfSign(ReadOnlySpan<byte> rest, byte last, string message) => (char)rest[0] switch
    {
        '\'' => "names and texts stand in double quotes, not in single ones. "
            + "In Python send json.dumps(request), or requests.post(url, json=request).",
        '}' or ']' when last == ',' => $"no comma may stand before '{(char)rest[0]}'. Leave out the last comma.",
        '/' or '#' => "JSON has no comments. Leave them out, or put notes in a member whose name begins with '_'.",
        '=' => "a colon stands between a name and its value, not '='.",
        '+' or '.' => "a number begins with a digit or '-'. Write 0.5 instead of .5, and 5 instead of +5.",
        ',' when last is (byte)'[' or (byte)',' or (byte)':' => "a value is missing before the comma. Write null where there is none.",
        _ when IsCurlyQuote(rest) => "these are typographic quotes. Write straight double quotes, as editors for code do.",
        _ when message.Contains("after a single JSON value", StringComparison.Ordinal) =>
            "more text follows the end of the JSON object. Send one object, with everything in it.",
        _ when message.Contains("leading zero", StringComparison.OrdinalIgnoreCase) =>
            "a number has no leading zeros. Put codes such as 007 in double quotes.",
        '"' or '{' or '[' when last is (byte)'"' or (byte)'}' or (byte)']' || char.IsAsciiLetterOrDigit((char)last) =>
            "a comma is missing between this and what stands before it, or a quote within a text is not written as \\\".",
        _ => null,
    };

    private static string? OfWord(string word, byte last) => word switch
    {
        "" => null,
        "None" or "NULL" or "Null" or "nil" or "undefined" or "NA" or "N/A" or "nothing" =>
            $"{word} is not JSON. Write null. In Python send json.dumps(request), or requests.post(url, json=request).",
        "True" or "TRUE" or "False" or "FALSE" or "yes" or "no" or "T" or "F" when last is (byte)':' or (byte)'[' or (byte)',' =>
            $"{word} is not JSON. Write {(word is "True" or "TRUE" or "yes" or "T" ? "true" : "false")}, in lower case and without quotes.",
        "NaN" or "nan" or "Infinity" or "inf" or "Inf" or "infinity" =>
            $"{word} is not JSON, which has no such number. Write null for a missing value; infinite ones cannot be sent.",
        _ when last is (byte)'{' or (byte)',' => $"the name {word} must stand in double quotes: \"{word}\".",
        _ when last is (byte)':' or (byte)'[' => $"{word} is neither a number nor true, false or null. Put texts in double quotes: \"{word}\".",
        _ => null,
    };

    /// <summary>The word that a byte is part of; empty where it is part of none, or of a text in quotes.</summary>
    private static string WordAt(ReadOnlySpan<byte> utf8, int at)
    {
        var (from, to) = (at, at);
        while (from > 0 && at - from < LongestWord && IsWord(utf8[from - 1]))
        {
            from--;
        }

        while (to < utf8.Length && to - at < LongestWord && (IsWord(utf8[to]) || (utf8[to] == '/' && to > from)))
        {
            to++;
        }

        var word = Encoding.UTF8.GetString(utf8[from..to]);
        return word.Length > 0 && char.IsAsciiLetter(word[0]) ? word : "";
    }

    private static bool IsWord(byte c) => char.IsAsciiLetterOrDigit((char)c) || c is (byte)'_' or (byte)'.';

    private static bool IsCurlyQuote(ReadOnlySpan<byte> rest) =>
        rest.StartsWith("“"u8) || rest.StartsWith("”"u8) || rest.StartsWith("„"u8) || rest.StartsWith("‘"u8) || rest.StartsWith("’"u8)
        || rest.StartsWith("«"u8);

    private static int OffsetOf(ReadOnlySpan<byte> utf8, long line, long column)
    {
        var start = 0;
        for (var i = 0L; i < line; i++)
        {
            start += utf8[start..].IndexOf((byte)'\n') + 1;
        }

        return (int)Math.Min(start + column, utf8.Length);
    }

    /// <summary>The member or item that a reader stands at where it fails.</summary>
    private static JsonPointer PlaceOf(ReadOnlySpan<byte> utf8, JsonPointer root)
    {
        var json = new Utf8JsonReader(utf8);
        var open = new Stack<(JsonPointer Place, int Items, bool IsList)>();
        var place = root;
        try
        {
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName)
                {
                    place = open.Peek().Place.Member(Shown.Short(Encoding.UTF8.GetString(json.ValueSpan)));
                    continue;
                }

                if (json.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    open.Pop();
                }
                else if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    open.Push((place, 0, json.TokenType == JsonTokenType.StartArray));
                    place = open.Peek().IsList ? place.Item(0) : place;
                    continue;
                }

                place = Next(open, root);
            }
        }
        catch (JsonException)
        {
            // This is where it fails.
        }

        return place;
    }

    /// <summary>Where to go on behind a value: the next item of a list, or the object around.</summary>
    private static JsonPointer Next(Stack<(JsonPointer Place, int Items, bool IsList)> open, JsonPointer root)
    {
        if (!open.TryPop(out var around))
        {
            return root;
        }

        open.Push(around with { Items = around.Items + 1 });
        return around.IsList ? around.Place.Item(around.Items + 1) : around.Place;
    }

    /// <summary>What the parser says, without the position that it repeats.</summary>
    private static string FirstSentence(string message) => message.Split(" Path:", 2)[0].Split(" LineNumber:", 2)[0].Trim();
}
