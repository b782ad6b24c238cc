using System.Collections.Immutable;
using Isl.Grains.Interfaces.Fitting;

namespace Isl.Grains.Interfaces.Attribution;

/// <summary>Answer to a <see cref="ChangeQuestion"/>.</summary>
public sealed record ChangeResult : AnalysisResult
{
    /// <summary><c>change</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The variable whose mean differs.</summary>
    public required string Outcome { get; init; }

    /// <summary>How it was attributed.</summary>
    public required ChangeMethod Method { get; init; }

    /// <summary>Its mean in the first table.</summary>
    public required double Before { get; init; }

    /// <summary>Its mean in the second table.</summary>
    public required double After { get; init; }

    /// <summary>After minus before.</summary>
    public required double Difference { get; init; }

    /// <summary>What each mechanism adds, largest first.</summary>
    public required ImmutableArray<MechanismContribution> Contributions { get; init; }

    /// <summary>The difference less all contributions: what the fitted mechanisms do not reproduce.</summary>
    public required double Residual { get; init; }

    /// <summary>Were the contributions computed without draws?</summary>
    public required bool Exact { get; init; }

    /// <summary>Draws for each mean; 0 where none are needed.</summary>
    public required int Draws { get; init; }

    /// <summary>Orders of the mechanisms that were gone through; null for all of them.</summary>
    public required int? Orders { get; init; }

    /// <summary>Hash of the first table.</summary>
    public required string DatasetHash { get; init; }

    /// <summary>Hash of the second table.</summary>
    public required string AfterHash { get; init; }

    /// <summary>Seed of draws and orders.</summary>
    public required long Seed { get; init; }
}

/// <summary>What a mechanism adds to a difference.</summary>
/// <param name="Mechanism">The mechanism, such as <c>P(Y | X)</c>.</param>
/// <param name="Variable">Its variable.</param>
/// <param name="Contribution">What it adds.</param>
/// <param name="StandardError">Its standard error over samples; null where time did not suffice or there are too few rows.</param>
/// <param name="Interval">Its 95 % interval; null where there is no error.</param>
/// <param name="Share">Its share of the difference; null where there is none.</param>
/// <param name="Family">The form of the mechanism.</param>
/// <param name="MechanismTest">Whether the mechanism itself differs between the tables.</param>
public sealed record MechanismContribution(
    string Mechanism,
    string Variable,
    double Contribution,
    double? StandardError,
    ContributionInterval? Interval,
    double? Share,
    string Family,
    MechanismTest MechanismTest);

/// <summary>An interval.</summary>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="ConfidenceLevel">Its level.</param>
public sealed record ContributionInterval(double Lower, double Upper, double ConfidenceLevel);

/// <summary>A test of whether a mechanism is the same in both tables. It decides nothing: no contribution is set to 0 by it.</summary>
/// <param name="Test">Which.</param>
/// <param name="PValue">Its p-value.</param>
public sealed record MechanismTest(string Test, double PValue);

/// <summary>Answer to an <see cref="OutlierQuestion"/>.</summary>
public sealed record OutlierResult : ModelResult
{
    /// <summary><c>outlier</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The variable that is extreme.</summary>
    public required string Outcome { get; init; }

    /// <summary>Its value in the case.</summary>
    public required double Value { get; init; }

    /// <summary>−log P(as far from the median or farther).</summary>
    public required double Score { get; init; }

    /// <summary>Its error from the draws; null where no draw was as extreme.</summary>
    public required double? ScoreError { get; init; }

    /// <summary>No draw was as extreme: the score is at least this.</summary>
    public required bool AtLeast { get; init; }

    /// <summary>The median of the outcome under the model.</summary>
    public required double Median { get; init; }

    /// <summary>What each noise adds to the score, largest first; they sum to it.</summary>
    public required ImmutableArray<NoiseContribution> Contributions { get; init; }

    /// <summary>Draws for each chance.</summary>
    public required int Draws { get; init; }

    /// <summary>Orders of the noises that were gone through; null for all of them.</summary>
    public required int? Orders { get; init; }

    /// <summary>Hash of the model.</summary>
    public required string ModelHash { get; init; }

    /// <summary>Seed of draws and orders.</summary>
    public required long Seed { get; init; }
}

/// <summary>What a noise adds to a score.</summary>
/// <param name="NoiseOf">The variable whose noise it is.</param>
/// <param name="Noise">The noise in the case; of a variable without parents its value.</param>
/// <param name="Contribution">What it adds.</param>
/// <param name="StandardError">Error from the orders drawn; null where all were gone through.</param>
public sealed record NoiseContribution(string NoiseOf, double Noise, double Contribution, double? StandardError);
