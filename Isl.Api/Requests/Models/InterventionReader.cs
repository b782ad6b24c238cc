using System.Collections.Immutable;
using System.Text.Json;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Requests.Models;

/// <summary>Reads interventions and observed values by variable.</summary>
internal static class InterventionReader
{
    /// <summary>
    /// Reads an intervention: <c>{"Price": 45}</c>, <c>{"Price": {"shift": 5}}</c>, <c>{"Price": {"scale": 1.1}}</c>; an empty object changes
    /// nothing.
    /// </summary>
    /// <param name="input">The value, or null where the request has none.</param>
    /// <param name="place">Its place.</param>
    /// <param name="model">The model whose variables may be named; null when it could not be read.</param>
    /// <param name="errors">Takes the mistakes.</param>
    public static Intervention Read(InterventionInput? input, JsonPointer place, StructuralModel? model, RequestErrors errors)
    {
        if (input is null or { Json.ValueKind: JsonValueKind.Null or JsonValueKind.Undefined })
        {
            errors.AddMissing(place, $"{place.Name} is missing; send an object such as {{\"X\": 1}}, or {{}} to change nothing.");
            return Intervention.None;
        }

        var changes = new List<VariableIntervention>();
        if (!JsonValues.IsObject(input.Json, place, "The intervention", errors))
        {
            return Intervention.None;
        }

        foreach (var change in input.Json.EnumerateObject())
        {
            var at = place.Member(change.Name);
            if (ModelFields.IsKnown(change.Name, at, model, errors) && TryChange(change.Name, change.Value, at, errors, out var read))
            {
                changes.Add(read);
            }
        }

        return errors.Try(() => Intervention.Of(changes, place.ToString())) ?? Intervention.None;
    }

    /// <summary>Reads observed values, sorted by variable; none where the request has none.</summary>
    public static ImmutableArray<VariableValue> ReadObserved(ObservedInput? input, JsonPointer place, StructuralModel? model, RequestErrors errors)
    {
        if (input is null or { Json.ValueKind: JsonValueKind.Null or JsonValueKind.Undefined }
            || !JsonValues.IsObject(input.Json, place, place.Name, errors))
        {
            return [];
        }

        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var observed in input.Json.EnumerateObject())
        {
            var at = place.Member(observed.Name);
            if (ModelFields.IsKnown(observed.Name, at, model, errors)
                && JsonValues.TryNumber(observed.Value, at, $"The observed value of '{Shown.Short(observed.Name)}'", errors, out var value)
                && !values.TryAdd(observed.Name, value + 0.0))
            {
                errors.Add(at, $"'{observed.Name}' is observed twice; keep one of the two.");
            }
        }

        return [.. values.Select(pair => new VariableValue(pair.Key, pair.Value))];
    }

    private static bool TryChange(string variable, JsonElement value, JsonPointer place, RequestErrors errors, out VariableIntervention change)
    {
        change = default;
        var (kind, number, at) = (InterventionKind.Set, value, place);
        var what = $"The intervention on '{Shown.Short(variable)}'";
        if (value.ValueKind == JsonValueKind.Object)
        {
            var parts = value.EnumerateObject().ToList();
            if (parts.Count != 1 || KindOf(parts[0].Name) is not { } named)
            {
                errors.Add(
                    place,
                    $"{what} is not understood; write a number, or an object with one of set, shift and scale, such as {{\"shift\": 5}}.");
                return false;
            }

            (kind, number, at) = (named, parts[0].Value, place.Member(parts[0].Name));
        }

        if (!JsonValues.TryNumber(number, at, what, errors, out var amount))
        {
            return false;
        }

        change = new VariableIntervention(variable, kind, amount);
        return true;
    }

    private static InterventionKind? KindOf(string name) => name switch
    {
        "set" => InterventionKind.Set,
        "shift" => InterventionKind.Shift,
        "scale" => InterventionKind.Scale,
        _ => null,
    };
}
