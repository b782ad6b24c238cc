using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Tables;

namespace Isl.Api.Endpoints.Identification;

/// <summary>Is the effect of a treatment on an outcome identifiable, and how?</summary>
public sealed record ValidateRequest : IGraphRequest, ITableRequest
{
    /// <summary>The causal graph; may also be called <c>dag</c>.</summary>
    public GraphInput? DagStructure { get; init; }

    /// <summary>Another name for <c>dag_structure</c>.</summary>
    public GraphInput? Dag { get; init; }

    /// <summary>What is set; left out, the nodes that graph text marks as exposure.</summary>
    public string? Treatment { get; init; }

    /// <summary>What is read; left out, the nodes that graph text marks as outcome.</summary>
    public string? Outcome { get; init; }

    /// <summary>Several treatments, in place of one.</summary>
    public List<string>? Treatments { get; init; }

    /// <summary>Several outcomes, in place of one.</summary>
    public List<string>? Outcomes { get; init; }

    /// <summary>total (default), or direct: the controlled direct effect, for which the mediators are set as well.</summary>
    public string? Effect { get; init; }

    /// <summary>What a direct effect holds fixed; every observed node on a causal path unless given.</summary>
    public List<string>? Mediators { get; init; }

    /// <summary>The measured nodes; all others count as latent.</summary>
    public List<string>? Observed { get; init; }

    /// <summary>A set to check: is adjusting for it enough? Left out, the nodes that graph text marks as adjusted.</summary>
    public List<string>? AdjustmentSet { get; init; }

    /// <summary>Most minimal adjustment sets and front-door sets to list, 1 to 1000; 50 unless given.</summary>
    public int? MaxSets { get; init; }

    /// <summary>What is conditioned on: asks for P(outcomes | do(treatments), conditions).</summary>
    public List<string>? Conditions { get; init; }

    /// <summary>The parts of the answer wanted; unless given, all of them up to 100 nodes and the quick ones above.</summary>
    public List<string>? Include { get; init; }

    /// <summary>Most testable implications to list, 1 to 10000; 500 unless given.</summary>
    public int? MaxImplications { get; init; }

    /// <summary>Rows to test the implications against: a list of objects by column name, or of lists in the order of
    /// <c>variable_names</c>.</summary>
    public JsonRows? Data { get; init; }

    /// <summary>The same as CSV text with a header, in place of <c>data</c>.</summary>
    public CsvText? DataCsv { get; init; }

    /// <summary>The columns to use; those that are nodes of the graph unless given.</summary>
    public List<string>? VariableNames { get; init; }
}

/// <summary>Does a conditioning set separate two sets of nodes?</summary>
public sealed record SeparationRequest : IGraphRequest
{
    /// <summary>The causal graph; may also be called <c>dag</c>.</summary>
    public GraphInput? DagStructure { get; init; }

    /// <summary>Another name for <c>dag_structure</c>.</summary>
    public GraphInput? Dag { get; init; }

    /// <summary>One set.</summary>
    public List<string>? X { get; init; }

    /// <summary>The other.</summary>
    public List<string>? Y { get; init; }

    /// <summary>The conditioning set; empty unless given.</summary>
    public List<string>? Given { get; init; }
}

/// <summary>Along which paths can association flow from a treatment to an outcome, and what blocks them?</summary>
public sealed record PathsRequest : IGraphRequest
{
    /// <summary>The causal graph; may also be called <c>dag</c>.</summary>
    public GraphInput? DagStructure { get; init; }

    /// <summary>Another name for <c>dag_structure</c>.</summary>
    public GraphInput? Dag { get; init; }

    /// <summary>Where paths start; left out, the nodes that graph text marks as exposure.</summary>
    public string? Treatment { get; init; }

    /// <summary>Where they end; left out, the nodes that graph text marks as outcome.</summary>
    public string? Outcome { get; init; }

    /// <summary>Several treatments, in place of one.</summary>
    public List<string>? Treatments { get; init; }

    /// <summary>Several outcomes, in place of one.</summary>
    public List<string>? Outcomes { get; init; }

    /// <summary>The conditioning set; left out, the nodes that graph text marks as adjusted.</summary>
    public List<string>? Given { get; init; }

    /// <summary>Most paths to list, 1 to 10000; 1000 unless given.</summary>
    public int? MaxPaths { get; init; }
}
