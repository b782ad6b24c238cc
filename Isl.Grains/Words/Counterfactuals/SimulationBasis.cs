namespace Isl.Grains.Words.Counterfactuals;

/// <summary>The method behind a prediction.</summary>
/// <param name="Observed">Whether values of the case were observed.</param>
public sealed record PredictionBasis(bool Observed) : Finding
{
    /// <inheritdoc/>
    public override string Text => Observed
        ? "Abduction, action, prediction (Pearl 2009, theorem 7.1.7) on the structural model, with counter-based random streams."
        : "Monte Carlo simulation of the structural model under do(·) (Pearl 2009, definition 7.1.2), with counter-based random streams.";
}

/// <summary>The method behind a comparison of scenarios.</summary>
public sealed record ComparisonBasis : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "Monte Carlo simulation of the structural model under do(·) (Pearl 2009, definition 7.1.2) with common random numbers; "
        + "interactions are differences in differences with intervals that hold together (Bonferroni).";
}
