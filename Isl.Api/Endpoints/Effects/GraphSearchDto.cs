using Isl.Api.Requests.Searches;

namespace Isl.Api.Endpoints.Effects;

/// <summary>How the graphs are sought over which an effect is estimated; the settings of the algorithms are those of discover.</summary>
public sealed record GraphSearchDto : ISearchOptions
{
    /// <summary>pc (default), ges, boss, lingam, dagma or notears.</summary>
    public string? Algorithm { get; init; }

    /// <summary>bootstrap (default): a graph from each of many resamples. class: the members of the equivalence class of the whole table.</summary>
    public string? Mode { get; init; }

    /// <summary>Resamples of mode bootstrap, 2 to 500; 100 unless given.</summary>
    public int? Graphs { get; init; }

    /// <summary>Does one half of the rows choose the graphs and the other give the number? Unless given, one table does both, which is
    /// told.</summary>
    public bool? Split { get; init; }

    /// <summary>What is known beforehand; always honoured.</summary>
    public PriorKnowledgeDto? PriorKnowledge { get; init; }

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
}
