using System.Collections.Immutable;
using System.Text.Json;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Robustness;

namespace Isl.Api.Endpoints.Robustness;

/// <summary>Requests on how far decisions may miss, in their canonical form.</summary>
internal static class RobustnessMapping
{
    private const double Largest = 1e100;
    private static readonly JsonPointer Proposal = JsonPointer.Root.Member("intervention_proposal");
    private static readonly JsonPointer Target = JsonPointer.Root.Member("target_outcome");
    private static readonly JsonPointer Feasible = JsonPointer.Root.Member("feasible_ranges");
    private static readonly JsonPointer GraphPlace = JsonPointer.Root.Member("causal_model");

    /// <summary>The question of a request; what is wrong with it is noted and thrown.</summary>
    public static RobustnessAsked Read(RobustnessRequest request, Reading reading)
    {
        var errors = reading.Errors;
        var model = ModelReader.ReadAt(JsonPointer.Root.Member("structural_model"), request.StructuralModel, reading);
        var graph = ReadGraph(request, reading);
        var proposal = InterventionReader.ReadObserved(request.InterventionProposal, Proposal, model, errors);
        CheckCount(proposal.Length, Proposal, "{\"Price\": 45}", errors);
        var targets = ReadRanges(request.TargetOutcome, Target, model, errors);
        CheckCount(targets.Length, Target, "{\"Revenue\": [100, 140]}", errors);
        var feasible = ReadRanges(request.FeasibleRanges, Feasible, model, errors);
        CheckNames(proposal, targets, feasible, errors);
        CheckGraph(proposal, targets, model is null && request.StructuralModel is null ? graph : null, errors);
        var radius = request.PerturbationRadius ?? RobustnessQuestion.DefaultRadius;
        if (!(radius > 0 && radius <= 1))
        {
            errors.Add(JsonPointer.Root.Member("perturbation_radius"), $"perturbation_radius is {radius}; it must be above 0 and at most 1.");
        }

        var question = new RobustnessQuestion(
            proposal,
            targets,
            radius,
            (int)Fields.InRange(
                request.MinSamples ?? RobustnessQuestion.DefaultSamples, 10, 1000, JsonPointer.Root.Member("min_samples"), errors),
            (decimal)Fields.InRange(
                request.ConfidenceLevel ?? RobustnessQuestion.DefaultLevel, 0.5, 0.99, JsonPointer.Root.Member("confidence_level"), errors),
            feasible,
            graph,
            request.Seed ?? 0);
        errors.ThrowIfAny();
        var hash = model?.Hash() ?? DagHash.Of(graph!).Value;

        // Draws that do not depend on the ranges wanted: a wider range is then met at least as often.
        var seed = request.Seed ?? ModelFields.DeriveSeed(hash, question with { Targets = [], Level = 0, MinSamples = 0 });
        return new(model, hash, question with { Seed = seed });
    }

    private static CausalGraph? ReadGraph(RobustnessRequest request, Reading reading)
    {
        if (request.CausalModel is { Json.ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } sent)
        {
            return GraphReader.ReadAt(sent, GraphPlace, reading)?.Graph;
        }

        if (request.StructuralModel is null)
        {
            reading.Errors.AddMissing(GraphPlace, $"causal_model is missing; {GraphReader.Expected}, and structural_model with its equations.");
        }

        return null;
    }

    private static ImmutableArray<VariableRange> ReadRanges(RangesInput? input, JsonPointer place, StructuralModel? model, RequestErrors errors) =>
        input is null or { Json.ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } ? [] : input.Read(place, model, errors);

    private static void CheckCount(int count, JsonPointer place, string such, RequestErrors errors)
    {
        if (count > RobustnessQuestion.MostVariables)
        {
            errors.Add(place, $"{place.Name} names {count} variables, the limit is {RobustnessQuestion.MostVariables}.");
        }
        else if (count == 0)
        {
            errors.AddMissing(place, $"{place.Name} is missing or empty; send an object such as {such}.");
        }
    }

    private static void CheckNames(
        ImmutableArray<VariableValue> proposal,
        ImmutableArray<VariableRange> targets,
        ImmutableArray<VariableRange> feasible,
        RequestErrors errors)
    {
        foreach (var value in proposal)
        {
            var at = Proposal.Member(value.Variable);
            if (targets.Any(range => range.Variable == value.Variable))
            {
                errors.Add(at, $"'{Shown.Short(value.Variable)}' is both proposed and a target; a target is what follows from the proposal.");
            }

            if (Math.Abs(value.Value) > Largest)
            {
                errors.Add(at, $"The value of '{Shown.Short(value.Variable)}' is {value.Value}; it must lie between -1e100 and 1e100.");
            }

            var range = feasible.FirstOrDefault(range => range.Variable == value.Variable);
            if (range.Variable is not null && !(value.Value >= range.Low && value.Value <= range.High))
            {
                errors.Add(at, $"The value of '{Shown.Short(value.Variable)}' is {value.Value}, outside its feasible range from {range.Low} to "
                    + $"{range.High}; move one of them.");
            }
        }

        foreach (var range in targets.Where(range => Math.Max(Math.Abs(range.Low ?? 0), Math.Abs(range.High ?? 0)) > Largest))
        {
            errors.Add(Target.Member(range.Variable), $"An end of the range of '{Shown.Short(range.Variable)}' is beyond 1e100; leave the range "
                + $"open by an end that the outcome cannot reach.");
        }

        foreach (var range in feasible.Where(range => proposal.All(value => value.Variable != range.Variable)))
        {
            errors.Add(Feasible.Member(range.Variable), $"'{Shown.Short(range.Variable)}' has a feasible range but is not proposed; add it to "
                + $"intervention_proposal or leave it out.");
        }

        foreach (var range in feasible.Where(range => !(range.High > range.Low)))
        {
            errors.Add(Feasible.Member(range.Variable), $"The feasible range of '{Shown.Short(range.Variable)}' is a single value; no deviation "
                + $"is possible. Widen it, or leave the variable out.");
        }
    }

    /// <summary>Without equations the names are checked against the graph.</summary>
    private static void CheckGraph(
        ImmutableArray<VariableValue> proposal, ImmutableArray<VariableRange> targets, CausalGraph? graph, RequestErrors errors)
    {
        foreach (var (name, place) in proposal.Select(value => (value.Variable, Proposal)).Concat(targets.Select(range => (range.Variable, Target))))
        {
            if (graph is not null && graph.IndexOf(name) < 0)
            {
                errors.Add(place.Member(name), $"'{Shown.Short(name)}' is not a node of causal_model; name one of its nodes.");
            }
        }
    }
}
