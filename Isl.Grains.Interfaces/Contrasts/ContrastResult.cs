using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Contrasts;

/// <summary>Answer to a <see cref="ContrastQuestion"/>.</summary>
public sealed record ContrastResult : AnalysisResult
{
    /// <summary>The contrast; one item.</summary>
    public required ImmutableArray<ContrastItem> Explanations { get; init; }

    /// <summary>It in a sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Variables with neither equation, distribution nor value, and the value they were held at.</summary>
    public required IReadOnlyDictionary<string, double> AssumedValues { get; init; }

    /// <summary>Seed of the draws.</summary>
    public required long Seed { get; init; }

    /// <summary>Draws that all worlds share.</summary>
    public required int Samples { get; init; }

    /// <summary>Hash of the model.</summary>
    public required string ModelHash { get; init; }
}

/// <summary>Why the outcome differs between two scenarios.</summary>
/// <param name="ScenarioAId">Id of the one.</param>
/// <param name="ScenarioBId">Id of the other.</param>
/// <param name="KeyDifferences">What differs between them, most important first.</param>
/// <param name="CounterfactualPath">The smallest change that gives the one the other's outcome.</param>
/// <param name="ImportanceScores">Share of each difference in the whole, by absolute value.</param>
/// <param name="Explanation">The contrast in a sentence or two.</param>
/// <param name="Outcome">The variable compared.</param>
/// <param name="OutcomeA">Its mean in the one.</param>
/// <param name="OutcomeB">Its mean in the other.</param>
/// <param name="Difference">The second less the first.</param>
/// <param name="Contributions">What each difference contributes; with the remainder they sum to the difference.</param>
/// <param name="Remainder">What the differences beyond <c>top_k</c> contribute together.</param>
/// <param name="MinimalChanges">The smallest changes, least first, each checked by running the model.</param>
public sealed record ContrastItem(
    string ScenarioAId,
    string ScenarioBId,
    ImmutableArray<string> KeyDifferences,
    string CounterfactualPath,
    IReadOnlyDictionary<string, double> ImportanceScores,
    string Explanation,
    string Outcome,
    double OutcomeA,
    double OutcomeB,
    double Difference,
    ImmutableArray<Contribution> Contributions,
    double Remainder,
    ImmutableArray<MinimalChange> MinimalChanges);

/// <summary>What one difference contributes.</summary>
/// <param name="Variable">The variable, or <c>noise of</c> one.</param>
/// <param name="From">Its value in the first scenario; its mean where it varies.</param>
/// <param name="To">Its value in the second.</param>
/// <param name="Amount">Its Shapley value.</param>
/// <param name="StandardError">Monte Carlo standard error.</param>
public sealed record Contribution(
    string Variable,
    double From,
    double To,
    [property: System.Text.Json.Serialization.JsonPropertyName("contribution")] double Amount,
    double StandardError);

/// <summary>A change that gives the first scenario the outcome of the second.</summary>
/// <param name="Changes">New values by variable.</param>
/// <param name="Outcome">The outcome with them, from running the model.</param>
/// <param name="Verified">Whether that is the outcome wanted.</param>
public sealed record MinimalChange(IReadOnlyDictionary<string, double> Changes, double Outcome, bool Verified);
