using System.Collections.Immutable;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Words.Counterfactuals;
using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Conformal;

/// <summary>A prediction interval inside a sentence.</summary>
/// <param name="Outcome">The variable predicted.</param>
/// <param name="Intervention">What is changed.</param>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="Points">Calibration points.</param>
public readonly record struct PredictedRange(string Outcome, Intervention Intervention, double Lower, double Upper, int Points)
{
    /// <summary>A number with enough digits for the width of the range.</summary>
    public Figure Figure(double value) => Models.Figure.InRange(value, Upper - Lower);

    /// <summary>What is known of the new case.</summary>
    public ImmutableArray<VariableValue> Given { get; init; } = [];

    /// <summary>The range as a clause.</summary>
    public string Clause => $"{Outcome} {InterventionText.Case(Intervention)}{Known} lies between {Figure(Lower)} and {Figure(Upper)}";

    private string Known => Given.IsDefaultOrEmpty ? "" : $", given {InterventionText.Given(Given)},";

    /// <summary>The points that stand behind it.</summary>
    public string CountedPoints => Wording.Count(Points, "calibration point");
}

/// <summary>The interval covers with a proven probability.</summary>
/// <param name="Range">The interval.</param>
/// <param name="Estimate">The point estimate.</param>
/// <param name="Proven">The probability, at least.</param>
public sealed record CoverageProven(PredictedRange Range, double Estimate, double Proven) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"With probability {ExactPercent.AtLeast(Proven)} or more, a new case's {Range.Clause} "
        + $"(point estimate {Range.Figure(Estimate)}), provided it is exchangeable with the {Range.CountedPoints}.";
}

/// <summary>The interval follows from the points, but nothing is proven about it.</summary>
/// <param name="Range">The interval.</param>
/// <param name="Estimate">The point estimate.</param>
public sealed record CoverageUnproven(PredictedRange Range, double Estimate) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"By {Range.CountedPoints}, {Range.Clause} (point estimate {Range.Figure(Estimate)}). "
        + "At this level, no theorem says how often such intervals hold.";
}

/// <summary>The interval follows from the points, but they were not observed under the change.</summary>
/// <param name="Range">The interval.</param>
/// <param name="Estimate">The point estimate.</param>
/// <param name="Changed">What is changed and no column that the new case gives holds; at least one.</param>
public sealed record CoverageNotComparable(PredictedRange Range, double Estimate, ImmutableArray<string> Changed) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"By {Range.CountedPoints}, {Range.Clause} (point estimate {Range.Figure(Estimate)}). No coverage is guaranteed: "
        + $"the points do not show what the change of {Wording.Some(Changed)} does, so the new case is not exchangeable with them.";
}

/// <summary>There are too few points, so the interval is the model's own.</summary>
/// <param name="Range">The interval.</param>
/// <param name="Level">Share of the model's draws in it.</param>
public sealed record ModelIntervalInstead(PredictedRange Range, decimal Level) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"By the model's own draws, {ExactPercent.Of(Level)} of them, {Range.Clause}. "
        + $"{Range.CountedPoints} {Wording.Of(Range.Points, "does", "do")} not guarantee that a new case is covered.";
}

/// <summary>There are too few points; the reason of an answer, inside a sentence.</summary>
/// <param name="Points">Calibration points.</param>
/// <param name="Needed">Points that the level needs.</param>
/// <param name="Level">The level.</param>
public sealed record TooFewPoints(int Points, long Needed, decimal Level) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.Count(Points, "calibration point")} {Wording.Of(Points, "is", "are")} too few for "
        + $"{ExactPercent.Of(Level)}, which needs at least {Wording.Count(Needed)}";
}
