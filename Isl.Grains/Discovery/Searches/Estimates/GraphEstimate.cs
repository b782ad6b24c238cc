using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Words;

namespace Isl.Grains.Discovery.Searches.Estimates;

/// <summary>What a search found, and what the reader should know about it.</summary>
internal sealed record GraphEstimate
{
    /// <summary>The algorithm that ran.</summary>
    public required DiscoveryAlgorithm Algorithm { get; init; }

    /// <summary>The graph: acyclic, in keeping with prior knowledge.</summary>
    public required DirectedEdges Edges { get; init; }

    /// <summary>The equivalence class, for the methods that find one.</summary>
    public Cpdag? Class { get; init; }

    /// <summary>0..1, by the method's own measure.</summary>
    public required double Confidence { get; init; }

    /// <summary>Why the search ended.</summary>
    public StopReason Stop { get; init; } = StopReason.Converged;

    /// <summary>Did time keep a candidate from being tried to its end, so that another one answers?</summary>
    public bool LacksCandidate { get; init; }

    /// <summary>Did time run out, so that more of it may give a better answer?</summary>
    public bool IsCutShort => Stop == StopReason.BudgetSpent || LacksCandidate;

    /// <summary>Iterations, by the method's own count.</summary>
    public int Iterations { get; init; }

    /// <summary>Loss and penalty.</summary>
    public double? Objective { get; init; }

    /// <summary>Acyclicity before thresholding.</summary>
    public double? H { get; init; }

    /// <summary>Total score.</summary>
    public double? Score { get; init; }

    /// <summary>The independence test used.</summary>
    public CiTest? Test { get; init; }

    /// <summary>Independence tests made.</summary>
    public long? Tests { get; init; }

    /// <summary>The p-value nearest to alpha.</summary>
    public double? PNearestAlpha { get; init; }

    /// <summary>Median p-value of the residuals' tests of normality.</summary>
    public double? NonGaussianity { get; init; }

    /// <summary>Causal order found.</summary>
    public ImmutableArray<int>? Order { get; init; }

    /// <summary>What was done to the columns first; null where it makes no difference.</summary>
    public DataScaling Scaling { get; init; } = DataScaling.Standardize;

    /// <summary>Least weight of an edge; null where the method has no such thing.</summary>
    public double? Threshold { get; init; }

    /// <summary>Why this algorithm ran, where it was not the caller who chose it.</summary>
    public Finding? Choice { get; init; }

    /// <summary>Steps that led to the graph.</summary>
    public required ImmutableArray<Finding> Reasons { get; init; }

    /// <summary>What <see cref="Confidence"/> was computed from; void where another measure takes its place.</summary>
    public required Finding ConfidenceReason { get; init; }

    /// <summary>What limits it.</summary>
    public ImmutableArray<Finding> Caveats { get; init; } = [];

    /// <summary>The method and its source.</summary>
    public required Finding Basis { get; init; }

    /// <summary>What must hold for it.</summary>
    public required ImmutableArray<Finding> Assumptions { get; init; }
}
