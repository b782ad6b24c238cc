using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Api.Endpoints.Identification;

/// <summary>Requests about paths in their canonical form; what a request leaves out is taken from the roles in its graph text.</summary>
internal static class PathsMapping
{
    /// <summary>The graph and the question of a request; what is wrong with it is noted and thrown.</summary>
    public static (CausalGraph Graph, PathsQuestion Question) Read(PathsRequest request, Reading reading)
    {
        var errors = reading.Errors;
        var parsed = GraphReader.Read(request, reading);
        var roles = parsed?.Roles ?? GraphRoles.None;
        string?[] asked = [request.Treatment, request.Outcome, .. request.Treatments ?? [], .. request.Outcomes ?? []];
        var question = new PathsQuestion(
            GraphFields.OneOrSeveral(request.Treatment, request.Treatments, roles.Exposures, "treatment", errors),
            GraphFields.OneOrSeveral(request.Outcome, request.Outcomes, roles.Outcomes, "outcome", errors),
            GraphFields.Names(request.Given, GraphFields.AdjustedBut(roles, asked), "given", errors) ?? [],
            GraphFields.Count(request.MaxPaths, PathsQuestion.DefaultMaxPaths, PathsQuestion.MostPaths, "max_paths", errors));
        errors.ThrowIfAny();
        return (parsed!.Graph, question);
    }
}
