namespace Isl.Grains.Words.Discovery;

/// <summary>What confidence in a graph with edges is computed from.</summary>
/// <param name="Title">The algorithm.</param>
/// <param name="Edges">Edges of the graph that prior knowledge does not require; at least one.</param>
/// <param name="Open">Those of them whose direction is not settled.</param>
/// <param name="Resamples">Resamples that were fitted; null for none.</param>
/// <param name="Lowered">What lowers it.</param>
public sealed record EdgeProbabilities(string Title, int Edges, int Open, int? Resamples, IReadOnlyList<ConfidenceDoubt> Lowered) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Confidence is the {(Edges == 1 ? "probability that the edge is" : "mean probability that an edge is")} right, direction included. "
        + (Resamples is { } count
            ? $"It follows from the shares of {Wording.Count(count, "bootstrap resample")} that hold {It}, and from how often "
            : "It follows from how often ")
        + $"such edges of {Title} are right on simulated data."
        + OpenOnes + Doubts;

    private string It => Edges == 1 ? "it" : "them";

    private string OpenOnes => Open == 0 ? ""
        : Open == Edges ? $" {(Edges == 1 ? "Its direction is" : "All directions are")} open, which is right half the time at best."
        : $" {Wording.Count(Open)} of {Wording.Count(Edges)} directions {Wording.Of(Open, "is", "are")} open, and right half the time at best.";

    private string Doubts => string.Concat(Lowered.Select(doubt => " " + doubt switch
    {
        ConfidenceDoubt.CutShort => "It is halved because the search did not reach its end.",
        ConfidenceDoubt.Contradicted => "It is lowered because tests contradict each other or prior knowledge.",
        ConfidenceDoubt.Untested => "It is 0 because no test was possible.",
        ConfidenceDoubt.NotLinear => "It is lowered for edges whose residuals depend on the cause.",
        _ => "It is lowered because there are few rows for so many columns.",
    }));
}

/// <summary>What lowers the confidence in edges.</summary>
public enum ConfidenceDoubt
{
    /// <summary>The search was ended early.</summary>
    CutShort,

    /// <summary>Tests contradict each other or prior knowledge.</summary>
    Contradicted,

    /// <summary>No test was possible.</summary>
    Untested,

    /// <summary>Residuals depend on causes.</summary>
    NotLinear,

    /// <summary>Few rows a column.</summary>
    FewRows,
}

/// <summary>What confidence in a graph without edges that the data gave is computed from.</summary>
/// <param name="Resamples">Resamples that were fitted; null for none.</param>
/// <param name="HasRequired">Prior knowledge requires edges.</param>
/// <param name="IsHalved">The search ended early.</param>
public sealed record NoEdgeConfidence(int? Resamples, bool HasRequired, bool IsHalved) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        (HasRequired ? "No edge was found beside the required ones. " : "No edge was found. ")
        + (Resamples is { } count
            ? $"Confidence is the share of {Wording.Count(count, "bootstrap resample")} that have no edges"
            : $"Confidence is 0.5, as {SearchWords.WeakEvidence}")
        + SearchWords.Halved(IsHalved);
}

/// <summary>Edges whose residuals depend on the cause.</summary>
/// <param name="Edges">The edges; at least one.</param>
/// <param name="NeedsIndependence">The method's directions rest on that independence.</param>
public sealed record DependentResiduals(IReadOnlyList<string> Edges, bool NeedsIndependence) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The residual of the effect depends on the cause for {Wording.Some(Edges)} (kernel test of independence, p < 0.01). "
        + $"{(Edges.Count == 1 ? "This relation is" : "These relations are")} not linear, confounded or directed the wrong way"
        + (NeedsIndependence
            ? $", so the method's assumption fails and {Wording.Of(Edges.Count, "the direction is", "the directions are")} not settled."
            : ".");
}

/// <summary>Edges whose reverse leaves independent residuals too.</summary>
/// <param name="Edges">The edges; at least one.</param>
public sealed record EitherWayFits(IReadOnlyList<string> Edges) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Both directions of {Wording.Some(Edges)} leave residuals that look independent of the cause, so independence does not settle "
        + $"{Wording.Of(Edges.Count, "this direction", "these directions")}.";
}

/// <summary>Pairs that depend on each other in a way that linear methods do not see.</summary>
/// <param name="Pairs">The pairs; at least one.</param>
public sealed record HiddenDependence(IReadOnlyList<string> Pairs) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Some(Pairs)} depend on each other in a way that is not linear (kernel test of independence) "
        + $"and that correlations do not show. The graph has no edge for {Wording.Of(Pairs.Count, "this pair", "these pairs")}. "
        + "Transform the columns, such as by squares or absolute values, or group them into categories and ask for pc with ci_test g_square.";
}

/// <summary>A required edge of which the data show no sign.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="P">p-value of its weight.</param>
public sealed record RequiredUnseen(string Edge, double P) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Prior knowledge requires {Edge}, but its weight does not differ clearly from 0 in the data (p = {Wording.Number(P)}).";
}
