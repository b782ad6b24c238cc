using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Robustness;

/// <summary>A graph without equations.</summary>
public sealed record NoEquations : Finding
{
    /// <inheritdoc/>
    public override string Text => "The graph has no equations, so it says which variables act on which but not how much; no region and no "
        + "score can be computed.";
}

/// <summary>What to send.</summary>
public sealed record SendEquations : Finding
{
    /// <inheritdoc/>
    public override string Text => "Send structural_model with an equation for each outcome, or fit one to data with causal/fit.";
}

/// <summary>Nothing was computed.</summary>
public sealed record NothingComputed : Finding
{
    /// <inheritdoc/>
    public override string Text => "Nothing was drawn or scored. Confidence 1 refers to that: without equations no answer exists.";
}

/// <summary>No variable proposed acts on an outcome.</summary>
/// <param name="Target">The outcome.</param>
/// <param name="Variables">What is proposed.</param>
public sealed record NothingReaches(string Target, IReadOnlyList<string> Variables) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Target} does not depend on {Wording.Some(Variables)}.";
}

/// <summary>The proposal itself does not keep the outcomes in range.</summary>
/// <param name="Targets">The outcomes.</param>
/// <param name="Probability">How often it does.</param>
/// <param name="Level">How often it must.</param>
public sealed record ProposalMisses(IReadOnlyList<string> Targets, double Probability, decimal Level) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The proposal itself keeps {Wording.And(Targets)} in range with a probability of "
        + $"{Wording.Percent(Probability)}, which is not shown to reach {ExactPercent.Of(Level)}.";
}

/// <summary>The share of deviations that hold.</summary>
/// <param name="Targets">The outcomes.</param>
/// <param name="Share">The share.</param>
/// <param name="IsExact">Whether it is exact.</param>
/// <param name="Level">The probability wanted.</param>
/// <param name="Radius">How large the deviations are.</param>
public sealed record ShareHolds(IReadOnlyList<string> Targets, double Share, bool IsExact, decimal Level, double Radius) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{(IsExact ? "" : "About ")}{Wording.Percent(Share)} of the deviations of up to {Wording.Percent(Radius)} "
        + $"keep {Wording.And(Targets)} in range with a probability of at least {ExactPercent.Of(Level)}.";
}

/// <summary>The regions.</summary>
/// <param name="Count">How many.</param>
/// <param name="IsCertified">Whether they are proven.</param>
/// <param name="Level">The probability wanted.</param>
public sealed record RegionsFound(int Count, bool IsCertified, decimal Level) : Finding
{
    /// <inheritdoc/>
    public override string Text => Count == 0 ? "No box around the proposal holds."
        : $"{Wording.Count(Count, "box", "boxes")} around the proposal {Wording.Of(Count, "holds", "hold")}, none with a side that can be "
            + $"moved further; "
            + (IsCertified ? "proven for every point in them." : $"shown by draws, with {ExactPercent.Of(Level)} confidence each.");
}

/// <summary>The deviations that were drawn.</summary>
/// <param name="Successful">Those that kept the outcomes in range.</param>
/// <param name="Tested">All.</param>
public sealed record DeviationsTested(int Successful, int Tested) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Of {Wording.Count(Tested)} random deviations, each with its own noise, {Wording.Count(Successful)} kept the "
        + "outcome in range.";
}

/// <summary>What the confidence is made of.</summary>
/// <param name="Confidence">The confidence.</param>
/// <param name="Points">Points behind the share; 0 where it is exact.</param>
public sealed record ScoreConfidence(double Confidence, int Points) : Finding
{
    /// <inheritdoc/>
    public override string Text => Points == 0
        ? $"Confidence {Wording.Exact(Confidence)}: the share follows from the equation in closed form."
        : $"Confidence {Wording.Exact(Confidence)} is 1 less the width of the score's interval, from {Wording.Count(Points)} points.";
}

/// <summary>The method.</summary>
/// <param name="IsCertified">Whether boxes are proven.</param>
public sealed record RegionBasis(bool IsCertified) : Finding
{
    /// <inheritdoc/>
    public override string Text => IsCertified
        ? "Interval arithmetic with branch and bound (Moore, Kearfott and Cloud 2009); the largest box between planes by an interior point method "
            + "(Boyd and Vandenberghe 2004)."
        : "Exact binomial limits (Clopper and Pearson 1934) for each box, which was confirmed on draws that the search had not used.";
}

/// <summary>A side of the region is shorter than the deviations.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="IsHigh">Whether it is the upper side.</param>
/// <param name="End">Where the region ends.</param>
/// <param name="Wanted">Where the deviations end.</param>
public sealed record SideIsShort(string Variable, bool IsHigh, double End, double Wanted) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Variable} may {(IsHigh ? "rise" : "fall")} to {Wording.Number(End)} at most; deviations reach "
        + $"{Wording.Number(Wanted)}.";
}

/// <summary>The proposal fails.</summary>
/// <param name="SomeHold">Whether other values near it hold.</param>
public sealed record ChangeTheProposal(bool SomeHold) : Finding
{
    /// <inheritdoc/>
    public override string Text => SomeHold
        ? "Move the proposal: values near it do hold. explain/contrastive with target_outcome finds the smallest change that reaches the range."
        : "Change the proposal or widen the range; explain/contrastive with target_outcome finds the smallest change that reaches the range.";
}

/// <summary>The proposal is robust.</summary>
public sealed record KeepTheProposal : Finding
{
    /// <inheritdoc/>
    public override string Text => "The proposal can be carried out as it stands; deviations within the radius seldom matter.";
}

/// <summary>The proposal holds within narrower limits.</summary>
/// <param name="Ranges">The limits.</param>
public sealed record HoldWithin(IReadOnlyList<(string Variable, double Low, double High)> Ranges) : Finding
{
    /// <inheritdoc/>
    public override string Text => "Keep "
        + Wording.Some([.. Ranges.Select(range => $"{range.Variable} between {Wording.Number(range.Low)} and {Wording.Number(range.High)}")]) + ".";
}
