using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Words.Discovery;

/// <summary>The method of a continuous fit.</summary>
/// <param name="Method">Its name and source.</param>
/// <param name="Lambda1">Weight of the L1 penalty.</param>
/// <param name="Threshold">Least absolute weight of an edge.</param>
/// <param name="Scaling">What was done to the columns first.</param>
public sealed record ContinuousBasis(string Method, double Lambda1, double Threshold, DataScaling Scaling) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Method} with λ₁ = {Wording.Exact(Lambda1)}. Edges have a weight of at least {Wording.Exact(Threshold)} in absolute value on "
        + $"{(Scaling == DataScaling.Standardize ? "standardised" : "centred, unscaled")} columns. {SearchWords.Weights}";
}

/// <summary>How a continuous fit ended.</summary>
/// <param name="Title">Name of the method.</param>
/// <param name="Stop">Why it ended.</param>
/// <param name="Iterations">Outer iterations.</param>
/// <param name="H">Acyclicity before thresholding.</param>
/// <param name="Objective">Loss and penalty.</param>
public sealed record ContinuousEnding(string Title, StopReason Stop, int Iterations, double H, double Objective) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Title} {Ending} after {Wording.Count(Iterations, "outer iteration")} "
        + $"with h = {Wording.Number(H)} and objective {Wording.Number(Objective)}.";

    private string Ending => Stop switch
    {
        StopReason.Converged => "converged",
        StopReason.MaxIterations => "stopped at its iteration limit",
        _ => "ran out of time",
    };
}

/// <summary>An edge that passes the threshold and is left out for closing a cycle.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Weight">Its weight.</param>
public sealed record CycleEdgeDropped(string Edge, double Weight) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Edge} (weight {Wording.Number(Weight)}) passes the threshold but was dropped: it was the weakest edge on a cycle.";
}

/// <summary>More such edges than are named.</summary>
/// <param name="Count">How many more.</param>
public sealed record MoreCycleEdgesDropped(int Count) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.Count(Count, "more edge")} {Wording.Of(Count, "was", "were")} dropped for the same reason.";
}

/// <summary>An edge whose ends are joined to nothing else, on standardised columns.</summary>
/// <param name="From">Cause.</param>
/// <param name="To">Effect.</param>
public sealed record LoneEdge(string From, string To) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{From} and {To} are joined to no other variable, so standardised data do not settle the direction of {From} -> {To}: "
        + "the reverse fits them equally well.";
}

/// <summary>Edges on standardised columns whose direction other graphs of the class have the other way.</summary>
/// <param name="Edges">The edges; at least one.</param>
public sealed record OpenOnStandardised(IReadOnlyList<string> Edges) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Standardised data do not settle the {Wording.Of(Edges.Count, "direction", "directions")} of {Wording.Some(Edges)}: other graphs that turn "
        + $"{Wording.Of(Edges.Count, "it", "some of them")} round imply the same correlations, and the order of the columns may decide.";
}

/// <summary>Edges on unscaled columns whose direction rests on noise variances that are not equal.</summary>
/// <param name="P">p-value of equal variances.</param>
/// <param name="Edges">The edges; at least one.</param>
public sealed record UnequalNoise(double P, IReadOnlyList<string> Edges) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The noise variances of the graph are not equal (Bartlett's test, p = {Wording.Number(P)}), so they do not settle the "
        + $"{Wording.Of(Edges.Count, "direction", "directions")} of {Wording.Some(Edges)}.";
}

/// <summary>Columns that are correlated with others and joined to none.</summary>
/// <param name="Columns">Their names; at least one.</param>
/// <param name="Correlation">They are correlated by at least this much.</param>
/// <param name="Largest">The largest weight among them.</param>
/// <param name="Threshold">Least weight of an edge.</param>
public sealed record WeightsBelowThreshold(IReadOnlyList<string> Columns, double Correlation, double Largest, double Threshold) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Some(Columns)} {Wording.Of(Columns.Count, "is", "are")} clearly correlated with other columns "
        + $"(by {Wording.Exact(Correlation)} or more) but joined to none, because all weights fall below the threshold of "
        + $"{Wording.Exact(Threshold)} (the largest is {Wording.Number(Largest)}). "
        + "Near copies share one weight among them, so no single one passes. Leave copies out, or lower the threshold.";
}

/// <summary>A continuous fit met its limit of iterations.</summary>
/// <param name="H">Acyclicity before thresholding.</param>
/// <param name="Iterations">Outer iterations.</param>
/// <param name="HasOption">Can the caller raise the limit?</param>
public sealed record NotConverged(double H, int Iterations, bool HasOption) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The fit did not converge: after {Wording.Count(Iterations, "outer iteration")} h is still {Wording.Number(H)}"
        + (HasOption ? ", so raise max_iter." : ".");
}

/// <summary>A continuous fit ran out of time.</summary>
/// <param name="H">Acyclicity before thresholding.</param>
/// <param name="Iterations">Outer iterations.</param>
public sealed record FitTimeSpent(double H, int Iterations) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The time budget was spent before the fit converged: after {Wording.Count(Iterations, "outer iteration")} h is {Wording.Number(H)}. "
        + "This is the best acyclic graph found by then. Ask again, or use fewer variables.";
}

/// <summary>The arithmetic of a fit broke down: a reason, to stand behind "because".</summary>
/// <param name="Title">Name of the method.</param>
/// <param name="Evaluations">Evaluations of the objective made.</param>
public sealed record FitBrokeDown(string Title, int Evaluations) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Title} broke down numerically after {Wording.Count(Evaluations, "evaluation")}";
}
