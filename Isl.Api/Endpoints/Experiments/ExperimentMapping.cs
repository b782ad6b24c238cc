using System.Collections.Immutable;
using System.Text.Json;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Endpoints.Experiments;

/// <summary>Requests on what to try next, in their canonical form.</summary>
internal static class ExperimentMapping
{
    private const double Largest = 1e100;
    private static readonly JsonPointer Objective = JsonPointer.Root.Member("objective");
    private static readonly JsonPointer Limits = JsonPointer.Root.Member("constraints");
    private static readonly JsonPointer FeasiblePlace = Limits.Member("feasible_interventions");
    private static readonly JsonPointer DagPlace = JsonPointer.Root.Member("dag");
    private static readonly JsonPointer NoisePlace = JsonPointer.Root.Member("noise_std");

    /// <summary>The question of a request; what is wrong with it is noted and thrown.</summary>
    public static ExperimentAsked Read(ExperimentRequest request, Reading reading)
    {
        var errors = reading.Errors;
        if (request.Beliefs is null && !errors.Concern(JsonPointer.Root.Member("beliefs")) && OpenGraph(request, reading) is { } open)
        {
            return ReadOrientation(request, open, errors);
        }

        var isBuilt = request.Model is null or { Json.ValueKind: JsonValueKind.Null or JsonValueKind.Undefined };
        var model = isBuilt ? null : ModelReader.Read(request.Model, reading);
        var beliefs = BeliefReader.Read(request.Beliefs, reading);
        var (target, goal, value) = ReadObjective(request.Objective ?? new ObjectiveDto(), errors);
        var feasible = ReadFeasible(request.Constraints, target, model, errors);
        var noise = ReadNoise(request.NoiseStd, isBuilt, errors);
        var (built, eliminated) = isBuilt && errors.None ? Built(beliefs, target, feasible, errors) : (null, null);
        var lists = new ExperimentLists([.. feasible.Select(range => range.Variable)], target, errors);
        var question = new ExperimentQuestion(
            beliefs,
            target,
            goal,
            value,
            ReadBudget(request.Constraints?.Budget, errors),
            ReadHorizon(request.Constraints?.TimeHorizon, errors),
            feasible,
            lists.ReadHistory(request.History),
            noise,
            lists.ReadCosts(request.Costs),
            lists.ReadCandidates(request.Candidates, feasible),
            Fields.Choice(request.Strategy, Strategies, ExperimentStrategy.KnowledgeGradient, JsonPointer.Root.Member("strategy"), errors),
            ReadGraph(request, target, feasible, reading),
            isBuilt,
            request.Seed ?? 0)
        {
            BoundByElimination = eliminated,
            IsNoiseGiven = request.NoiseStd is not null,
        };
        errors.ThrowIfAny();
        var whole = isBuilt ? built! : WithBeliefs(model!, beliefs, errors);
        errors.ThrowIfAny();
        var hash = whole.Hash();
        return new(hash, whole, question with { Seed = request.Seed ?? ModelFields.DeriveSeed(hash, question) });
    }

    /// <summary>The graph of a request where it has undirected edges; null elsewhere.</summary>
    private static CausalGraph? OpenGraph(ExperimentRequest request, Reading reading) =>
        request.Dag is { Json.ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } sent
        && GraphReader.ReadAt(sent, DagPlace, reading)?.Graph is { Undirected.IsEmpty: false } graph ? graph : null;

    private static ExperimentAsked ReadOrientation(ExperimentRequest request, CausalGraph graph, RequestErrors errors)
    {
        foreach (var (name, isGiven) in ((string, bool)[])
        [
            ("model", request.Model is not null), ("history", request.History is not null), ("candidates", request.Candidates is not null),
            ("objective", request.Objective is not null), ("strategy", request.Strategy is not null), ("noise_std", request.NoiseStd is not null),
        ])
        {
            if (isGiven)
            {
                errors.Add(JsonPointer.Root.Member(name), $"{name} goes with beliefs; what would direct a graph is asked with dag, constraints and "
                    + $"costs alone.");
            }
        }

        var feasible = ReadFeasible(request.Constraints, "", null, errors);
        foreach (var range in feasible.Where(range => graph.IndexOf(range.Variable) < 0))
        {
            errors.Add(FeasiblePlace.Member(range.Variable), $"'{Shown.Short(range.Variable)}' is not a node of the graph; name nodes only.");
        }

        if (graph.Nodes.Length > OrientationQuestion.MaxNodes)
        {
            errors.Add(DagPlace, $"The graph has {graph.Nodes.Length} nodes, the limit with undirected edges is {OrientationQuestion.MaxNodes}.");
        }

        var question = new OrientationQuestion(
            feasible,
            ReadBudget(request.Constraints?.Budget, errors),
            ReadHorizon(request.Constraints?.TimeHorizon, errors),
            new ExperimentLists([.. feasible.Select(range => range.Variable)], "", errors).ReadCosts(request.Costs));
        errors.ThrowIfAny();
        return new(DagHash.Of(graph).Value, null, null, graph, question);
    }

    private static readonly ImmutableArray<(string Name, ExperimentGoal Value)> Goals =
        [("maximize", ExperimentGoal.Maximize), ("minimize", ExperimentGoal.Minimize), ("target", ExperimentGoal.Target)];

    private static readonly ImmutableArray<(string Name, ExperimentStrategy Value)> Strategies =
    [
        ("knowledge_gradient", ExperimentStrategy.KnowledgeGradient),
        ("information_gain", ExperimentStrategy.InformationGain),
        ("thompson", ExperimentStrategy.Thompson),
    ];

    private static ImmutableArray<VariableRange> ReadFeasible(ExperimentLimits? limits, string target, StructuralModel? model, RequestErrors errors)
    {
        var ranges = limits?.FeasibleInterventions is { Json.ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given
            ? given.Read(FeasiblePlace, model, errors)
            : [];
        if (ranges.IsEmpty)
        {
            errors.AddMissing(FeasiblePlace, "constraints.feasible_interventions is missing or empty; send ranges such as {\"Price\": [30, 60]}.");
        }
        else if (ranges.Length > ExperimentQuestion.MostVariables)
        {
            errors.Add(FeasiblePlace, $"constraints.feasible_interventions names {ranges.Length} variables, the limit is "
                + $"{ExperimentQuestion.MostVariables}.");
        }

        foreach (var range in ranges)
        {
            if (range.Variable == target)
            {
                errors.Add(FeasiblePlace.Member(range.Variable), $"'{Shown.Short(target)}' is the outcome; only other variables can be set.");
            }
            else if (NodeName.Check(range.Variable) is { } wrong)
            {
                errors.Add(FeasiblePlace.Member(range.Variable), wrong);
            }

            if (Math.Max(Math.Abs(range.Low ?? 0), Math.Abs(range.High ?? 0)) > Largest)
            {
                errors.Add(FeasiblePlace.Member(range.Variable), $"The range of '{Shown.Short(range.Variable)}' goes beyond 1e100; scale the values "
                    + $"down.");
            }
        }

        return ranges;
    }

    private static double ReadBudget(double? budget, RequestErrors errors)
    {
        var place = Limits.Member("budget");
        if (budget is null)
        {
            errors.AddMissing(place, "constraints.budget is missing; say what all experiments may cost together.");
        }

        return budget is null ? 0 : Fields.InRange(budget.Value, double.Epsilon, Largest, place, errors, "above 0 and at most 1e100");
    }

    private static int ReadHorizon(int? horizon, RequestErrors errors)
    {
        var place = Limits.Member("time_horizon");
        if (horizon is null)
        {
            errors.AddMissing(place, $"constraints.time_horizon is missing; send a whole number from 1 to {ExperimentQuestion.MostHorizon}.");
        }

        return horizon is null ? 1 : (int)Fields.InRange(horizon.Value, 1, ExperimentQuestion.MostHorizon, place, errors);
    }

    private static (string Target, ExperimentGoal Goal, double Value) ReadObjective(ObjectiveDto objective, RequestErrors errors)
    {
        var goal = Fields.Choice(objective.Goal, Goals, ExperimentGoal.Maximize, Objective.Member("goal"), errors);
        var place = Objective.Member("target_value");
        if (string.IsNullOrEmpty(objective.TargetVariable))
        {
            errors.AddMissing(Objective.Member("target_variable"), "objective.target_variable is missing; name the outcome.");
        }

        if (goal == ExperimentGoal.Target && objective.TargetValue is null)
        {
            errors.AddMissing(place, "objective.target_value is missing; give the value wanted.");
        }

        return (
            objective.TargetVariable ?? "",
            goal,
            goal == ExperimentGoal.Target
                ? Fields.InRange(objective.TargetValue ?? 0, -Largest, Largest, place, errors, "between -1e100 and 1e100") : 0);
    }

    private static double ReadNoise(double? given, bool isBuilt, RequestErrors errors)
    {
        var noise = given ?? (isBuilt ? 1 : 0);
        if (!(noise >= 0 && noise <= Largest) || (isBuilt && noise == 0))
        {
            errors.Add(NoisePlace, $"noise_std is {noise}; it must be {(isBuilt ? "above 0" : "0 or more")} and at most 1e100.");
        }

        return noise;
    }

    private static CausalGraph? ReadGraph(ExperimentRequest request, string target, ImmutableArray<VariableRange> feasible, Reading reading)
    {
        if (request.Dag is not { Json.ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } sent)
        {
            return null;
        }

        var place = DagPlace;
        var graph = GraphReader.ReadAt(sent, place, reading)?.Graph;
        if (graph is { Undirected.IsEmpty: false } or { Selected.IsEmpty: false })
        {
            reading.Errors.Add(place, "The graph has directed and bidirected edges only, and no selected nodes; draw each edge with a direction.");
            return null;
        }

        foreach (var name in graph is null ? [] : feasible.Select(range => range.Variable).Append(target).Where(name => graph.IndexOf(name) < 0))
        {
            reading.Errors.Add(place, $"'{Shown.Short(name)}' is not a node of the graph; add it, or leave the graph out.");
        }

        return graph;
    }

    /// <summary>The model in which the outcome is the sum of parameter times variable, with noise.</summary>
    private static (StructuralModel? Model, VariableName? Eliminated) Built(
        ImmutableArray<ExogenousQuantity> beliefs, string target, ImmutableArray<VariableRange> feasible, RequestErrors errors)
    {
        var bound = BeliefReader.Bind(beliefs, [.. feasible.Select(range => range.Variable)], errors, out var eliminated);
        const char quote = '`';
        const string noise = "noise";
        foreach (var range in feasible.Where(range => range.Variable == noise || beliefs.Any(belief => belief.Name == range.Variable)))
        {
            errors.Add(FeasiblePlace.Member(range.Variable), range.Variable == noise
                ? "'noise' stands for the noise of equations; call the variable something else."
                : $"'{Shown.Short(range.Variable)}' is a parameter as well; call the parameter effect_{Shown.Short(range.Variable)}.");
        }

        if (target == noise)
        {
            errors.Add(Objective.Member("target_variable"), "'noise' stands for the noise of equations; call the outcome something else.");
        }

        var names = beliefs.Select(belief => belief.Name).Concat(feasible.Select(range => range.Variable));
        foreach (var name in names.Where(name => name.Contains(quote)))
        {
            errors.Add(JsonPointer.Root.Member("beliefs"), $"'{Shown.Short(name)}' has a backtick in it; leave it out of names.");
        }

        if (beliefs.Any(belief => belief.Name == target) || NodeName.Check(target) is not null)
        {
            errors.Add(Objective.Member("target_variable"), NodeName.Check(target)
                ?? $"'{Shown.Short(target)}' is a parameter as well; give the outcome another name.");
        }

        return errors.None ? (SumModel.Of(beliefs, bound, target), eliminated) : (null, eliminated);
    }

    /// <summary>A model with the beliefs as distributions of the names that its formulas use.</summary>
    private static StructuralModel WithBeliefs(StructuralModel model, ImmutableArray<ExogenousQuantity> beliefs, RequestErrors errors)
    {
        foreach (var belief in beliefs)
        {
            if (model.Variables.Contains(belief.Name))
            {
                errors.Add(
                    JsonPointer.Root.Member("beliefs"),
                    $"'{Shown.Short(belief.Name)}' is a variable of the model and cannot be a parameter as well; take it out of variables.");
            }
        }

        return model with
        {
            Distributions =
            [
                .. model.Distributions.Where(quantity => beliefs.All(belief => belief.Name != quantity.Name)).Concat(beliefs)
                    .OrderBy(quantity => quantity.Name, StringComparer.Ordinal),
            ],
        };
    }
}
