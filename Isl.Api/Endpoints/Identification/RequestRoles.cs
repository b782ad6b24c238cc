using System.Collections.Immutable;
using Isl.Api.Endpoints.Graphs;
using Isl.Errors;
using Isl.Graphs;
using Isl.Identification;

namespace Isl.Api.Endpoints.Identification;

/// <summary>Fills what a request leaves out from the roles in its graph text; what the request says wins.</summary>
public static class RequestRoles
{
    /// <summary>The graph and the query of a request.</summary>
    /// <exception cref="InputException">A part is missing, ill-formed or out of range.</exception>
    public static (CausalGraph Graph, CausalQuery Query) Read(this ValidateRequest request, GraphLimits limits)
    {
        var (graph, roles) = GraphReader.ReadWithRoles(request.DagStructure, request.Dag, limits);
        return (GraphReader.WithObserved(graph, request.Observed), request.WithRoles(roles).ToQuery());
    }

    /// <summary>Exposures stand for missing treatments, outcomes for missing outcomes, adjusted nodes for a missing set to check.</summary>
    public static ValidateRequest WithRoles(this ValidateRequest request, GraphRoles roles) => request with
    {
        Treatments = request.Treatments ?? NamesUnless(request.Treatment, roles.Exposures),
        Outcomes = request.Outcomes ?? NamesUnless(request.Outcome, roles.Outcomes),
        AdjustmentSet = request.AdjustmentSet ?? NamesUnless(null, roles.Adjusted),
    };

    /// <summary>Exposures stand for missing treatments, outcomes for missing outcomes, adjusted nodes for a missing conditioning set.</summary>
    public static PathsRequest WithRoles(this PathsRequest request, GraphRoles roles) => request with
    {
        Treatments = request.Treatments ?? NamesUnless(request.Treatment, roles.Exposures),
        Outcomes = request.Outcomes ?? NamesUnless(request.Outcome, roles.Outcomes),
        Given = request.Given ?? NamesUnless(null, roles.Adjusted),
    };

    private static List<string>? NamesUnless(string? single, ImmutableArray<string> marked) => single is null && marked.Length > 0 ? [.. marked] : null;
}
