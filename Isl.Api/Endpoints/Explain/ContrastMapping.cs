using System.Collections.Immutable;
using Isl.Api.Requests;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Endpoints.Explain;

/// <summary>A question about a structural model: a contrast, or which change reaches a range.</summary>
/// <param name="Model">The model.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Contrast">The contrast asked for, if it is one.</param>
/// <param name="Recourse">The change asked for, if it is one.</param>
internal sealed record ExplainAsked(StructuralModel Model, string Hash, ContrastQuestion? Contrast, RecourseQuestion? Recourse);

/// <summary>Several contrasts with one baseline.</summary>
/// <param name="Model">The model.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Question">The question.</param>
internal sealed record BatchContrastAsked(StructuralModel Model, string Hash, ContrastBatchQuestion Question);

/// <summary>Requests about contrasts in their canonical form.</summary>
internal static class ContrastMapping
{
    private const int MinScenarios = 2;
    private const int MaxScenarios = 100;
    private static readonly JsonPointer Scenarios = JsonPointer.Root.Member("scenarios");
    private static readonly JsonPointer Baseline = JsonPointer.Root.Member("baseline_id");

    /// <summary>The question of a request; what is wrong with it is noted and thrown.</summary>
    public static ExplainAsked Read(ContrastRequest request, Reading reading)
    {
        var model = ModelReader.Read(request.Model, reading);
        return request.TargetOutcome is null ? ReadContrast(request, model, reading.Errors) : RecourseMapping.Read(request, model, reading.Errors);
    }

    /// <summary>The question of a request about several scenarios.</summary>
    public static BatchContrastAsked ReadBatch(BatchContrastRequest request, Reading reading)
    {
        var errors = reading.Errors;
        var model = ModelReader.Read(request.Model, reading);
        var outcome = ModelFields.ReadOutcome(request.Outcome, model, errors);
        var top = ScenarioReader.TopK(request.TopK, errors);
        var scenarios = ReadScenarios(request.Scenarios, model, errors);
        var baseline = ReadBaseline(request.BaselineId, scenarios, errors);
        errors.ThrowIfAny();
        var hash = model!.Hash();
        var question = new ContrastBatchQuestion(
        [
            .. scenarios.Where(scenario => scenario != baseline).Select(scenario =>
                new ContrastQuestion(baseline!, scenario, outcome, top, request.Seed ?? 0)),
        ]);
        var seed = request.Seed ?? ModelFields.DeriveSeed(hash, question);
        return new(model, hash, new ContrastBatchQuestion([.. question.Items.Select(item => item with { Seed = seed })]));
    }

    private static ExplainAsked ReadContrast(ContrastRequest request, StructuralModel? model, RequestErrors errors)
    {
        foreach (var (name, isGiven) in ((string, bool)[])
            [
                ("current_state", request.CurrentState is not null),
                ("observed_outcome", request.ObservedOutcome is not null),
                ("constraints", request.Constraints is not null),
            ])
        {
            if (isGiven)
            {
                errors.Add(JsonPointer.Root.Member(name), $"{name} goes with target_outcome; send that too, or scenario_a and scenario_b alone.");
            }
        }

        var a = ScenarioReader.Read(request.ScenarioA, JsonPointer.Root.Member("scenario_a"), model, errors);
        var b = ScenarioReader.Read(request.ScenarioB, JsonPointer.Root.Member("scenario_b"), model, errors);
        var outcome = ModelFields.ReadOutcome(request.Outcome, model, errors);
        var top = ScenarioReader.TopK(request.TopK, errors);
        errors.ThrowIfAny();
        var hash = model!.Hash();
        var question = new ContrastQuestion(a!, b!, outcome, top, request.Seed ?? 0);
        return new(model, hash, question with { Seed = request.Seed ?? ModelFields.DeriveSeed(hash, question) }, null);
    }

    private static ImmutableArray<ContrastScenario> ReadScenarios(List<StatedScenario?>? scenarios, StructuralModel? model, RequestErrors errors)
    {
        if (scenarios is null)
        {
            errors.AddMissing(Scenarios, "scenarios is missing; send a list such as [{\"id\": \"a\", \"state\": {\"X\": 1}}, {\"id\": "
                + "\"b\", \"state\": {\"X\": 2}}].");
            return [];
        }

        if (scenarios.Count is < MinScenarios or > MaxScenarios)
        {
            errors.Add(
                Scenarios,
                $"There {(scenarios.Count == 1 ? "is 1 scenario" : $"are {scenarios.Count} scenarios")}; at least {MinScenarios} are needed, "
                + $"and at most {MaxScenarios} are taken.");
            return [];
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < scenarios.Count; i++)
        {
            if (scenarios[i]?.Id is { Length: > 0 } id && !seen.Add(id))
            {
                errors.Add(Scenarios.Item(i).Member("id"), $"Two scenarios have the id '{Shown.Short(id)}'; give each its own.");
            }
        }

        return [.. scenarios.Select((scenario, i) => ScenarioReader.Read(scenario, Scenarios.Item(i), model, errors)).OfType<ContrastScenario>()];
    }

    private static ContrastScenario? ReadBaseline(string? id, ImmutableArray<ContrastScenario> scenarios, RequestErrors errors)
    {
        var baseline = scenarios.FirstOrDefault(scenario => scenario.Id == id && id.Length > 0);
        if (string.IsNullOrEmpty(id))
        {
            errors.AddMissing(Baseline, "baseline_id is missing; name the scenario that the others are compared with.");
        }
        else if (baseline is null && !scenarios.IsEmpty)
        {
            errors.Add(Baseline, $"No scenario has the id '{Shown.Short(id)}'; the ids are "
                + $"{string.Join(", ", scenarios.Take(10).Select(scenario => Shown.Short(scenario.Id)))}.");
        }

        return baseline;
    }
}
