using System.Collections.Immutable;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Identification.Id;

/// <summary>What the ID or IDC algorithm finds.</summary>
public sealed record IdentificationOutcome
{
    /// <summary>Can the effect be computed from the observed distribution?</summary>
    public required bool Identifiable { get; init; }

    /// <summary>The effect over the observed distribution; null when it is not identifiable or the formula is too large to write down.</summary>
    public required Estimand? Estimand { get; init; }

    /// <summary>The estimand as text, without the effect on its left; null where there is none.</summary>
    public required string? Formula { get; init; }

    /// <summary>True when the effect is identifiable and its formula is left out for its size.</summary>
    public required bool EstimandOmitted { get; init; }

    /// <summary>The steps that led to the answer.</summary>
    public required Derivation Derivation { get; init; }

    /// <summary>Conditions that observing and setting are the same for, and which the algorithm therefore treated as set; in ordinal order.</summary>
    public required ImmutableArray<string> ExchangedConditions { get; init; }

    /// <summary>
    /// The proof that the effect is not identifiable; null when it is. It is a hedge for P(outcomes, conditions | do(treatments)) with
    /// the exchanged conditions among the treatments.
    /// </summary>
    public required Hedge? Hedge { get; init; }
}
