using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests;

/// <summary>Reads a JSON object member by member into a request, so that every member of the wrong type, and every unknown one, is noted.</summary>
internal static class MemberReader
{
    /// <summary>Reads the object that a reader stands at, up to its end.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static object? ReadObject(ref Utf8JsonReader json, Type type, JsonPointer place, Reading reading)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return Refuse(ref json, place, "an object", reading);
        }

        var shape = RequestShape.Of(type);
        var owner = new MemberOwner(place.PartName(), place.PartWords(), shape.Names) { PlaceOf = shape.PlaceOf };
        var request = shape.Create();
        var given = new HashSet<string>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var name = json.GetString()!;
            json.Read();
            var at = place.Member(name);
            if (!given.Add(name))
            {
                // JSON readers differ in which of the two they take.
                reading.Errors.Add(at, $"{at.ValueWords()} is given twice; keep one of the two.");
                json.Skip();
            }
            else if (shape.Find(name) is not { } member)
            {
                UnknownMembers.Refuse(name, at, owner, reading);
                json.Skip();
            }
            else if (Read(ref json, member.PropertyType, at, reading) is { } value)
            {
                member.Set!(request, value);
            }
        }

        return request;
    }

    private static object? Read(ref Utf8JsonReader json, Type declared, JsonPointer place, Reading reading)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => json.TokenType == JsonTokenType.String ? json.GetString() : Refuse(ref json, place, "text", reading),
            TypeCode.Boolean => json.TokenType is JsonTokenType.True or JsonTokenType.False
                ? json.GetBoolean()
                : Refuse(ref json, place, "true or false", reading),
            TypeCode.Int32 => json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var number)
                ? number
                : Refuse(ref json, place, "a whole number", reading),
            TypeCode.Int64 => json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var number)
                ? number
                : Refuse(ref json, place, "a whole number", reading),
            TypeCode.Double => json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var number)
                ? number
                : Refuse(ref json, place, "a number", reading),
            _ => IslJson.Options.GetTypeInfo(type).Kind switch
            {
                JsonTypeInfoKind.Object => ReadObject(ref json, type, place, reading),
                JsonTypeInfoKind.Enumerable => ReadList(ref json, IslJson.Options.GetTypeInfo(type), place, reading),
                _ => ReadPart(ref json, type, place, reading),
            },
        };
    }

    private static IList? ReadList(ref Utf8JsonReader json, JsonTypeInfo type, JsonPointer place, Reading reading)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            Refuse(ref json, place, "a list", reading);
            return null;
        }

        var items = (IList)type.CreateObject!();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Read(ref json, type.ElementType!, place.Item(items.Count), reading));
        }

        return items;
    }

    /// <summary>Reads a part that has a converter of its own, which names the place of its mistakes itself.</summary>
    private static object? ReadPart(ref Utf8JsonReader json, Type type, JsonPointer place, Reading reading)
    {
        var start = json;
        try
        {
            return JsonSerializer.Deserialize(ref json, type, IslJson.Options);
        }
        catch (InputException e)
        {
            // A part that may stand at several places names the usual one.
            reading.Errors.Add(e.Errors.Select(error => place.Covers(error.Path) ? error : error with { Path = place.ToString() }));
            json = start;
            json.Skip();
            return null;
        }
    }

    private static object? Refuse(ref Utf8JsonReader json, JsonPointer place, string expected, Reading reading)
    {
        var advice = place == JsonPointer.Root ? AdviceForBody(ref json) : "";
        reading.Errors.Add(place, $"{place.ValueWords()} is {Shown.Describe(ref json)}; it must be {expected}{advice}.");
        json.Skip();
        return null;
    }

    /// <summary>What to do about a body that is JSON, but no object.</summary>
    private static string AdviceForBody(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.String when json.GetString()!.TrimStart().StartsWith('{') => ". It was encoded twice: send the object itself, not as a text",
        JsonTokenType.StartArray => ". Rows of data go into its member data, and several questions into items of batch/validate",
        _ => "",
    };

    /// <summary>What the value at a place is called: <c>max_sets</c>, <c>tiers/0/1</c>, the body.</summary>
    private static string ValueWords(this JsonPointer place)
    {
        var text = place.ToString();
        return text.Length == 0 ? "The body" : text[1..];
    }

    /// <summary>The kind of part at a place: the field that it, or the list it stands in, is the value of.</summary>
    private static string PartName(this JsonPointer place)
    {
        var segments = place.ToString().Split('/', StringSplitOptions.RemoveEmptyEntries);
        var named = Array.FindLast(segments, segment => !int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        return named ?? "request";
    }

    private static string PartWords(this JsonPointer place) => place == JsonPointer.Root ? "This request" : place.ValueWords();
}
