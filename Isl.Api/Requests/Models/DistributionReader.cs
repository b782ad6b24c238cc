using System.Collections.Immutable;
using System.Text.Json;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Distributions;

namespace Isl.Api.Requests.Models;

/// <summary>Reads a distribution: text such as <c>normal(0, 1)</c>, or an object with type and parameters.</summary>
internal static class DistributionReader
{
    private static readonly MemberOwner Owner = new(LetThrough.Distribution, "A distribution", ["type", "parameters"], "part");

    /// <summary>The distribution; null where it is flawed, which is noted.</summary>
    public static DistributionSpec? Read(JsonElement value, JsonPointer place, Reading reading)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return reading.Errors.Try(() => DistributionParser.Parse(value.GetString()!, place.ToString()));
            case JsonValueKind.Object:
                return ReadObject(value, place, reading);
            default:
                reading.Errors.Add(
                    place,
                    $"The distribution is {Shown.Describe(value)}; write text such as \"normal(0, 1)\", or an object with type and parameters.");
                return null;
        }
    }

    private static DistributionSpec? ReadObject(JsonElement value, JsonPointer place, Reading reading)
    {
        var (type, parameters) = ((string?)null, new List<KeyValuePair<string, ImmutableArray<double>>>());
        var sound = true;
        foreach (var part in value.EnumerateObject())
        {
            var at = place.Member(part.Name);
            switch (part.Name)
            {
                case "type":
                    sound &= JsonValues.TryText(part.Value, at, "The type of the distribution", reading.Errors, out type);
                    break;
                case "parameters":
                    sound &= ReadParameters(part.Value, at, parameters, reading.Errors);
                    break;
                default:
                    UnknownMembers.Refuse(part.Name, at, Owner, reading);
                    break;
            }
        }

        if (sound && type is null)
        {
            reading.Errors.Add(
                place,
                "The distribution has no type; add one, such as {\"type\": \"normal\", \"parameters\": {\"mean\": 0, \"std\": 1}}.");
        }

        return sound && type is not null
            ? reading.Errors.Try(() => DistributionParser.FromParameters(type, parameters, place.ToString()))
            : null;
    }

    private static bool ReadParameters(
        JsonElement value,
        JsonPointer place,
        List<KeyValuePair<string, ImmutableArray<double>>> parameters,
        RequestErrors errors)
    {
        if (!JsonValues.IsObject(value, place, "parameters", errors))
        {
            return false;
        }

        var sound = true;
        foreach (var parameter in value.EnumerateObject())
        {
            var at = place.Member(parameter.Name);
            var what = $"The parameter '{Shown.Short(parameter.Name)}'";
            if (parameter.Value.ValueKind != JsonValueKind.Array)
            {
                sound &= JsonValues.TryNumber(parameter.Value, at, what, errors, out var number);
                parameters.Add(new(parameter.Name, [number]));
                continue;
            }

            var numbers = ImmutableArray.CreateBuilder<double>(parameter.Value.GetArrayLength());
            foreach (var item in parameter.Value.EnumerateArray())
            {
                sound &= JsonValues.TryNumber(item, at.Item(numbers.Count), $"{what}, value {numbers.Count},", errors, out var number);
                numbers.Add(number);
            }

            parameters.Add(new(parameter.Name, numbers.ToImmutable()));
        }

        return sound;
    }
}
