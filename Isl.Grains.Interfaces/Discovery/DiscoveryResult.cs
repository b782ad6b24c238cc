using System.Collections.Immutable;

namespace Isl.Discovery;

/// <summary>Answer to a <see cref="DiscoveryQuestion"/>.</summary>
public sealed record DiscoveryResult : AnalysisResult
{
    /// <summary>The graph found; always acyclic, always in keeping with the prior knowledge.</summary>
    public required DiscoveredDag Dag { get; init; }

    /// <summary>Its edges with their weights, strongest first.</summary>
    public required ImmutableArray<EdgeDetail> EdgesDetail { get; init; }

    /// <summary>0..1; the explanation says what it was computed from.</summary>
    public required double Confidence { get; init; }

    /// <summary>The algorithm that answered.</summary>
    public required string AlgorithmUsed { get; init; }

    /// <summary>Other graphs that the data support about as well.</summary>
    public required ImmutableArray<DiscoveredDag> AlternativeDags { get; init; }

    /// <summary>How the fit went.</summary>
    public required DiscoveryDiagnostics Diagnostics { get; init; }

    /// <summary>Hash of the data set.</summary>
    public required string DatasetHash { get; init; }
}

/// <summary>A graph over the variables of a data set.</summary>
/// <param name="Nodes">The variables, in the data's order.</param>
/// <param name="Edges">Edges <c>[from, to]</c>.</param>
/// <param name="Metadata">What made it.</param>
public sealed record DiscoveredDag(ImmutableArray<string> Nodes, ImmutableArray<ImmutableArray<string>> Edges, DagMetadata Metadata);

/// <summary>What made a graph.</summary>
/// <param name="Algorithm">The algorithm.</param>
/// <param name="Scaling">What was done to the columns first.</param>
/// <param name="Threshold">Least absolute weight of an edge.</param>
public sealed record DagMetadata(string Algorithm, DataScaling Scaling, double Threshold);

/// <summary>An edge of the result.</summary>
/// <param name="From">Cause.</param>
/// <param name="To">Effect.</param>
/// <param name="Weight">Change of the effect for one unit of the cause, its other causes held fixed, in the data's own units.</param>
/// <param name="Confidence">Share of resamples that hold the edge; null where nothing was resampled.</param>
public sealed record EdgeDetail(string From, string To, double Weight, double? Confidence);

/// <summary>How a fit went.</summary>
/// <param name="Iterations">Outer iterations.</param>
/// <param name="Objective">Loss and penalty on the scaled data; null where the algorithm has none.</param>
/// <param name="H">Acyclicity before thresholding, tr exp(W ∘ W) − d; null where the algorithm has none.</param>
/// <param name="Converged">Whether the algorithm's own tolerance was met.</param>
/// <param name="StopReason">Why it ended.</param>
/// <param name="SecondsBudget">Time it was given.</param>
/// <param name="Varsortability">Share of directed paths along which variance grows; near 1 on unscaled data, the order may come from units alone.</param>
/// <param name="Bic">Bayesian information criterion of the linear Gaussian model on the result, higher is better.</param>
/// <param name="N">Rows.</param>
/// <param name="D">Columns.</param>
/// <param name="Scaling">What was done to the columns first.</param>
public sealed record DiscoveryDiagnostics(
    int Iterations,
    double? Objective,
    double? H,
    bool Converged,
    StopReason StopReason,
    double SecondsBudget,
    double? Varsortability,
    double Bic,
    int N,
    int D,
    DataScaling Scaling);
