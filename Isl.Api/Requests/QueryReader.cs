using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Requests;

/// <summary>Reads query parameters by the same rules as the members of a JSON request; numbers are invariant.</summary>
internal static class QueryReader
{
    private const string Part = "query";

    /// <summary>Notes a mistake for every parameter that is not among the known ones.</summary>
    public static void RefuseUnknown(IQueryCollection query, IReadOnlyList<string> known, Reading reading)
    {
        var owner = new MemberOwner(Part, "This request", known, "query parameter");
        foreach (var name in query.Keys)
        {
            UnknownMembers.Refuse(name, JsonPointer.Root.Member(name), owner, reading);
        }
    }

    /// <summary>Notes a mistake for every parameter of a request whose options are in its JSON body.</summary>
    public static void RefuseAll(IQueryCollection query, Reading reading)
    {
        var owner = new MemberOwner(Part, "This request", [], "query parameter") { PlaceOf = static _ => "the JSON body" };
        foreach (var name in query.Keys)
        {
            UnknownMembers.Refuse(name, JsonPointer.Root.Member(name), owner, reading);
        }
    }

    /// <summary>Reads parameters into a request: lists separated by commas or as JSON, objects as JSON.</summary>
    /// <param name="query">The parameters.</param>
    /// <param name="left">Members that no parameter gives.</param>
    /// <param name="reading">Takes the mistakes.</param>
    public static T Read<T>(IQueryCollection query, IReadOnlyList<string> left, Reading reading)
        where T : class
    {
        var shape = RequestShape.Of(typeof(T));
        var request = (T)shape.Create();
        RefuseUnknown(query, [.. shape.Names.Except(left)], reading);
        foreach (var (name, values) in query)
        {
            if (shape.Find(name) is { } member && !left.Contains(name) && values.ToString() is { Length: > 0 } text)
            {
                if (Convert(text, member.PropertyType, name, reading) is { } value)
                {
                    member.Set!(request, value);
                }
            }
        }

        return request;
    }

    private static object? Convert(string text, Type declared, string name, Reading reading)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => NodeName.Normalise(text),
            TypeCode.Int32 => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : Refuse(text, name, "a whole number of this size", reading),
            TypeCode.Int64 => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : Refuse(text, name, "a whole number of this size", reading),
            TypeCode.Double => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : Refuse(text, name, "a number such as 0.3", reading),
            TypeCode.Boolean => bool.TryParse(text, out var flag) ? flag : Refuse(text, name, "true or false", reading),
            _ when IslJson.Options.GetTypeInfo(type).Kind != JsonTypeInfoKind.Enumerable => ReadJson(text, type, name, reading),
            _ => text[0] == '[' ? ReadList(text, type, name, reading) : Split(text, type),
        };
    }

    private static IList Split(string text, Type type)
    {
        var names = (IList)IslJson.Options.GetTypeInfo(type).CreateObject!();
        foreach (var name in QuotedList(text))
        {
            names.Add(NodeName.Normalise(name.Trim()));
        }

        return names;
    }

    /// <summary>Items between commas; one in double quotes may hold commas, and a doubled quote stands for one.</summary>
    private static IEnumerable<string> QuotedList(string text)
    {
        var item = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '"' && (quoted || item.ToString().Trim().Length == 0))
            {
                var isDoubled = quoted && at + 1 < text.Length && text[at + 1] == '"';
                item.Append(isDoubled ? "\"" : "");
                at += isDoubled ? 1 : 0;
                quoted = isDoubled || !quoted;
            }
            else if (c == ',' && !quoted)
            {
                yield return item.ToString();
                item.Clear();
            }
            else
            {
                item.Append(c);
            }
        }

        yield return item.ToString();
    }

    private static object? ReadList(string text, Type type, string name, Reading reading)
    {
        try
        {
            return JsonSerializer.Deserialize(BodyNames.Normalise(Encoding.UTF8.GetBytes(text)), type, IslJson.Options);
        }
        catch (JsonException)
        {
            return Refuse(text, name, "a list such as A,B or [\"A\", \"B\"]", reading);
        }
    }

    private static object? ReadJson(string text, Type type, string name, Reading reading)
    {
        var inner = reading with { Errors = new RequestErrors() };
        object? value = null;
        try
        {
            value = RequestBody.ParsePart(Encoding.UTF8.GetBytes(text), type, JsonPointer.Root.Member(name), inner);
        }
        catch (InputException e)
        {
            inner.Errors.Add(e);
        }

        foreach (var error in inner.Errors.All)
        {
            reading.Errors.Add(new InputException(error.Path, $"In the query parameter {name}: {error.Message}"));
        }

        return value;
    }

    private static object? Refuse(string text, string name, string expected, Reading reading)
    {
        reading.Errors.Add(
            JsonPointer.Root.Member(name),
            $"The query parameter {name} is '{Shown.Short(text)}', which is not {expected}.");
        return null;
    }
}
