using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Models;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Validation;

namespace Isl.Api.Endpoints.Identification;

/// <summary>How good is a causal graph, by itself, against equations and against data?</summary>
public sealed record GraphValidationRequest : IGraphRequest, ITableRequest
{
    /// <summary>The causal graph; may also be called <c>dag</c>.</summary>
    public GraphInput? DagStructure { get; init; }

    /// <summary>Another name for <c>dag_structure</c>.</summary>
    public GraphInput? Dag { get; init; }

    /// <summary>Equations that should agree with the graph.</summary>
    public ModelInput? StructuralModel { get; init; }

    /// <summary>What is known of the matter: treatment and outcome, tiers (earlier variables first), required_edges, forbidden_edges.</summary>
    public ContextInput? Context { get; init; }

    /// <summary>How much is checked: <c>basic</c>, <c>standard</c> (default) or <c>comprehensive</c>.</summary>
    public string? ValidationLevel { get; init; }

    /// <summary>Rows to test against: a list of objects by column name, or of lists in the order of <c>variable_names</c>.</summary>
    public JsonRows? Data { get; init; }

    /// <summary>The rows as CSV text with a header, in place of data.</summary>
    public CsvText? DataCsv { get; init; }

    /// <summary>The columns to use; those named after nodes unless given.</summary>
    public List<string>? VariableNames { get; init; }

    /// <summary>Seed of the permutations; derived from the request unless given.</summary>
    public long? Seed { get; init; }
}

/// <summary>A question with what it is about.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Model">Equations; null where none were sent.</param>
/// <param name="Data">Rows; null where none were sent.</param>
/// <param name="Question">The question.</param>
internal sealed record GraphValidationAsked(CausalGraph Graph, StructuralModel? Model, Dataset? Data, ValidationQuestion Question);
