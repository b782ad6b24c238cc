using System.Collections.Immutable;
using System.Text.Json;
using Isl.Api.Requests;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Endpoints.Experiments;

/// <summary>Reads experiments: those made, those to choose among, and what they cost.</summary>
/// <param name="variables">Variables that may be set.</param>
/// <param name="target">The outcome.</param>
/// <param name="errors">Takes the mistakes.</param>
internal sealed class ExperimentLists(ImmutableArray<string> variables, string target, RequestErrors errors)
{
    private const double Largest = 1e100;
    private static readonly JsonPointer History = JsonPointer.Root.Member("history");
    private static readonly JsonPointer Candidates = JsonPointer.Root.Member("candidates");
    private static readonly JsonPointer Costs = JsonPointer.Root.Member("costs");

    /// <summary>Experiments that were made.</summary>
    public ImmutableArray<PastExperiment> ReadHistory(List<PastExperimentDto?>? history)
    {
        if (IsTooLong(history?.Count ?? 0, History))
        {
            return [];
        }

        return
        [
            .. (history ?? []).Select((past, i) => new PastExperiment(
                ReadSettings(past?.Intervention, History.Item(i).Member("intervention")),
                ReadOutcome(past?.Outcome, History.Item(i).Member("outcome")),
                past?.Cost is { } cost
                    ? Fields.InRange(cost, 0, Largest, History.Item(i).Member("cost"), errors, "between 0 and 1e100") : null)),
        ];
    }

    /// <summary>Experiments to choose among; each within the ranges.</summary>
    public ImmutableArray<PlannedExperiment> ReadCandidates(List<ObservedInput?>? candidates, ImmutableArray<VariableRange> feasible)
    {
        if (IsTooLong(candidates?.Count ?? 0, Candidates))
        {
            return [];
        }

        var read = ImmutableArray.CreateBuilder<PlannedExperiment>();
        for (var i = 0; i < (candidates?.Count ?? 0); i++)
        {
            var settings = ReadSettings(candidates![i], Candidates.Item(i));
            foreach (var value in settings)
            {
                var range = feasible.FirstOrDefault(one => one.Variable == value.Variable);
                if (range.Variable is not null && !(value.Value >= range.Low && value.Value <= range.High))
                {
                    errors.Add(Candidates.Item(i).Member(value.Variable), $"'{Shown.Short(value.Variable)}' is {value.Value}, outside its range from "
                        + $"{range.Low} to {range.High}.");
                }
            }

            read.Add(new PlannedExperiment(settings));
        }

        return read.ToImmutable();
    }

    /// <summary>Costs by variable.</summary>
    public ImmutableArray<VariableValue> ReadCosts(ObservedInput? costs)
    {
        var read = ReadValues(costs, Costs);
        foreach (var cost in read.Where(cost => cost.Value < 0))
        {
            errors.Add(Costs.Member(cost.Variable), $"The cost of '{Shown.Short(cost.Variable)}' is {cost.Value}; it must be 0 or more.");
        }

        return read;
    }

    private bool IsTooLong(int count, JsonPointer place)
    {
        if (count > ExperimentQuestion.MostListed)
        {
            errors.Add(place, $"{place.Name} has {count} items, the limit is {ExperimentQuestion.MostListed}.");
        }

        return count > ExperimentQuestion.MostListed;
    }

    private ImmutableArray<VariableValue> ReadSettings(ObservedInput? input, JsonPointer place)
    {
        if (input is null or { Json.ValueKind: JsonValueKind.Null or JsonValueKind.Undefined })
        {
            errors.AddMissing(place, $"{place} is missing; send what is set, such as {{\"Price\": 45}}.");
            return [];
        }

        return ReadValues(input, place);
    }

    private ImmutableArray<VariableValue> ReadValues(ObservedInput? input, JsonPointer place)
    {
        var values = InterventionReader.ReadObserved(input, place, null, errors);
        foreach (var value in values)
        {
            if (!variables.IsEmpty && !variables.Contains(value.Variable))
            {
                errors.Add(place.Member(value.Variable), $"'{Shown.Short(value.Variable)}' has no range in constraints.feasible_interventions; the "
                    + $"variables that can be set are {string.Join(", ", variables.Take(10))}.");
            }
            else if (Math.Abs(value.Value) > Largest)
            {
                errors.Add(place.Member(value.Variable), $"'{Shown.Short(value.Variable)}' is {value.Value}; it must lie between -1e100 and 1e100.");
            }
        }

        return values;
    }

    private double ReadOutcome(OutcomeInput? input, JsonPointer place)
    {
        var (json, at) = (input?.Json ?? default, place);
        if (json.ValueKind == JsonValueKind.Object && target.Length > 0)
        {
            if (!json.TryGetProperty(target, out var own))
            {
                errors.Add(place, $"The outcome has no '{Shown.Short(target)}'; give the value of the target variable.");
                return 0;
            }

            (json, at) = (own, place.Member(target));
        }

        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            errors.AddMissing(place, $"{place} is missing; send the outcome that was seen.");
            return 0;
        }

        return JsonValues.TryNumber(json, at, "The outcome", errors, out var value)
            ? Fields.InRange(value, -Largest, Largest, at, errors, "between -1e100 and 1e100") : 0;
    }
}
