using System.Collections.Immutable;
using Isl.Grains.Data;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Discovery.Searches;

/// <summary>What a search looks at.</summary>
/// <param name="Variables">Names of the columns.</param>
/// <param name="Moments">Moments of the data, or of a resample.</param>
/// <param name="Data">The data themselves; null where the method needs the moments only.</param>
internal sealed record SearchInput(ImmutableArray<string> Variables, DatasetMoments Moments, Dataset? Data)
{
    /// <summary>Number of variables.</summary>
    public int Order => Variables.Length;

    /// <summary>An edge in words.</summary>
    public string Name(int from, int to) => $"{Variables[from]} -> {Variables[to]}";
}

/// <summary>What a search found, with the words that go with it.</summary>
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

    /// <summary>Steps that led to the graph, as sentences.</summary>
    public List<string> Reasons { get; init; } = [];

    /// <summary>What limits it, as sentences.</summary>
    public List<string> Caveats { get; init; } = [];

    /// <summary>The method and its source.</summary>
    public required string Basis { get; init; }

    /// <summary>What must hold for it.</summary>
    public required ImmutableArray<string> Assumptions { get; init; }
}
