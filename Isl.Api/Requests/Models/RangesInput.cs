using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Requests.Models;

/// <summary>Ranges by variable, <c>{"Revenue": [150, 200]}</c>.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<RangesInput>))]
public sealed record RangesInput(JsonElement Json) : IRawJson<RangesInput>
{
    /// <inheritdoc/>
    public static RangesInput Of(JsonElement json) => new(json);

    /// <summary>The ranges, by variable in ordinal order; mistakes are noted.</summary>
    internal ImmutableArray<VariableRange> Read(JsonPointer place, StructuralModel? model, RequestErrors errors)
    {
        if (!JsonValues.IsObject(Json, place, place.Name, errors))
        {
            return [];
        }

        var ranges = new SortedDictionary<string, VariableRange>(StringComparer.Ordinal);
        foreach (var member in Json.EnumerateObject())
        {
            var at = place.Member(member.Name);
            if (!ModelFields.IsKnown(member.Name, at, model, errors))
            {
                continue;
            }

            if (member.Value.ValueKind != JsonValueKind.Array || member.Value.GetArrayLength() != 2)
            {
                errors.Add(at, $"The range of '{Shown.Short(member.Name)}' is {Shown.Describe(member.Value)}; write it as [lowest, highest].");
                continue;
            }

            var what = $"An end of the range of '{Shown.Short(member.Name)}'";
            if (!JsonValues.TryNumber(member.Value[0], at.Item(0), what, errors, out var low)
                || !JsonValues.TryNumber(member.Value[1], at.Item(1), what, errors, out var high))
            {
                continue;
            }

            if (low > high)
            {
                errors.Add(at, $"The range of '{Shown.Short(member.Name)}' ends before it begins; write it as [lowest, highest].");
            }
            else if (!ranges.TryAdd(member.Name, new VariableRange(member.Name, low, high)))
            {
                errors.Add(at, $"'{member.Name}' has two ranges; keep one of them.");
            }
        }

        return [.. ranges.Values];
    }
}
