using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Discovery;

/// <summary>Answer to a <see cref="DiscoveryQuestion"/> or a <see cref="KnowledgeQuestion"/>.</summary>
public sealed record DiscoveryResult : AnalysisResult
{
    /// <summary>The graph found; always acyclic, always in keeping with the prior knowledge.</summary>
    public required DiscoveredDag Dag { get; init; }

    /// <summary>The equivalence class that the data settle, for the methods that find one: <see cref="Dag"/> is one member of it.</summary>
    public required EquivalenceClass? Cpdag { get; init; }

    /// <summary>Its edges with their weights, strongest first.</summary>
    public required ImmutableArray<EdgeDetail> EdgesDetail { get; init; }

    /// <summary>0..1; the explanation says what it was computed from.</summary>
    public required double Confidence { get; init; }

    /// <summary>The algorithm that answered.</summary>
    public required string AlgorithmUsed { get; init; }

    /// <summary>Other graphs that the data support about as well: members of the equivalence class, or the graph with the other scaling.</summary>
    public required ImmutableArray<DiscoveredDag> AlternativeDags { get; init; }

    /// <summary>How the fit went.</summary>
    public required DiscoveryDiagnostics Diagnostics { get; init; }

    /// <summary>What was read in the sentences; null where none were sent.</summary>
    public required KnowledgeReport? Knowledge { get; init; }

    /// <summary>Hash of the data set; null where none was sent.</summary>
    public required string? DatasetHash { get; init; }

    /// <summary>Seed of the resamples: the one asked for, or the one derived from data and question.</summary>
    public required long Seed { get; init; }
}

/// <summary>A graph over the variables of a data set.</summary>
/// <param name="Nodes">The variables, in the data's order.</param>
/// <param name="Edges">Edges <c>[from, to]</c>.</param>
/// <param name="Metadata">What made it.</param>
public sealed record DiscoveredDag(ImmutableArray<string> Nodes, ImmutableArray<ImmutableArray<string>> Edges, DagMetadata Metadata);

/// <summary>What made a graph.</summary>
/// <param name="Algorithm">The algorithm.</param>
/// <param name="Scaling">What was done to the columns first; null where no data were used.</param>
/// <param name="Threshold">Least absolute weight of an edge; null where the algorithm has none.</param>
/// <param name="Label">What this graph is beside the others.</param>
public sealed record DagMetadata(string Algorithm, DataScaling? Scaling, double? Threshold, string Label);

/// <summary>The edges that all DAGs of a Markov equivalence class share, and those whose direction is open.</summary>
/// <param name="Directed">Edges <c>[from, to]</c>.</param>
/// <param name="Undirected">Edges of open direction, <c>[a, b]</c> in the order of the columns.</param>
/// <param name="Bidirected">Edges on which two colliders disagree, <c>[a, b]</c> in the order of the columns.</param>
public sealed record EquivalenceClass(
    ImmutableArray<ImmutableArray<string>> Directed,
    ImmutableArray<ImmutableArray<string>> Undirected,
    ImmutableArray<ImmutableArray<string>> Bidirected);

/// <summary>An edge of the result.</summary>
/// <param name="From">Cause.</param>
/// <param name="To">Effect.</param>
/// <param name="Weight">Change of the effect for one unit of the cause, its other causes held fixed, in the data's own units; null without
/// data.</param>
/// <param name="Confidence">Share of resamples that hold the edge, one of open direction counted half; of an edge from sentences alone, how sure
/// their reading is; null where there is neither.</param>
/// <param name="Support">The resamples in detail; null where nothing was resampled.</param>
/// <param name="Source"><c>data</c>, <c>knowledge</c> or <c>both</c>; <c>required</c> for an edge of the prior knowledge.</param>
/// <param name="Sentence">The sentence that states it; null where none does.</param>
/// <param name="Sign"><c>positive</c> or <c>negative</c> where the sentence says so, else null.</param>
public sealed record EdgeDetail(
    string From,
    string To,
    double? Weight,
    double? Confidence = null,
    EdgeSupport? Support = null,
    string Source = "data",
    string? Sentence = null,
    string? Sign = null);

/// <summary>What the resamples say about a pair of variables, as shares of the resamples done.</summary>
/// <param name="Adjacent">An edge of any kind between the two.</param>
/// <param name="Forward">A directed edge this way.</param>
/// <param name="Backward">A directed edge the other way.</param>
/// <param name="Undirected">An edge of open direction.</param>
public sealed record EdgeSupport(double Adjacent, double Forward, double Backward, double Undirected);

/// <summary>How a fit went. Figures that an algorithm does not have are null.</summary>
/// <param name="Iterations">Outer iterations.</param>
/// <param name="Objective">Loss and penalty on the scaled data.</param>
/// <param name="H">Acyclicity before thresholding.</param>
/// <param name="Converged">Whether the algorithm came to its own end.</param>
/// <param name="StopReason">Why it ended.</param>
/// <param name="SecondsBudget">Time it was given.</param>
/// <param name="Varsortability">Share of directed paths along which variance grows; near 1 on unscaled data, the order may come from units
/// alone.</param>
/// <param name="Bic">Bayesian information criterion of the linear Gaussian model on the result, higher is better.</param>
/// <param name="N">Rows.</param>
/// <param name="D">Columns.</param>
/// <param name="Scaling">What was done to the columns first.</param>
/// <param name="ConditionNumber">Of the correlation matrix; above 1e8 some column is nearly a combination of others. Null when it is
/// singular.</param>
/// <param name="Score">The total that a score method maximised.</param>
/// <param name="CiTest">The independence test used.</param>
/// <param name="CiTests">Independence tests made.</param>
/// <param name="PNearestAlpha">The p-value nearest to alpha: how close the closest decision was.</param>
/// <param name="NonGaussianity">Median p-value of tests of normality, of the residuals (lingam) or of the columns (auto): small where noise is
/// clearly not normal.</param>
/// <param name="CausalOrder">The order found, causes first.</param>
/// <param name="BootstrapRequested">Resamples asked for.</param>
/// <param name="BootstrapDone">Resamples fitted to their end.</param>
public sealed record DiscoveryDiagnostics(
    int Iterations,
    double? Objective,
    double? H,
    bool Converged,
    StopReason StopReason,
    double SecondsBudget,
    double? Varsortability,
    double? Bic,
    int N,
    int D,
    DataScaling? Scaling,
    double? ConditionNumber,
    double? Score,
    CiTest? CiTest,
    long? CiTests,
    double? PNearestAlpha,
    double? NonGaussianity,
    ImmutableArray<string>? CausalOrder,
    int BootstrapRequested,
    int BootstrapDone);
