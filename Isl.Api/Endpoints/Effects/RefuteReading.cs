using System.Collections.Immutable;
using System.Text.Json;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Endpoints.Effects;

/// <summary>Reads which refuters are asked for.</summary>
internal static class RefuteReading
{
    private static readonly JsonPointer Place = JsonPointer.Root.Member("refute");

    /// <summary>The refuters, in the order of their table; null for those that every answer has.</summary>
    public static ImmutableArray<RefuterName>? Read(RefuteInput? given, RequestErrors errors)
    {
        if (given is null || given.Json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return null;
        }

        if (given.Json.ValueKind == JsonValueKind.Array)
        {
            return [.. given.Json.EnumerateArray().Select((one, i) => Name(one, Place.Item(i), errors)).OfType<RefuterName>().Distinct().Order()];
        }

        switch (given.Json.ValueKind == JsonValueKind.String ? given.Json.GetString() : null)
        {
            case "default":
                return null;
            case "all":
                return [.. Enum.GetValues<RefuterName>()];
            case "none":
                return [];
            default:
                errors.Add(Place, $"refute is {Shown.Describe(given.Json)}; send default, all, none, or a list of {Names()}.");
                return null;
        }
    }

    private static RefuterName? Name(JsonElement json, JsonPointer place, RequestErrors errors)
    {
        if (!JsonValues.TryText(json, place, "The refuter", errors, out var text))
        {
            return null;
        }

        foreach (var (name, value) in EffectChoiceNames.Refuters)
        {
            if (name == text)
            {
                return value;
            }
        }

        var near = Spelling.Nearest(text, EffectChoiceNames.Refuters.Select(one => one.Name));
        errors.Add(
            place,
            $"There is no refuter '{Shown.Short(text)}'; {(near.Count > 0 ? $"did you mean `{near[0]}`? The refuters are" : "choose among")} "
                + $"{Names()}.");
        return null;
    }

    private static string Names() => string.Join(", ", EffectChoiceNames.Refuters.Select(one => one.Name));
}
