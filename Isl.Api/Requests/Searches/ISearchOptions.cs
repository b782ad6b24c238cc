namespace Isl.Api.Requests.Searches;

/// <summary>How a graph is sought in a table.</summary>
public interface ISearchOptions
{
    /// <summary>The algorithm.</summary>
    string? Algorithm { get; }

    /// <summary>Limit of outer iterations.</summary>
    int? MaxIter { get; }

    /// <summary>Least absolute weight of an edge.</summary>
    double? Threshold { get; }

    /// <summary>Weight of the L1 penalty.</summary>
    double? Lambda1 { get; }

    /// <summary>Tolerance of the acyclicity measure.</summary>
    double? HTol { get; }

    /// <summary>Significance level of the tests.</summary>
    double? Alpha { get; }

    /// <summary>The independence test.</summary>
    string? CiTest { get; }

    /// <summary>The score of the score searches.</summary>
    string? Score { get; }

    /// <summary>When a triple is a collider.</summary>
    string? ColliderRule { get; }

    /// <summary>What is done when colliders conflict.</summary>
    string? ColliderPriority { get; }

    /// <summary>What is done to the columns first.</summary>
    string? Scaling { get; }

    /// <summary>What is known beforehand.</summary>
    PriorKnowledgeDto? PriorKnowledge { get; }
}

/// <summary>What is known beforehand.</summary>
public sealed record PriorKnowledgeDto
{
    /// <summary>Edges [from, to] that must be in the graph.</summary>
    public List<List<string>>? RequiredEdges { get; init; }

    /// <summary>Edges [from, to] that must not.</summary>
    public List<List<string>>? ForbiddenEdges { get; init; }

    /// <summary>Groups of variables in causal order: no edge leads from a later group to an earlier one.</summary>
    public List<List<string>>? Tiers { get; init; }
}
