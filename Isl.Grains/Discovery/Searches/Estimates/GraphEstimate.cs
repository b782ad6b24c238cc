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

    /// <summary>
    /// The graph with the directions left open that the method's own assumptions do not settle on these data; null where the class says which, or
    /// where all are settled.
    /// </summary>
    public Cpdag? Settled { get; init; }

    /// <summary>What is settled: an edge that is not directed here has an open direction. Null where all are settled.</summary>
    public Cpdag? Pattern => Settled ?? Class;

    /// <summary>Do its tests contradict each other, or prior knowledge?</summary>
    public bool IsContradicted { get; init; }

    /// <summary>Was no test possible, so that its edges are those that nothing has removed?</summary>
    public bool IsUntested { get; init; }

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

    /// <summary>What the score was.</summary>
    public ScoreKind? Scoring { get; init; }

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

    /// <summary>What limits it.</summary>
    public ImmutableArray<Finding> Caveats { get; init; } = [];

    /// <summary>The method and its source.</summary>
    public required Finding Basis { get; init; }

    /// <summary>What must hold for it.</summary>
    public required ImmutableArray<Finding> Assumptions { get; init; }
}
