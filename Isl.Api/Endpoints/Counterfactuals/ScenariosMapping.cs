using System.Collections.Immutable;
using Isl.Api.Requests;
using Isl.Api.Requests.Fitting;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Endpoints.Counterfactuals;

/// <summary>A request about several interventions in its canonical form.</summary>
internal static class ScenariosMapping
{
    private const int MaxIdLength = 100;
    private const int MaxLabelLength = 200;
    private static readonly JsonPointer Place = JsonPointer.Root.Member("scenarios");

    /// <summary>The model, or what has one fitted, and the question of a request; what is wrong with it is noted.</summary>
    public static ModelOrFit<ModelAsked<ScenariosQuestion>>? Read(ScenariosRequest request, Reading reading) =>
        ModelOrFit<ModelAsked<ScenariosQuestion>>.Read(
            request.Model, request, reading, (model, fitted, inner) => Read(request, model, fitted, inner));

    private static ModelAsked<ScenariosQuestion>? Read(
        ScenariosRequest request, StructuralModel? model, FittedFirst? fitted, Reading reading)
    {
        var errors = reading.Errors;
        var question = new ScenariosQuestion(
            ReadScenarios(request.Scenarios, model, errors),
            InterventionReader.ReadObserved(request.Context, JsonPointer.Root.Member("context"), model, errors),
            request.AnalyzeInteractions ?? true,
            ModelFields.ReadOutcome(request.Outcome, model, errors),
            ModelFields.ReadSamples(request.Samples, errors),
            ModelFields.ReadLevel(request.ConfidenceLevel, errors),
            request.Seed ?? 0)
        {
            Goal = DirectionReader.Read(request.Direction, errors),
        };
        if (model is null || !errors.None)
        {
            return null;
        }

        var hash = model.Hash();
        return new(model, hash, question with { Seed = request.Seed ?? ModelFields.DeriveSeed(hash, question), Fitted = fitted });
    }

    private static ImmutableArray<Scenario> ReadScenarios(List<ScenarioDto?>? scenarios, StructuralModel? model, RequestErrors errors)
    {
        if (scenarios is null)
        {
            errors.AddMissing(
                Place,
                "scenarios is missing; send a list such as "
                + "[{\"id\": \"low\", \"intervention\": {\"X\": 1}}, {\"id\": \"high\", \"intervention\": {\"X\": 2}}].");
            return [];
        }

        if (scenarios.Count is < ScenariosQuestion.MinScenarios or > ScenariosQuestion.MaxScenarios)
        {
            var found = scenarios.Count == 1 ? "is 1 scenario" : $"are {scenarios.Count} scenarios";
            errors.Add(
                Place,
                $"There {found}; at least {ScenariosQuestion.MinScenarios} are needed, and at most "
                + $"{ScenariosQuestion.MaxScenarios} are taken.");
            return [];
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. scenarios
                .Select((scenario, i) => ReadScenario(scenario, i, seen, model, errors))
                .OfType<Scenario>(),
        ];
    }

    private static Scenario? ReadScenario(ScenarioDto? scenario, int i, HashSet<string> seen, StructuralModel? model, RequestErrors errors)
    {
        var place = Place.Item(i);
        if (scenario is null)
        {
            errors.AddMissing(place, $"Scenario {i} is null; send an object with id and intervention.");
            return null;
        }

        if (string.IsNullOrWhiteSpace(scenario.Id))
        {
            errors.AddMissing(place.Member("id"), $"The id of scenario {i} is missing; give it 1 to {MaxIdLength} characters.");
        }
        else if (scenario.Id.Length > MaxIdLength)
        {
            errors.Add(
                place.Member("id"),
                $"The id of scenario {i} is {scenario.Id.Length} characters long; give it 1 to {MaxIdLength} characters.");
        }
        else if (!seen.Add(scenario.Id))
        {
            errors.Add(place.Member("id"), $"Two scenarios have the id '{scenario.Id}'; give each its own.");
        }

        if (scenario.Label?.Length > MaxLabelLength)
        {
            errors.Add(
                place.Member("label"),
                $"The label of scenario {i} has {scenario.Label.Length} characters, the limit is {MaxLabelLength}.");
        }

        var intervention = InterventionReader.Read(scenario.Intervention, place.Member("intervention"), model, errors);
        return new Scenario(scenario.Id ?? "", scenario.Label, intervention);
    }
}
