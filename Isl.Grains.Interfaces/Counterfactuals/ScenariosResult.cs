using System.Collections.Immutable;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Interfaces.Counterfactuals;

/// <summary>Answer to a <see cref="ScenariosQuestion"/>.</summary>
public sealed record ScenariosResult : ModelResult
{
    /// <summary>The variable the scenarios are compared by.</summary>
    public required string Outcome { get; init; }

    /// <summary>What each would bring, in the caller's order.</summary>
    public required ImmutableArray<ScenarioPrediction> Scenarios { get; init; }

    /// <summary>Do scenarios strengthen or weaken each other? Null where it was not asked.</summary>
    public required Interactions? Interactions { get; init; }

    /// <summary>The scenario whose mean outcome is the best by the direction asked for.</summary>
    public required string OptimalScenario { get; init; }

    /// <summary>The scenarios side by side.</summary>
    public required ScenarioComparison Comparison { get; init; }

    /// <summary>What the model takes for granted, variable by variable.</summary>
    public required ImmutableArray<string> ModelAssumptions { get; init; }

    /// <summary>Variables with neither equation, distribution nor value, and the value they were held at.</summary>
    public required IReadOnlyDictionary<string, double> AssumedValues { get; init; }

    /// <summary>Seed of the draws.</summary>
    public required long Seed { get; init; }

    /// <summary>Draws made, the same ones for every scenario.</summary>
    public required int Samples { get; init; }

    /// <summary>Hash of the model.</summary>
    public required string ModelHash { get; init; }
}

/// <summary>What one scenario would bring.</summary>
/// <param name="ScenarioId">Its id.</param>
/// <param name="Label">Its label, if it has one.</param>
/// <param name="Intervention">What it changes.</param>
/// <param name="Prediction">Mean by variable.</param>
/// <param name="Uncertainty">Standard deviation by variable.</param>
/// <param name="Explanation">It in one sentence.</param>
/// <param name="StandardError">Monte Carlo standard error of the outcome's mean; null where the tails are so heavy that there may be none.</param>
/// <param name="ConfidenceInterval">Central interval of the outcome's distribution.</param>
public sealed record ScenarioPrediction(
    string ScenarioId,
    string? Label,
    IReadOnlyDictionary<string, InterventionAmount> Intervention,
    IReadOnlyDictionary<string, double> Prediction,
    IReadOnlyDictionary<string, double> Uncertainty,
    string Explanation,
    double? StandardError,
    LevelInterval ConfidenceInterval);

/// <summary>Do scenarios strengthen or weaken each other?</summary>
/// <param name="HasSynergy">Some pair strengthens each other, beyond Monte Carlo error.</param>
/// <param name="SynergyScore">The largest interaction relative to the sum of the two single effects; 0 when none is significant.</param>
/// <param name="Summary">The answer in words.</param>
/// <param name="Details">What the summary rests on.</param>
public sealed record Interactions(bool HasSynergy, double SynergyScore, string Summary, InteractionDetails Details);

/// <summary>What the judgement of interactions rests on.</summary>
/// <param name="Pairs">Every pair that can be combined.</param>
public sealed record InteractionDetails(ImmutableArray<InteractionDetail> Pairs);

/// <summary>What two scenarios do together beyond the sum of what each does alone: Y(both) − Y(first) − Y(second) + Y(neither).</summary>
/// <param name="First">Id of one.</param>
/// <param name="Second">Id of the other.</param>
/// <param name="Interaction">Mean of the difference in differences, on common draws.</param>
/// <param name="StandardError">Its Monte Carlo standard error.</param>
/// <param name="Lower">Lower bound of its interval.</param>
/// <param name="Upper">Upper bound of its interval.</param>
/// <param name="Kind"><c>synergy</c> where they strengthen each other: together they move the outcome further in the direction in which each moves it
/// alone (where these differ, in the direction that is wished for); <c>interference</c> where less far; <c>additive</c> where the interval holds
/// zero.</param>
/// <param name="Reference">Id of the scenario that stands for neither; null when that is to change nothing.</param>
/// <param name="FirstEffect">What the one does alone.</param>
/// <param name="SecondEffect">What the other does alone.</param>
/// <param name="JointEffect">What both do together.</param>
public sealed record InteractionDetail(
    string First,
    string Second,
    double Interaction,
    double StandardError,
    double Lower,
    double Upper,
    string Kind,
    string? Reference,
    double FirstEffect,
    double SecondEffect,
    double JointEffect);

/// <summary>Scenarios side by side.</summary>
/// <param name="Ranking">Best first, by the outcome's mean.</param>
/// <param name="MarginalGains">What each gains over changing nothing, in the order of the ranking.</param>
public sealed record ScenarioComparison(ImmutableArray<ScenarioRank> Ranking, ImmutableArray<MarginalGain> MarginalGains);

/// <summary>A place in the ranking.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="ScenarioId">The scenario.</param>
/// <param name="Label">Its label, if it has one.</param>
/// <param name="Mean">The outcome's mean.</param>
/// <param name="ProbabilityBest">Share of draws in which no other scenario has a higher outcome; ties are shared.</param>
public sealed record ScenarioRank(int Rank, string ScenarioId, string? Label, double Mean, double ProbabilityBest);

/// <summary>What a scenario gains.</summary>
/// <param name="ScenarioId">The scenario.</param>
/// <param name="Gain">Mean difference of the outcome from changing nothing, on common draws.</param>
/// <param name="StandardError">Its Monte Carlo standard error.</param>
/// <param name="Lower">Lower bound of its interval.</param>
/// <param name="Upper">Upper bound of its interval.</param>
/// <param name="OverNext">What it gains over the next in the ranking; null for the last.</param>
public sealed record MarginalGain(string ScenarioId, double Gain, double StandardError, double Lower, double Upper, double? OverNext);
