using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Tables;

namespace Isl.Api.Endpoints.Identification;

/// <summary>Is the effect of a treatment on an outcome identifiable, and how?</summary>
/// <param name="DagStructure">The causal graph; may also be called <c>dag</c>.</param>
/// <param name="Dag">Another name for <paramref name="DagStructure"/>.</param>
/// <param name="Treatment">What is set; left out, the nodes that graph text marks as exposure.</param>
/// <param name="Outcome">What is read; left out, the nodes that graph text marks as outcome.</param>
/// <param name="Treatments">Several treatments, in place of one.</param>
/// <param name="Outcomes">Several outcomes, in place of one.</param>
/// <param name="Observed">The measured nodes; all others count as latent.</param>
/// <param name="AdjustmentSet">A set to check: is adjusting for it enough? Left out, the nodes that graph text marks as adjusted.</param>
/// <param name="MaxSets">Most minimal adjustment sets and front-door sets to list, 1 to 1000; 50 unless given.</param>
/// <param name="Conditions">What is conditioned on: asks for P(outcomes | do(treatments), conditions).</param>
/// <param name="Include">The parts of the answer wanted; unless given, all of them up to 100 nodes and the quick ones above.</param>
/// <param name="MaxImplications">Most testable implications to list, 1 to 10000; 500 unless given.</param>
/// <param name="Data">Rows to test the implications against: a list of objects by column name, or of lists in the order of
/// <paramref name="VariableNames"/>.</param>
/// <param name="DataCsv">The same as CSV text with a header, in place of <paramref name="Data"/>.</param>
/// <param name="VariableNames">The columns to use; those that are nodes of the graph unless given.</param>
public sealed record ValidateRequest(
    GraphInput? DagStructure = null,
    GraphInput? Dag = null,
    string? Treatment = null,
    string? Outcome = null,
    List<string>? Treatments = null,
    List<string>? Outcomes = null,
    List<string>? Observed = null,
    List<string>? AdjustmentSet = null,
    int? MaxSets = null,
    List<string>? Conditions = null,
    List<string>? Include = null,
    int? MaxImplications = null,
    JsonRows? Data = null,
    CsvText? DataCsv = null,
    List<string>? VariableNames = null);

/// <summary>Does a conditioning set separate two sets of nodes?</summary>
/// <param name="DagStructure">The causal graph; may also be called <c>dag</c>.</param>
/// <param name="Dag">Another name for <paramref name="DagStructure"/>.</param>
/// <param name="X">One set.</param>
/// <param name="Y">The other.</param>
/// <param name="Given">The conditioning set; empty unless given.</param>
public sealed record SeparationRequest(
    GraphInput? DagStructure = null,
    GraphInput? Dag = null,
    List<string>? X = null,
    List<string>? Y = null,
    List<string>? Given = null);

/// <summary>Along which paths can association flow from a treatment to an outcome, and what blocks them?</summary>
/// <param name="DagStructure">The causal graph; may also be called <c>dag</c>.</param>
/// <param name="Dag">Another name for <paramref name="DagStructure"/>.</param>
/// <param name="Treatment">Where paths start; left out, the nodes that graph text marks as exposure.</param>
/// <param name="Outcome">Where they end; left out, the nodes that graph text marks as outcome.</param>
/// <param name="Treatments">Several treatments, in place of one.</param>
/// <param name="Outcomes">Several outcomes, in place of one.</param>
/// <param name="Given">The conditioning set; left out, the nodes that graph text marks as adjusted.</param>
/// <param name="MaxPaths">Most paths to list, 1 to 10000; 1000 unless given.</param>
public sealed record PathsRequest(
    GraphInput? DagStructure = null,
    GraphInput? Dag = null,
    string? Treatment = null,
    string? Outcome = null,
    List<string>? Treatments = null,
    List<string>? Outcomes = null,
    List<string>? Given = null,
    int? MaxPaths = null);
