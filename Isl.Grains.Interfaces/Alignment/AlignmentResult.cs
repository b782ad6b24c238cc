using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Alignment;

/// <summary>Answer to an <see cref="AlignmentQuestion"/>.</summary>
public sealed record AlignmentResult : AnalysisResult
{
    /// <summary>What the members share.</summary>
    public required CommonGround CommonGround { get; init; }

    /// <summary>All options, best first.</summary>
    public required ImmutableArray<AlignedOption> AlignedOptions { get; init; }

    /// <summary>Where members pull apart, strongest first.</summary>
    public required ImmutableArray<TeamConflict> Conflicts { get; init; }

    /// <summary>What to do.</summary>
    public required TeamRecommendation Recommendation { get; init; }

    /// <summary>The votes behind it.</summary>
    public required VoteFigures Votes { get; init; }
}

/// <summary>What the members share.</summary>
/// <param name="SharedGoals">Priorities that more than half of the members name.</param>
/// <param name="SharedConstraints">Constraints that more than half of the members name.</param>
/// <param name="AgreementLevel">Kendall's W of the members' orders, 0 to 100.</param>
public sealed record CommonGround(ImmutableArray<string> SharedGoals, ImmutableArray<string> SharedConstraints, double AgreementLevel);

/// <summary>An option.</summary>
/// <param name="Option">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="SatisfiesRoles">Members who place it in the upper half and whose constraints it keeps.</param>
/// <param name="SatisfactionScore">Mean place in the members' orders, 100 for first and 0 for last.</param>
/// <param name="Tradeoffs">What each member gives and gets.</param>
public sealed record AlignedOption(
    string Option, string Name, ImmutableArray<string> SatisfiesRoles, double SatisfactionScore, ImmutableArray<RoleTradeoff> Tradeoffs);

/// <summary>What an option means to a member.</summary>
/// <param name="Role">The member.</param>
/// <param name="Gives">What it gives up.</param>
/// <param name="Gets">What it gets.</param>
public sealed record RoleTradeoff(string Role, string Gives, string Gets);

/// <summary>A conflict.</summary>
/// <param name="Between">The two members.</param>
/// <param name="About">What it is about.</param>
/// <param name="Severity"><c>minor</c>, <c>moderate</c> or <c>major</c>, by how many pairs of options they order the other way round.</param>
/// <param name="Suggestion">A way out.</param>
public sealed record TeamConflict(ImmutableArray<string> Between, string About, string Severity, string Suggestion);

/// <summary>A recommendation.</summary>
/// <param name="TopOption">Id of the option.</param>
/// <param name="Rationale">Why.</param>
/// <param name="Confidence">Mean share of the members who place it above another option, 0..1.</param>
/// <param name="NextSteps">What to do next.</param>
public sealed record TeamRecommendation(string TopOption, string Rationale, double Confidence, ImmutableArray<string> NextSteps);

/// <summary>The votes.</summary>
/// <param name="CondorcetWinner">The option that a majority prefers to each other one; null where there is none.</param>
/// <param name="KemenyOrder">The order that disagrees with the members least.</param>
/// <param name="KemenyExact">Whether every order was considered.</param>
/// <param name="Borda">Borda score by option.</param>
/// <param name="Maximin">Smallest number of members who prefer the option, over all opponents.</param>
public sealed record VoteFigures(
    string? CondorcetWinner,
    ImmutableArray<string> KemenyOrder,
    bool KemenyExact,
    IReadOnlyDictionary<string, double> Borda,
    IReadOnlyDictionary<string, double> Maximin);
