using System.Collections.Immutable;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Api.Endpoints.Identification;

/// <summary>A validate request as it was read.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Query">The query.</param>
/// <param name="Data">Rows to test the graph against, or null.</param>
public sealed record GraphRequest(CausalGraph Graph, CausalQuery Query, Dataset? Data);

/// <summary>Fills what a request leaves out from the roles in its graph text; what the request says wins.</summary>
public static class RequestRoles
{
    /// <summary>The graph, the query and the data of a request.</summary>
    /// <exception cref="InputException">A part is missing, ill-formed or out of range.</exception>
    public static GraphRequest Read(this ValidateRequest request, GraphLimits limits, DataLimits dataLimits)
    {
        var (read, roles) = GraphReader.ReadWithRoles(request.DagStructure, request.Dag, limits);
        var graph = GraphReader.WithObserved(read, request.Observed);
        var data = ImplicationData.Read(request, graph, dataLimits);
        return new GraphRequest(graph, request.WithRoles(roles).ToQuery(data?.Hash()), data);
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

    private static List<string>? NamesUnless(string? single, ImmutableArray<string> marked) =>
        single is null && marked.Length > 0 ? [.. marked] : null;
}
