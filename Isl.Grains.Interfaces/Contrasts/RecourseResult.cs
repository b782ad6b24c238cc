using System.Collections.Immutable;
using Isl.Grains.Interfaces.Counterfactuals;

namespace Isl.Grains.Interfaces.Contrasts;

/// <summary>Answer to a <see cref="RecourseQuestion"/>.</summary>
public sealed record RecourseResult : AnalysisResult
{
    /// <summary>Changes that bring the outcome into its range, best first, each checked by running the model.</summary>
    public required ImmutableArray<RecourseOption> MinimalInterventions { get; init; }

    /// <summary>The changes side by side; null where there are none.</summary>
    public required RecourseComparison? Comparison { get; init; }

    /// <summary>Where no change reaches the range: the one that comes nearest; null elsewhere.</summary>
    public required NearestMiss? NearestMiss { get; init; }

    /// <summary>Seed of the draws.</summary>
    public required long Seed { get; init; }

    /// <summary>Hash of the model.</summary>
    public required string ModelHash { get; init; }
}

/// <summary>A change.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Changes">What is changed, by variable.</param>
/// <param name="ExpectedOutcome">Mean of each target variable with it.</param>
/// <param name="ConfidenceInterval">Central interval of each.</param>
/// <param name="Feasibility">0..1: how near the new values are to what is usual.</param>
/// <param name="CostEstimate">Sum of the changes relative to the present values.</param>
/// <param name="Robustness"><c>robust</c>, <c>moderate</c> or <c>fragile</c>.</param>
/// <param name="RobustnessScore">Share of draws and of deviations of up to a tenth of the change in which the targets are met.</param>
public sealed record RecourseOption(
    int Rank,
    IReadOnlyDictionary<string, RecourseChange> Changes,
    IReadOnlyDictionary<string, double> ExpectedOutcome,
    IReadOnlyDictionary<string, LevelInterval> ConfidenceInterval,
    double Feasibility,
    double CostEstimate,
    string Robustness,
    double RobustnessScore);

/// <summary>A change of one variable.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="FromValue">Its present value.</param>
/// <param name="ToValue">Its new value.</param>
/// <param name="Delta">The difference.</param>
/// <param name="RelativeChange">The difference relative to the present value; 0 where that is 0.</param>
public sealed record RecourseChange(string Variable, double FromValue, double ToValue, double Delta, double RelativeChange);

/// <summary>Changes side by side.</summary>
/// <param name="BestByCost">Rank of the cheapest.</param>
/// <param name="BestByRobustness">Rank of the most robust.</param>
/// <param name="BestByFeasibility">Rank of the most usual.</param>
/// <param name="Synergies">Variables that need less change together than alone.</param>
/// <param name="Tradeoffs">What the best by one measure gives up in another.</param>
public sealed record RecourseComparison(
    int BestByCost, int BestByRobustness, int BestByFeasibility, ImmutableArray<string> Synergies, ImmutableArray<string> Tradeoffs);

/// <summary>The change that comes nearest.</summary>
/// <param name="Changes">New values by variable.</param>
/// <param name="ExpectedOutcome">Mean of each target variable with them.</param>
/// <param name="Distance">How far the farthest target stays from its range.</param>
public sealed record NearestMiss(IReadOnlyDictionary<string, double> Changes, IReadOnlyDictionary<string, double> ExpectedOutcome, double Distance);
