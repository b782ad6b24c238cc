using System.Collections.Immutable;
using Isl.Grains.Interfaces.Counterfactuals;

namespace Isl.Grains.Interfaces.Robustness;

/// <summary>Answer to a <see cref="RobustnessQuestion"/>.</summary>
public sealed record RobustnessResult : AnalysisResult
{
    /// <summary>What was found.</summary>
    public required RobustnessAnalysis Analysis { get; init; }

    /// <summary>Variables with neither equation, distribution nor value, and the value they were held at.</summary>
    public required IReadOnlyDictionary<string, double> AssumedValues { get; init; }

    /// <summary>Seed of the draws.</summary>
    public required long Seed { get; init; }

    /// <summary>Hash of the model; null where none was sent.</summary>
    public required string? ModelHash { get; init; }
}

/// <summary>How an intervention is judged.</summary>
public enum RobustnessStatus
{
    /// <summary>The share of deviations that keep the outcome in range is at least the level asked for.</summary>
    Robust,

    /// <summary>The proposal keeps it in range, and too many deviations do not.</summary>
    Fragile,

    /// <summary>The proposal itself does not, or nothing can be computed.</summary>
    Failed,
}

/// <summary>How far an intervention may miss.</summary>
public sealed record RobustnessAnalysis
{
    /// <summary>The judgement.</summary>
    public required RobustnessStatus Status { get; init; }

    /// <summary>Boxes around the proposal in which the outcome stays in range, largest first.</summary>
    public required ImmutableArray<RobustRegion> RobustRegions { get; init; }

    /// <summary>What holds throughout the first region, by outcome.</summary>
    public required IReadOnlyDictionary<string, OutcomeGuarantee> OutcomeGuarantees { get; init; }

    /// <summary>Share of the perturbation box that holds, 0..1; null without equations.</summary>
    public required double? RobustnessScore { get; init; }

    /// <summary>Interval of that share; its ends are the share where it is exact.</summary>
    public required LevelInterval? ScoreInterval { get; init; }

    /// <summary>Number of regions.</summary>
    public required int RegionCount { get; init; }

    /// <summary>Volume that the regions cover together, in the product of the variables' units.</summary>
    public required double TotalVolume { get; init; }

    /// <summary>Whether the proposal holds and too many deviations do not.</summary>
    public required bool IsFragile { get; init; }

    /// <summary>Why it is not robust; empty where it is.</summary>
    public required ImmutableArray<string> FragilityReasons { get; init; }

    /// <summary>Deviations drawn at random, each with its own noise.</summary>
    public required int SamplesTested { get; init; }

    /// <summary>How many of them kept the outcome in range.</summary>
    public required int SamplesSuccessful { get; init; }

    /// <summary>The probability with which the outcome must stay in range.</summary>
    public required decimal ConfidenceLevel { get; init; }

    /// <summary>The finding in words.</summary>
    public required string Interpretation { get; init; }

    /// <summary>What to do.</summary>
    public required string Recommendation { get; init; }

    /// <summary>The deviations considered, by variable.</summary>
    public required IReadOnlyDictionary<string, ImmutableArray<double>> PerturbationBox { get; init; }

    /// <summary>Probability that the proposal itself keeps the outcome in range; null without equations.</summary>
    public required double? SuccessProbability { get; init; }

    /// <summary>Whether the regions are proven for every point in them, and not by draws.</summary>
    public required bool Certified { get; init; }
}

/// <summary>A box around the proposal.</summary>
/// <param name="VariableRanges">Its sides, lowest and highest, by variable.</param>
public sealed record RobustRegion(IReadOnlyDictionary<string, ImmutableArray<double>> VariableRanges);

/// <summary>What holds throughout a region.</summary>
/// <param name="OutcomeVariable">The outcome.</param>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The greatest.</param>
/// <param name="Confidence">Least probability, over the region, that the outcome lies between them.</param>
public sealed record OutcomeGuarantee(string OutcomeVariable, double Minimum, double Maximum, double Confidence);
