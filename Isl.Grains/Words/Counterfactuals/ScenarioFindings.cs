using System.Collections.Immutable;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Counterfactuals;

/// <summary>What one scenario would bring.</summary>
/// <param name="Name">What the scenario is called.</param>
/// <param name="Intervention">What it changes.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Figures">Its figures.</param>
public sealed record ScenarioPredicted(string Name, Intervention Intervention, string Outcome, OutcomeFigures Figures) : Finding
{
    /// <summary>Whether nothing that it changes leads to the outcome.</summary>
    public bool IsUnaffected { get; init; }

    /// <inheritdoc/>
    public override string Text => $"{Name} ({InterventionText.Of(Intervention)}): {(IsUnaffected ? $"no effect on {Outcome}; " : "")}"
        + $"{Outcome} {Figures.Describe(conditional: false)}.";
}

/// <summary>Which scenarios come first.</summary>
/// <param name="Names">What the first is called, and all that share its place.</param>
/// <param name="Next">What the next one is called; null where all share the first place.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Mean">The mean of the first.</param>
/// <param name="Lead">By how much its mean is better than that of the next.</param>
/// <param name="ProbabilityBest">Share of the draws in which it is the best.</param>
/// <param name="Goal">What is better.</param>
public sealed record BestScenario(
    ImmutableArray<string> Names, string? Next, string Outcome, Figure Mean, double Lead, double ProbabilityBest, ScenarioGoal Goal) : Finding
{
    /// <inheritdoc/>
    public override string Text => Names.Length > 1
        ? $"{Wording.And(Names)} share the {Best}, {Mean}{Shortfall}."
        : $"{Names[0]} has the {Best}, {Mean}{Shortfall}, "
            + $"and {Names[0]} is the best in {Wording.Percent(ProbabilityBest)} of the draws.";

    private string Best => Goal.Kind switch
    {
        GoalKind.Minimize => $"lowest mean of {Outcome}",
        GoalKind.Target => $"mean of {Outcome} nearest to {Figure.Exact(Goal.Target)}",
        _ => $"highest mean of {Outcome}",
    };

    private string Shortfall => Next is null ? "" : Goal.Kind switch
    {
        GoalKind.Minimize => $". It lies {Wording.Number(Lead)} below that of {Next}",
        GoalKind.Target => $". It lies {Wording.Number(Lead)} nearer to it than that of {Next}",
        _ => $". It lies {Wording.Number(Lead)} above that of {Next}",
    };
}

/// <summary>All scenarios went through the same draws.</summary>
/// <param name="Samples">Draws.</param>
public sealed record SharedDraws(long Samples) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.Count(Samples, "draw")} of the exogenous quantities went through the equations, the same ones in every "
        + "scenario, so that noise they share does not blur their differences.";
}
