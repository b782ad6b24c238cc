namespace Isl.Api.Endpoints.Discovery;

/// <summary>Which causal graph do data suggest?</summary>
/// <param name="Data">Rows: a list of objects by column name, or a list of lists in the order of <paramref name="VariableNames"/>.</param>
/// <param name="DataCsv">The data as CSV text with a header, in place of <paramref name="Data"/>.</param>
/// <param name="VariableNames">The columns to use, in this order; all of them unless given (needed for row lists).</param>
/// <param name="Algorithm"><c>notears</c> (default) or <c>correlation</c>.</param>
/// <param name="MaxIter">Limit of outer iterations, 1 to 10000; 100 unless given.</param>
/// <param name="Threshold">Least absolute weight of an edge on the scaled data; 0.3 unless given.</param>
/// <param name="Lambda1">Weight of the L1 penalty; 0.1 unless given.</param>
/// <param name="Scaling"><c>standardize</c> (default, units do not change the answer) or <c>none</c> (as in the papers).</param>
/// <param name="PriorKnowledge">What is known beforehand; always honoured.</param>
/// <param name="Seed">Seed of random choices.</param>
public sealed record DiscoverRequest(
    JsonRows? Data = null,
    string? DataCsv = null,
    List<string>? VariableNames = null,
    string? Algorithm = null,
    int? MaxIter = null,
    double? Threshold = null,
    double? Lambda1 = null,
    string? Scaling = null,
    PriorKnowledgeDto? PriorKnowledge = null,
    long? Seed = null);

/// <summary>What is known beforehand.</summary>
/// <param name="RequiredEdges">Edges [from, to] that must be in the graph.</param>
/// <param name="ForbiddenEdges">Edges [from, to] that must not.</param>
/// <param name="Tiers">Groups of variables in causal order: no edge leads from a later group to an earlier one.</param>
public sealed record PriorKnowledgeDto(
    List<List<string>>? RequiredEdges = null,
    List<List<string>>? ForbiddenEdges = null,
    List<List<string>>? Tiers = null);
