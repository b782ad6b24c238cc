using Isl.Api.Requests.Searches;
using Isl.Api.Requests.Tables;

namespace Isl.Api.Endpoints.Discovery;

/// <summary>Which causal graph do data suggest?</summary>
public record DiscoverRequest : ITableRequest, ISearchOptions
{
    /// <summary>Rows: a list of objects by column name, or a list of lists in the order of variable_names.</summary>
    public JsonRows? Data { get; init; }

    /// <summary>The data as CSV text with a header, in place of data.</summary>
    public CsvText? DataCsv { get; init; }

    /// <summary>The columns to use, in this order; all of them unless given (needed for row lists).</summary>
    public List<string>? VariableNames { get; init; }

    /// <summary>
    /// Missing values: refuse (default, an error that counts them by column), drop_rows (rows with any are left out, and told) or testwise (pc: each
    /// test leaves out the rows that lack a value of its own columns).
    /// </summary>
    public string? Missing { get; init; }

    /// <summary>notears (default), pc, ges, lingam, dagma, correlation or auto.</summary>
    public string? Algorithm { get; init; }

    /// <summary>Limit of outer iterations of notears, 1 to 10000; 100 unless given.</summary>
    public int? MaxIter { get; init; }

    /// <summary>Least absolute weight of an edge on the scaled data; 0.3 unless given (lingam: none).</summary>
    public double? Threshold { get; init; }

    /// <summary>Weight of the L1 penalty; 0.1 unless given, dagma 0.02.</summary>
    public double? Lambda1 { get; init; }

    /// <summary>notears has converged when its acyclicity measure is not above this; 1e-8 unless given.</summary>
    public double? HTol { get; init; }

    /// <summary>Significance level of pc's tests; 0.05 unless given.</summary>
    public double? Alpha { get; init; }

    /// <summary>pc's test: auto (default, by the data), fisher_z, chi_square, g_square or mixed (numbers and categories).</summary>
    public string? CiTest { get; init; }

    /// <summary>Score of ges and boss: auto (default, by the data), gaussian, or conditional_gaussian (numbers and categories).</summary>
    public string? Score { get; init; }

    /// <summary>When pc calls the middle of a triple a collider: separating_sets (default), max_p or definite_max_p.</summary>
    public string? ColliderRule { get; init; }

    /// <summary>What pc does when colliders conflict: keep_existing (default), overwrite, bidirected, stronger_first or stronger_last.</summary>
    public string? ColliderPriority { get; init; }

    /// <summary>standardize (default, units do not change the answer) or none (as in the papers); read by notears and dagma.</summary>
    public string? Scaling { get; init; }

    /// <summary>What is known beforehand; always honoured.</summary>
    public PriorKnowledgeDto? PriorKnowledge { get; init; }

    /// <summary>Resamples for the edges' confidence, 0 (default) to 1000.</summary>
    public int? Bootstrap { get; init; }

    /// <summary>Seed of the resamples; derived from the request unless given.</summary>
    public long? Seed { get; init; }
}

/// <summary>Which causal graph do data and plain sentences suggest together?</summary>
public sealed record HybridRequest : DiscoverRequest
{
    /// <summary>Sentences such as "Price affects Sales. Quality drives Price and Sales."</summary>
    public string? DomainDescription { get; init; }

    /// <summary>Weight of the data, 0 (sentences alone) to 1 (data alone); 0.5 unless given.</summary>
    public double? DataWeight { get; init; }
}

/// <summary>Which causal graph do plain sentences describe?</summary>
public sealed record KnowledgeRequest
{
    /// <summary>Sentences such as "Price affects Sales. Quality drives Price and Sales."</summary>
    public string? DomainDescription { get; init; }

    /// <summary>Names of the variables.</summary>
    public List<string>? VariableNames { get; init; }

    /// <summary>What is known beforehand; always honoured.</summary>
    public PriorKnowledgeDto? PriorKnowledge { get; init; }
}
