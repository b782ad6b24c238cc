using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Validation;

/// <summary>Answer to a <see cref="ValidationQuestion"/>.</summary>
public sealed record ValidationResult : AnalysisResult
{
    /// <summary><c>excellent</c>, <c>good</c>, <c>acceptable</c> or <c>poor</c>, by the score.</summary>
    public required string OverallQuality { get; init; }

    /// <summary>0 to 100: the share of checks passed, a warning counting a half, below a cap where something failed or was not tested.</summary>
    public required double QualityScore { get; init; }

    /// <summary>The checks.</summary>
    public required ValidationSections ValidationResults { get; init; }

    /// <summary>What would make the graph better, most important first.</summary>
    public required ImmutableArray<GraphSuggestion> Suggestions { get; init; }

    /// <summary>Whether good practice was followed.</summary>
    public required ImmutableArray<PracticeCheck> BestPractices { get; init; }

    /// <summary>The graph as a whole against graphs with its names shuffled; null where that was not tested.</summary>
    public required PermutationFigures? Permutation { get; init; }

    /// <summary>Edges that no data could tell apart from their reversal; null where hidden causes are drawn, which say more.</summary>
    public required ImmutableArray<ImmutableArray<string>>? UndirectedEdges { get; init; }

    /// <summary>Hash of the graph.</summary>
    public required string DagHash { get; init; }
}

/// <summary>The checks by kind.</summary>
/// <param name="Structural">Of the graph and the equations.</param>
/// <param name="Statistical">Against the rows.</param>
/// <param name="Domain">Against what is known of the matter.</param>
public sealed record ValidationSections(CheckSection Structural, CheckSection Statistical, CheckSection Domain);

/// <summary>Checks of one kind.</summary>
/// <param name="Checks">The checks.</param>
public sealed record CheckSection(ImmutableArray<GraphCheck> Checks);

/// <summary>A check.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status"><c>pass</c>, <c>warning</c> or <c>fail</c>; what was not tested is a warning.</param>
/// <param name="Description">What was found.</param>
/// <param name="Recommendation">What to do; null where nothing is to be done.</param>
public sealed record GraphCheck(string Name, string Status, string Description, string? Recommendation);

/// <summary>A change of the graph.</summary>
/// <param name="Type"><c>add_edge</c>, <c>remove_edge</c>, <c>add_node</c> or <c>restructure</c>.</param>
/// <param name="Description">The change.</param>
/// <param name="Rationale">Why.</param>
/// <param name="Confidence">0..1: of an edge that rows suggest its probability by the BIC, of a new start the share of shuffled graphs that do as
/// well, and 1 where it follows from what was sent.</param>
/// <param name="Impact">What it would change.</param>
public sealed record GraphSuggestion(string Type, string Description, string Rationale, double Confidence, string Impact);

/// <summary>A practice.</summary>
/// <param name="Practice">Its name.</param>
/// <param name="Status"><c>followed</c>, <c>partial</c> or <c>not_followed</c>.</param>
/// <param name="Description">What was found.</param>
public sealed record PracticeCheck(string Practice, string Status, string Description);

/// <summary>A graph against graphs with its names shuffled.</summary>
/// <param name="Tested">Independences that the graph implies and that could be tested.</param>
/// <param name="Violated">Those whose p-value is below 5 %, each by itself.</param>
/// <param name="Permutations">Shuffled graphs.</param>
/// <param name="IsExact">Whether these are all there are.</param>
/// <param name="PValue">Share of them, the graph itself among them, that violate as few or fewer.</param>
/// <param name="EquivalentShare">Share of them that imply nothing which the graph does not.</param>
public sealed record PermutationFigures(int Tested, int Violated, int Permutations, bool IsExact, double PValue, double EquivalentShare);
