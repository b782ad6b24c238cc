using System.Collections.Immutable;
using System.Text.Json;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Optimisation;

namespace Isl.Api.Requests.Models;

/// <summary>Reads what is decided, for how long and under which limits; what the names mean is checked against the compiled model.</summary>
internal static class PlanReader
{
    private const int MostConstraints = 200;
    private const int MostValues = 200;
    private const string Bounds = "bounds";
    private static readonly string[] DecisionParts = ["low", "high", "values", "cost"];
    private static readonly JsonPointer ConstraintsPlace = JsonPointer.Root.Member("constraints");
    private static readonly JsonPointer DecisionsPlace = JsonPointer.Root.Member("decisions");
    private static readonly JsonPointer StatePlace = JsonPointer.Root.Member("initial_state");

    /// <summary>The constraints, by key in ordinal order.</summary>
    public static ImmutableArray<PlanConstraint> ReadConstraints(ConstraintsInput? input, RequestErrors errors)
    {
        var read = new SortedDictionary<string, PlanConstraint>(StringComparer.Ordinal);
        foreach (var member in Members(input?.Json, ConstraintsPlace, errors))
        {
            var place = ConstraintsPlace.Member(member.Name);
            if (member.NameEquals(Bounds))
            {
                foreach (var bound in Members(member.Value, place, errors))
                {
                    if (Pair(bound.Value, place.Member(bound.Name), errors) is var (low, high))
                    {
                        Add(new PlanConstraint($"{Bounds}/{bound.Name}", low, high), place.Member(bound.Name));
                    }
                }
            }
            else if (!LetThrough.IsOwnNote(member.Name)
                && JsonValues.TryNumber(member.Value, place, $"The constraint {Shown.Short(member.Name)}", errors, out var value))
            {
                Add(new PlanConstraint(member.Name, value + 0.0, null), place);
            }
        }

        if (read.Count > MostConstraints)
        {
            errors.Add(ConstraintsPlace, $"There are {read.Count} constraints; the limit is {MostConstraints}.");
        }

        return [.. read.Values];

        void Add(PlanConstraint constraint, JsonPointer place)
        {
            if (!read.TryAdd(constraint.Key, constraint))
            {
                errors.Add(place, $"{Shown.Short(constraint.Key)} appears twice; keep one of the two.");
            }
        }
    }

    /// <summary>Values before the first step, by name in ordinal order; names that the model lacks are kept, to be told back.</summary>
    public static ImmutableArray<VariableValue> ReadState(InitialStateInput? input, RequestErrors errors)
    {
        var read = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var member in Members(input?.Json, StatePlace, errors))
        {
            var place = StatePlace.Member(member.Name);
            if (JsonValues.TryNumber(member.Value, place, $"The initial value of '{Shown.Short(member.Name)}'", errors, out var value)
                && !read.TryAdd(member.Name, value + 0.0))
            {
                errors.Add(place, $"'{Shown.Short(member.Name)}' appears twice; keep one of the two.");
            }
        }

        return [.. read.Select(pair => new VariableValue(pair.Key, pair.Value))];
    }

    /// <summary>What is decided, in the order of the request; empty where nothing is named.</summary>
    public static ImmutableArray<DecisionVariable> ReadDecisions(DecisionsInput? input, StructuralModel? model, RequestErrors errors)
    {
        var read = ImmutableArray.CreateBuilder<DecisionVariable>();
        foreach (var member in Members(input?.Json, DecisionsPlace, errors))
        {
            var place = DecisionsPlace.Member(member.Name);
            if (!ModelFields.IsKnown(member.Name, place, model, errors)
                || !JsonValues.IsObject(member.Value, place, $"The decision on '{Shown.Short(member.Name)}'", errors))
            {
                continue;
            }

            if (read.Any(held => held.Variable == member.Name))
            {
                errors.Add(place, $"'{Shown.Short(member.Name)}' is decided upon twice; keep one of the two.");
            }
            else
            {
                read.Add(ReadDecision(member.Name, member.Value, place, errors));
            }
        }

        return [.. read.OrderBy(decision => decision.Variable, StringComparer.Ordinal)];
    }

    private static DecisionVariable ReadDecision(string name, JsonElement json, JsonPointer place, RequestErrors errors)
    {
        var decision = new DecisionVariable(name, null, null, [], 1);
        foreach (var part in json.EnumerateObject())
        {
            var at = place.Member(part.Name);
            if (part.NameEquals("values"))
            {
                decision = decision with { Values = Values(part.Value, at, errors) };
            }
            else if (!DecisionParts.Contains(part.Name))
            {
                errors.Add(at, $"A decision has no `{Shown.Short(part.Name)}`; it has low, high, values and cost.");
            }
            else if (JsonValues.TryNumber(part.Value, at, part.Name, errors, out var number))
            {
                decision = part.Name switch
                {
                    "low" => decision with { Low = number + 0.0 },
                    "high" => decision with { High = number + 0.0 },
                    _ => decision with { Cost = Fields.InRange(number, 0, double.MaxValue, at, errors, "0 or more") },
                };
            }
        }

        if (decision is { Low: { } low, High: { } high } && low > high)
        {
            errors.Add(place, $"low is {low} and high is {high}; low must not be above high.");
        }

        return decision;
    }

    private static ImmutableArray<double> Values(JsonElement json, JsonPointer place, RequestErrors errors)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() is < 1 or > MostValues)
        {
            errors.Add(place, $"values is {Shown.Describe(json)}; it must be a list of 1 to {MostValues} numbers.");
            return [];
        }

        var read = new SortedSet<double>();
        foreach (var (item, i) in json.EnumerateArray().Select((item, i) => (item, i)))
        {
            if (JsonValues.TryNumber(item, place.Item(i), $"Value {i}", errors, out var value))
            {
                read.Add(value + 0.0);
            }
        }

        return [.. read];
    }

    /// <summary>Two numbers as bounds; null and a mistake where there are no two.</summary>
    private static (double Low, double High)? Pair(JsonElement json, JsonPointer place, RequestErrors errors)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() != 2)
        {
            errors.Add(place, $"{place.Name} is {Shown.Describe(json)}; it must be a list of two numbers, low and high.");
            return null;
        }

        return JsonValues.TryNumber(json[0], place.Item(0), "The lower bound", errors, out var low)
            && JsonValues.TryNumber(json[1], place.Item(1), "The upper bound", errors, out var high)
            ? (low + 0.0, high + 0.0)
            : null;
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement? json, JsonPointer place, RequestErrors errors) =>
        json is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given && JsonValues.IsObject(given, place, place.Name, errors)
            ? given.EnumerateObject()
            : default;
}
