using System.Collections.Immutable;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Validation;

namespace Isl.Api.Endpoints.Identification;

/// <summary>Requests on how good a graph is, in their canonical form.</summary>
internal static class GraphValidationMapping
{
    private static readonly ImmutableArray<(string Name, ValidationLevel Value)> Levels =
    [
        ("basic", ValidationLevel.Basic), ("standard", ValidationLevel.Standard), ("comprehensive", ValidationLevel.Comprehensive),
    ];

    /// <summary>The question of a request; what is wrong with it is noted and thrown.</summary>
    public static GraphValidationAsked Read(GraphValidationRequest request, Reading reading)
    {
        var errors = reading.Errors;
        var graph = GraphReader.Read(request, reading)?.Graph;
        if (graph is { Undirected.IsEmpty: false })
        {
            errors.Add(
                JsonPointer.Root.Member(request.DagStructure is not null ? "dag_structure" : "dag"),
                "The graph has edges without a direction; draw each with one, because what is checked is one graph and not a class.");
        }

        var model = ModelReader.ReadAt(JsonPointer.Root.Member("structural_model"), request.StructuralModel, reading);
        var context = new ContextReader(graph, errors).Read(request.Context);
        var level = Fields.Choice(request.ValidationLevel, Levels, ValidationLevel.Standard, JsonPointer.Root.Member("validation_level"), errors);
        var data = graph is null ? null : ValidateMapping.ReadData(request, graph, reading);
        var question = new ValidationQuestion(
            level,
            context.Treatment,
            context.Outcome,
            context.Tiers,
            context.Required,
            context.Forbidden,
            context.Unused,
            model?.Hash(),
            data?.Hash(),
            request.Seed ?? 0);
        errors.ThrowIfAny();
        return new(graph!, model, data, question with { Seed = request.Seed ?? ModelFields.DeriveSeed(DagHash.Of(graph!).Value, question) });
    }
}
