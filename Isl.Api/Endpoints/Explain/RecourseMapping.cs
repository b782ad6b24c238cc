using System.Collections.Immutable;
using Isl.Api.Requests;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Endpoints.Explain;

/// <summary>Requests about changes that reach a range, in their canonical form.</summary>
internal static class RecourseMapping
{
    private static readonly JsonPointer Target = JsonPointer.Root.Member("target_outcome");
    private static readonly JsonPointer Limits = JsonPointer.Root.Member("constraints");
    private static readonly JsonPointer FeasiblePlace = Limits.Member("feasible");

    private static readonly ImmutableArray<(string Name, RecourseGoal Value)> Goals =
    [
        ("change_magnitude", RecourseGoal.ChangeMagnitude),
        ("cost", RecourseGoal.Cost),
        ("feasibility", RecourseGoal.Feasibility),
    ];

    /// <summary>The question of a request; what is wrong with it is noted and thrown.</summary>
    public static ExplainAsked Read(ContrastRequest request, StructuralModel? model, RequestErrors errors)
    {
        foreach (var (name, isGiven) in ((string, bool)[])
            [("scenario_a", request.ScenarioA is not null), ("scenario_b", request.ScenarioB is not null), ("outcome", request.Outcome is not null)])
        {
            if (isGiven)
            {
                errors.Add(JsonPointer.Root.Member(name), $"{name} does not go with target_outcome; send current_state, target_outcome and "
                    + $"constraints.");
            }
        }

        var state = ReadState(request, model, errors);
        var targets = request.TargetOutcome!.Read(Target, model, errors);
        if (targets.IsEmpty && !errors.Concern(Target))
        {
            errors.AddMissing(Target, "target_outcome is empty; give at least one range, such as {\"Revenue\": [150, 200]}.");
        }

        var question = new RecourseQuestion(
            state,
            targets,
            ReadFeasible(request.Constraints, targets, model, errors),
            (int)Fields.InRange(request.Constraints?.MaxChanges ?? 1, 1, RecourseQuestion.MostChanges, Limits.Member("max_changes"), errors),
            Fields.Choice(request.Constraints?.Minimize, Goals, RecourseGoal.ChangeMagnitude, Limits.Member("minimize"), errors),
            request.Seed ?? 0);
        errors.ThrowIfAny();
        var hash = model!.Hash();
        return new(model, hash, null, question with { Seed = request.Seed ?? ModelFields.DeriveSeed(hash, question) });
    }

    private static ImmutableArray<VariableValue> ReadState(ContrastRequest request, StructuralModel? model, RequestErrors errors)
    {
        var state = InterventionReader.ReadObserved(request.CurrentState, JsonPointer.Root.Member("current_state"), model, errors);
        var place = JsonPointer.Root.Member("observed_outcome");
        var outcome = InterventionReader.ReadObserved(request.ObservedOutcome, place, model, errors);
        foreach (var (variable, value) in outcome)
        {
            if (state.Any(other => other.Variable == variable && other.Value != value))
            {
                errors.Add(place.Member(variable), $"'{Shown.Short(variable)}' has another value in current_state; keep one of the two.");
            }
        }

        return [.. state.Union(outcome).OrderBy(value => value.Variable, StringComparer.Ordinal)];
    }

    private static ImmutableArray<VariableRange> ReadFeasible(
        RecourseLimits? limits, ImmutableArray<VariableRange> targets, StructuralModel? model, RequestErrors errors)
    {
        var names = limits?.Feasible;
        if (names is not { Count: > 0 })
        {
            if (!errors.Concern(Limits))
            {
                errors.AddMissing(FeasiblePlace, $"constraints.feasible is missing or empty; name 1 to {RecourseQuestion.MaxFeasible} "
                    + $"variables that may be changed.");
            }

            return [];
        }

        if (names.Count > RecourseQuestion.MaxFeasible)
        {
            errors.Add(FeasiblePlace, $"constraints.feasible names {names.Count} variables, the limit is {RecourseQuestion.MaxFeasible}.");
        }

        var known = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            var at = FeasiblePlace.Item(i);
            if (string.IsNullOrEmpty(names[i]))
            {
                errors.AddMissing(at, $"{at} is empty; name a variable of the model.");
            }
            else if (targets.Any(range => range.Variable == names[i]))
            {
                errors.Add(at, $"'{Shown.Short(names[i])}' is what target_outcome asks for; name variables that it depends on.");
            }
            else if (ModelFields.IsKnown(names[i], at, model, errors))
            {
                known.Add(names[i]);
            }
        }

        for (var i = 0; i < (limits!.Fixed?.Count ?? 0); i++)
        {
            if (limits.Fixed![i] is { } name && ModelFields.IsKnown(name, Limits.Member("fixed").Item(i), model, errors) && known.Contains(name))
            {
                errors.Add(Limits.Member("fixed").Item(i), $"'{Shown.Short(name)}' is both feasible and fixed; it can be only one of them.");
            }
        }

        var bounds = limits.VariableBounds?.Read(Limits.Member("variable_bounds"), model, errors) ?? [];
        foreach (var bound in bounds.Where(bound => !known.Contains(bound.Variable)))
        {
            errors.Add(Limits.Member("variable_bounds").Member(bound.Variable), $"'{Shown.Short(bound.Variable)}' has bounds but is not "
                + $"feasible; add it to feasible or leave it out.");
        }

        return
        [
            .. known.Select(name => bounds.FirstOrDefault(bound => bound.Variable == name) is { Variable: not null } bound
                ? bound
                : new VariableRange(name, null, null)),
        ];
    }
}
