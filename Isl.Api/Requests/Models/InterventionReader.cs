using System.Collections.Immutable;
using System.Text.Json;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Requests.Models;

/// <summary>Reads interventions and observed values by variable.</summary>
internal static class InterventionReader
{
    private const int MaxNames = 10;

    /// <summary>
    /// Reads an intervention: <c>{"Price": 45}</c>, <c>{"Price": {"shift": 5}}</c>, <c>{"Price": {"scale": 1.1}}</c>; an empty object changes
    /// nothing.
    /// </summary>
    /// <param name="input">The value, or null where the request has none.</param>
    /// <param name="path">JSON pointer to it.</param>
    /// <param name="model">The model whose variables may be named; null when it could not be read.</param>
    /// <param name="errors">Takes the mistakes.</param>
    public static Intervention Read(InterventionInput? input, string path, StructuralModel? model, InputErrors errors)
    {
        if (input is null or { Json.ValueKind: JsonValueKind.Null or JsonValueKind.Undefined })
        {
            errors.Add(path, $"{path[(path.LastIndexOf('/') + 1)..]} is missing; send an object such as {{\"X\": 1}}, or {{}} to change nothing.");
            return Intervention.None;
        }

        var changes = new List<VariableIntervention>();
        if (!JsonParts.IsObject(input.Json, path, "The intervention", errors))
        {
            return Intervention.None;
        }

        foreach (var change in input.Json.EnumerateObject())
        {
            var place = JsonParts.Member(path, change.Name);
            if (IsKnown(change.Name, place, model, errors) && TryChange(change.Name, change.Value, place, errors, out var read))
            {
                changes.Add(read);
            }
        }

        return errors.Try(() => Intervention.Of(changes, path)) ?? Intervention.None;
    }

    /// <summary>Reads observed values, sorted by variable; none where the request has none.</summary>
    public static ImmutableArray<VariableValue> ReadObserved(ObservedInput? input, string path, StructuralModel? model, InputErrors errors)
    {
        if (
            input is null or { Json.ValueKind: JsonValueKind.Null or JsonValueKind.Undefined }
            || !JsonParts.IsObject(input.Json, path, "context", errors))
        {
            return [];
        }

        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var observed in input.Json.EnumerateObject())
        {
            var place = JsonParts.Member(path, observed.Name);
            if (IsKnown(observed.Name, place, model, errors)
                && JsonParts.TryNumber(observed.Value, place, $"The observed value of '{observed.Name}'", errors, out var value)
                && !values.TryAdd(observed.Name, value + 0.0))
            {
                errors.Add(place, $"'{observed.Name}' is observed twice; keep one of the two.");
            }
        }

        return [.. values.Select(pair => new VariableValue(pair.Key, pair.Value))];
    }

    /// <summary>Notes a mistake where the model has no such variable.</summary>
    public static bool IsKnown(string name, string path, StructuralModel? model, InputErrors errors)
    {
        if (model is null || model.Variables.Contains(name) || model.Distributions.Any(quantity => quantity.Name == name))
        {
            return true;
        }

        var more = model.Variables.Length > MaxNames ? $" and {model.Variables.Length - MaxNames} more" : "";
        errors.Add(
            path,
            $"The model has no variable '{JsonParts.Shorten(name)}'; its variables are {string.Join(", ", model.Variables.Take(MaxNames))}{more}.");
        return false;
    }

    private static bool TryChange(string variable, JsonElement value, string path, InputErrors errors, out VariableIntervention change)
    {
        change = default;
        var (kind, number, place) = (InterventionKind.Set, value, path);
        if (value.ValueKind == JsonValueKind.Object)
        {
            var parts = value.EnumerateObject().ToList();
            if (parts.Count != 1 || KindOf(parts[0].Name) is not { } named)
            {
                errors.Add(
                    path,
                    $"The intervention on '{variable}' is not understood; write a number, or an object with one of set, shift and scale, such as {{\"shift\": 5}}.");
                return false;
            }

            (kind, number, place) = (named, parts[0].Value, JsonParts.Member(path, parts[0].Name));
        }

        if (!JsonParts.TryNumber(number, place, $"The intervention on '{variable}'", errors, out var amount))
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
