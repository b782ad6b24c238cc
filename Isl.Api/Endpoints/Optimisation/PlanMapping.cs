using System.Collections.Immutable;
using Isl.Api.Requests;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Optimisation;

namespace Isl.Api.Endpoints.Optimisation;

/// <summary>A question about plans on a structural model.</summary>
/// <param name="Model">The model.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Question">The question.</param>
internal sealed record PlanAsked<TQuestion>(StructuralModel Model, string Hash, TQuestion Question);

/// <summary>Requests about plans in their canonical form.</summary>
internal static class PlanMapping
{
    private const double MaxRisk = 1e9;
    private const double LeastDiscount = 1e-6;
    private static readonly JsonPointer Objective = JsonPointer.Root.Member("objective");
    private static readonly JsonPointer Objectives = JsonPointer.Root.Member("objectives");
    private static readonly JsonPointer Weights = JsonPointer.Root.Member("weights");

    /// <summary>The model and the question of a request about one objective; what is wrong with it is noted and thrown.</summary>
    public static PlanAsked<SequentialQuestion> Read(SequentialRequest request, Reading reading)
    {
        var errors = reading.Errors;
        var model = ModelReader.Read(request.Model, reading);
        var objective = ReadObjective(request.Objective, Objective, errors);
        var question = new SequentialQuestion(
            objective,
            ReadSetting(
                request.Horizon, request.Decisions, request.Constraints, request.InitialState, request.Discount, request.RiskAversion,
                    request.Seed, model, errors));
        errors.ThrowIfAny();
        var hash = model!.Hash();
        var seed = request.Seed ?? ModelFields.DeriveSeed(hash, question);
        return new(model, hash, question with { Setting = question.Setting with { Seed = seed } });
    }

    /// <summary>The model and the question of a request about several objectives; what is wrong with it is noted and thrown.</summary>
    public static PlanAsked<MultiObjectiveQuestion> Read(MultiObjectiveRequest request, Reading reading)
    {
        var errors = reading.Errors;
        var model = ModelReader.Read(request.Model, reading);
        var objectives = ReadObjectives(request.Objectives, errors);
        var isScaled = Fields.Choice(request.Scaling, [("range", true), ("none", false)], true, JsonPointer.Root.Member("scaling"), errors);
        var question = new MultiObjectiveQuestion(
            objectives,
            ReadWeights(request.Weights, objectives.Length, errors),
            request.ParetoFrontier ?? false,
            (int)Fields.InRange(
                request.MaxPoints ?? MultiObjectiveQuestion.DefaultPoints, 1, MultiObjectiveQuestion.MostPoints,
                    JsonPointer.Root.Member("max_points"), errors),
            isScaled,
            ReadSetting(
                request.Horizon, request.Decisions, request.Constraints, request.InitialState, request.Discount, request.RiskAversion,
                    request.Seed, model, errors));
        errors.ThrowIfAny();
        var hash = model!.Hash();
        var seed = request.Seed ?? ModelFields.DeriveSeed(hash, question);
        return new(model, hash, question with { Setting = question.Setting with { Seed = seed } });
    }

    private static PlanSetting ReadSetting(
        int? horizon,
        DecisionsInput? decisions,
        ConstraintsInput? constraints,
        InitialStateInput? state,
        double? discount,
        double? risk,
        long? seed,
        StructuralModel? model,
        RequestErrors errors) => new(
        (int)Fields.InRange(horizon ?? PlanSetting.DefaultHorizon, 1, PlanSetting.MaxHorizon, JsonPointer.Root.Member("horizon"), errors),
        PlanReader.ReadDecisions(decisions, model, errors),
        PlanReader.ReadConstraints(constraints, errors),
        PlanReader.ReadState(state, errors),
        Fields.InRange(discount ?? 1, LeastDiscount, 1, JsonPointer.Root.Member("discount"), errors, "above 0 and at most 1"),
        Fields.InRange(risk ?? 0, 0, MaxRisk, JsonPointer.Root.Member("risk_aversion"), errors),
        seed ?? 0);

    private static string ReadObjective(string? objective, JsonPointer place, RequestErrors errors)
    {
        if (string.IsNullOrWhiteSpace(objective))
        {
            errors.AddMissing(place, $"{place.ToString()[1..]} is missing; name a variable, or write a formula such as \"Revenue - Cost\".");
        }

        return objective ?? "";
    }

    private static ImmutableArray<string> ReadObjectives(List<string?>? objectives, RequestErrors errors)
    {
        if (objectives is null || objectives.Count is < MultiObjectiveQuestion.MinObjectives or > MultiObjectiveQuestion.MaxObjectives)
        {
            errors.AddMissing(
                Objectives,
                $"There are {objectives?.Count ?? 0} objectives; send {MultiObjectiveQuestion.MinObjectives} to "
                + $"{MultiObjectiveQuestion.MaxObjectives}, such as [\"Revenue\", \"-Cost\"].");
            return [];
        }

        var read = objectives.Select((objective, i) => ReadObjective(objective, Objectives.Item(i), errors).Trim()).ToImmutableArray();
        for (var i = 0; i < read.Length; i++)
        {
            if (read.IndexOf(read[i]) < i)
            {
                errors.Add(Objectives.Item(i), $"'{Shown.Short(read[i])}' appears twice; each objective is named once.");
            }
        }

        return read;
    }

    private static ImmutableArray<double> ReadWeights(List<double?>? weights, int objectives, RequestErrors errors)
    {
        if (weights is null || weights.Count == 0)
        {
            return [.. Enumerable.Repeat(1.0, objectives)];
        }

        if (weights.Count != objectives)
        {
            errors.Add(Weights, $"There are {weights.Count} weights for {objectives} objectives; give as many weights as objectives.");
        }

        for (var i = 0; i < weights.Count; i++)
        {
            if (weights[i] is not >= 0 || !double.IsFinite(weights[i]!.Value))
            {
                errors.Add(Weights.Item(i), $"Weight {i} is {(weights[i] is { } weight ? $"{weight}" : "null")}; it must be 0 or more.");
            }
        }

        if (weights.TrueForAll(weight => weight is 0))
        {
            errors.Add(Weights, "All weights are 0; give at least one that is above 0.");
        }

        return [.. weights.Select(weight => weight ?? 0)];
    }
}
