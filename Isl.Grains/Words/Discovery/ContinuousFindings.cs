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

/// <summary>What a continuous fit computes confidence from.</summary>
/// <param name="Close">Weights of at least half the threshold.</param>
/// <param name="Clear">Weights that are above it by a clear factor.</param>
/// <param name="ClearFactor">That factor.</param>
/// <param name="IsHalved">The fit did not converge.</param>
public sealed record WeightMargins(int Close, int Clear, double ClearFactor, bool IsHalved) : Finding
{
    /// <inheritdoc/>
    public override string Text => Close switch
    {
        0 => $"No weight comes near the threshold. Confidence is {(IsHalved ? "0.25" : "0.5")}: {SearchWords.WeakEvidence}"
            + (IsHalved ? ", and the fit did not converge." : "."),
        1 => "Confidence is the share of clear decisions: the only weight of at least half the threshold is "
            + $"{(Clear == 1 ? "at least" : "less than")} {Wording.Exact(ClearFactor)} times the threshold{SearchWords.Halved(IsHalved)}",
        _ => $"Confidence is the share of clear decisions: {Share} at least {Wording.Exact(ClearFactor)} times "
            + $"the threshold{SearchWords.Halved(IsHalved)}",
    };

    private string Share => Clear == Close
        ? $"{SearchWords.All(Close)} weights of at least half the threshold are"
        : $"of the {Wording.Count(Close)} weights of at least half the threshold, "
            + (Clear == 0 ? "none is" : $"{Wording.Count(Clear)} {Wording.Of(Clear, "is", "are")}");
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
