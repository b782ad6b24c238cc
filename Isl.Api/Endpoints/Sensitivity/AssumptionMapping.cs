using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Isl.Api.Requests;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Sensitivity;

namespace Isl.Api.Endpoints.Sensitivity;

/// <summary>Reads assumptions; what in the model they are is found where the model is compiled.</summary>
internal static class AssumptionMapping
{
    private const int MaxNameLength = 200;
    private const int MaxTextLength = 2_000;
    private static readonly JsonPointer Place = JsonPointer.Root.Member("assumptions");
    private static readonly JsonPointer Baseline = JsonPointer.Root.Member("baseline_result");

    private static readonly ImmutableArray<(string Name, AssumptionType Value)> Types =
    [
        ("parametric", AssumptionType.Parametric),
        ("structural", AssumptionType.Structural),
        ("distributional", AssumptionType.Distributional),
    ];

    /// <summary>The question about a model's assumptions.</summary>
    public static AssumptionsQuestion Read(SensitivityRequest request, StructuralModel? model, Reading reading)
    {
        var errors = reading.Errors;
        var outcome = ModelFields.ReadOutcome(request.Outcome, model, errors);
        var intervention = request.Intervention is null
            ? Intervention.None
            : InterventionReader.Read(request.Intervention, JsonPointer.Root.Member("intervention"), model, errors);
        return new AssumptionsQuestion(
            ReadAll(request.Assumptions, reading),
            outcome,
            intervention,
            SensitivityMapping.Number(request.Threshold, JsonPointer.Root.Member("threshold"), errors),
            ReadBaseline(request.BaselineResult, model, errors));
    }

    private static ImmutableArray<Assumption> ReadAll(List<AssumptionDto?>? assumptions, Reading reading)
    {
        if (assumptions is null || assumptions.Count is 0 or > AssumptionsQuestion.MostAssumptions)
        {
            reading.Errors.AddMissing(
                Place,
                $"There are {assumptions?.Count ?? 0} assumptions; send 1 to {AssumptionsQuestion.MostAssumptions}, such as "
                + "{\"name\": \"Price\", \"current_value\": 40, \"type\": \"parametric\", \"variation_range\": {\"min\": 35, \"max\": 45}}.");
            return [];
        }

        var read = assumptions.Select((one, i) => ReadOne(one, Place.Item(i), reading)).OfType<Assumption>().ToImmutableArray();
        for (var i = 0; i < read.Length && read.Length == assumptions.Count; i++)
        {
            if (read.Take(i).Any(other => other.Name == read[i].Name))
            {
                reading.Errors.Add(
                    Place.Item(i).Member("name"), $"Two assumptions are called '{Shown.Short(read[i].Name)}'; give each a name of its own.");
            }
        }

        return read;
    }

    private static Assumption? ReadOne(AssumptionDto? assumption, JsonPointer place, Reading reading)
    {
        var errors = reading.Errors;
        if (assumption is null)
        {
            errors.AddMissing(place, "The assumption is missing; send an object with name, current_value and type.");
            return null;
        }

        CheckText(assumption.Name, place.Member("name"), isNeeded: true, errors);
        CheckText(assumption.Parameter, place.Member("parameter"), isNeeded: false, errors);
        if (assumption.Type is null)
        {
            errors.AddMissing(place.Member("type"), "type is missing; choose one of parametric, structural, distributional.");
        }

        var type = Fields.Choice(assumption.Type, Types, AssumptionType.Parametric, place.Member("type"), errors);
        var current = ReadCurrent(assumption.CurrentValue, place.Member("current_value"), errors);
        var (min, max) = ReadRange(assumption.VariationRange, place.Member("variation_range"), errors);
        return new Assumption(
            assumption.Name ?? "",
            type,
            current,
            min,
            max,
            assumption.Parameter,
            type == AssumptionType.Distributional ? Family(assumption.CurrentValue!, place.Member("current_value"), reading) : null);
    }

    private static void CheckText(string? text, JsonPointer place, bool isNeeded, RequestErrors errors)
    {
        if (text is null ? isNeeded : string.IsNullOrWhiteSpace(text))
        {
            errors.AddMissing(place, $"{place.Name} is missing; give it 1 to {MaxNameLength} characters.");
        }
        else if (text?.Length > MaxNameLength)
        {
            errors.Add(place, $"{place.Name} has {text.Length} characters; give it 1 to {MaxNameLength}.");
        }
    }

    private static StatedValue ReadCurrent(StatedInput? stated, JsonPointer place, RequestErrors errors)
    {
        switch (stated?.Json.ValueKind)
        {
            case JsonValueKind.Number when JsonValues.TryNumber(stated.Json, place, "current_value", errors, out var number):
                return new StatedValue(SensitivityMapping.Number(number, place, errors), null, null);
            case JsonValueKind.Number:
                return default;
            case JsonValueKind.True or JsonValueKind.False:
                return new StatedValue(null, stated.Json.GetRawText(), null);
            case JsonValueKind.String when stated.Json.GetString() is { Length: <= MaxTextLength } text:
                return new StatedValue(null, text, null);
            case JsonValueKind.Object when stated.Json.GetRawText().Length <= MaxTextLength:
                return new StatedValue(null, null, Sorted(stated.Json));
            case JsonValueKind.String or JsonValueKind.Object:
                errors.Add(place, $"current_value is longer than {MaxTextLength} characters; shorten it.");
                return default;
            case null or JsonValueKind.Null or JsonValueKind.Undefined:
                errors.AddMissing(place, "current_value is missing; send what is assumed: a number, a text or an object.");
                return default;
            default:
                errors.Add(place, $"current_value is {Shown.Describe(stated.Json)}; it must be a number, a text or an object.");
                return default;
        }
    }

    private static (double? Min, double? Max) ReadRange(VariationRangeDto? range, JsonPointer place, RequestErrors errors)
    {
        if (range is null)
        {
            return (null, null);
        }

        var min = SensitivityMapping.Number(range.Min, place.Member("min"), errors);
        var max = SensitivityMapping.Number(range.Max, place.Member("max"), errors);
        if (min is null || max is null)
        {
            var missing = place.Member(min is null ? "min" : "max");
            errors.AddMissing(missing, $"variation_range has no {missing.Name}; give both ends.");
            return (null, null);
        }

        if (!(min < max))
        {
            errors.Add(place, $"min is {min} and max is {max}; min must be below max.");
        }

        return (min, max);
    }

    /// <summary>The distribution that is stated, where it is one; a text that is none is a note.</summary>
    private static DistributionSpec? Family(StatedInput stated, JsonPointer place, Reading reading)
    {
        if (stated is not { Json: { ValueKind: JsonValueKind.Object } json } || !json.TryGetProperty("type", out _))
        {
            if (stated is not { Json: { ValueKind: JsonValueKind.String } text } || !text.GetString()!.Contains('(', StringComparison.Ordinal))
            {
                return null;
            }
        }

        return DistributionReader.Read(stated.Json, place, reading);
    }

    private static ImmutableArray<VariableValue> ReadBaseline(StatedInput? stated, StructuralModel? model, RequestErrors errors)
    {
        switch (stated?.Json.ValueKind)
        {
            case null or JsonValueKind.Null or JsonValueKind.Undefined:
                return [];
            case JsonValueKind.Number when JsonValues.TryNumber(stated.Json, Baseline, "baseline_result", errors, out var number):
                return [new VariableValue("", number + 0.0)];
            case JsonValueKind.Number:
                return [];
            case JsonValueKind.Object:
                return InterventionReader.ReadObserved(new ObservedInput(stated.Json), Baseline, model, errors);
            default:
                errors.Add(
                    Baseline,
                    $"baseline_result is {Shown.Describe(stated.Json)}; it must be a number, or numbers by variable such as {{\"Revenue\": 112}}.");
                return [];
        }
    }

    /// <summary>An object with its members in ordinal order at every depth, so that their order in the request changes nothing.</summary>
    private static string Sorted(JsonElement json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Write(json, writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(JsonElement json, Utf8JsonWriter writer)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in json.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(member.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray())
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }
}
