using System.Globalization;
using System.Text.Json;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Api.Endpoints.Effects;

/// <summary>Reads levels and contrasts.</summary>
internal static class LevelReading
{
    private static readonly JsonPointer Place = JsonPointer.Root.Member("contrast");

    /// <summary>A level as text; null where there is none, or something else, which is noted.</summary>
    public static string? Level(LevelInput? given, string field, RequestErrors errors) =>
        given is null || given.Json.ValueKind == JsonValueKind.Null ? null : Text(given.Json, JsonPointer.Root.Member(field), errors);

    /// <summary>The contrast; null where there is none, or something else, which is noted.</summary>
    public static LevelContrast? Contrast(ContrastInput? given, Reading reading)
    {
        var errors = reading.Errors;
        switch (given?.Json.ValueKind)
        {
            case null or JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            case JsonValueKind.String when given.Json.GetString() == "derivative":
                return LevelContrast.Derivative;
            case JsonValueKind.Object:
                return OfObject(given.Json, reading);
            default:
                errors.Add(Place, $"contrast is {Shown.Describe(given.Json)}; give {{\"from\": …, \"to\": …}} or \"derivative\".");
                return null;
        }
    }

    private static LevelContrast? OfObject(JsonElement json, Reading reading)
    {
        var owner = new MemberOwner("contrast", "contrast", ["from", "to"]);
        var (from, to) = ((string?)null, (string?)null);
        foreach (var member in json.EnumerateObject())
        {
            var at = Place.Member(member.Name);
            switch (member.Name)
            {
                case "from":
                    from = Text(member.Value, at, reading.Errors);
                    break;
                case "to":
                    to = Text(member.Value, at, reading.Errors);
                    break;
                default:
                    UnknownMembers.Refuse(member.Name, at, owner, reading);
                    break;
            }
        }

        if (from is null)
        {
            reading.Errors.AddMissing(Place.Member("from"), "contrast has no from; name the level that it comes from.");
        }

        if (to is null)
        {
            reading.Errors.AddMissing(Place.Member("to"), "contrast has no to; name the level that it leads to.");
        }

        return from is null || to is null ? null : new LevelContrast(from, to);
    }

    private static string? Text(JsonElement json, JsonPointer place, RequestErrors errors)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                return json.GetString();
            case JsonValueKind.Number when json.TryGetDouble(out var number) && double.IsFinite(number):
                return number.ToString(CultureInfo.InvariantCulture);
            case JsonValueKind.True or JsonValueKind.False:
                return json.GetRawText();
            default:
                errors.Add(place, $"{place.Name} is {Shown.Describe(json)}; a level is a number or a text.");
                return null;
        }
    }
}
