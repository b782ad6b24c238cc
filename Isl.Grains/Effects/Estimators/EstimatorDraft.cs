using System.Collections.Immutable;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Words;

namespace Isl.Grains.Effects.Estimators;

/// <summary>A mean outcome, and what each row adds to its error.</summary>
/// <param name="Value">The mean.</param>
/// <param name="Contributions">One for each row.</param>
internal sealed record MeanDraft(double Value, double[] Contributions);

/// <summary>An effect as a sum over rows: Σ w numerator / Σ w denominator; of some rows alone it is their effect.</summary>
/// <param name="Numerator">One for each row.</param>
/// <param name="Denominator">One for each row.</param>
internal sealed record EffectScores(double[] Numerator, double[] Denominator);

/// <summary>What an estimator found about one comparison.</summary>
internal sealed record PairDraft
{
    /// <summary>The effect as a difference, or per unit.</summary>
    public required double Value { get; init; }

    /// <summary>What each row adds to its error; null where that is not known.</summary>
    public required double[]? Contributions { get; init; }

    /// <summary>Its standard error, where it is not the sum of the contributions' squares.</summary>
    public double? StandardError { get; init; }

    /// <summary>Of Student's t; infinite for the normal distribution.</summary>
    public double DegreesOfFreedom { get; init; } = double.PositiveInfinity;

    /// <summary>The mean at the level that it comes from; null where the estimator has none.</summary>
    public MeanDraft? From { get; init; }

    /// <summary>The mean at the level that it leads to.</summary>
    public MeanDraft? To { get; init; }

    /// <summary>The effect as a sum over rows; null where it is none.</summary>
    public EffectScores? Scores { get; init; }
}

/// <summary>What an estimator found.</summary>
/// <param name="Pairs">One for each comparison.</param>
/// <param name="SeType">How its standard errors are formed.</param>
/// <param name="Diagnostics">What it did.</param>
/// <param name="Caveats">What limits it.</param>
internal sealed record EstimatorDraft(
    ImmutableArray<PairDraft> Pairs, string SeType, EstimateDiagnostics Diagnostics, ImmutableArray<Finding> Caveats)
{
    /// <summary>Did time run out before its resamples were made, so that its errors are by formula?</summary>
    public bool IsCutShort { get; init; }

    /// <summary>The same without the numbers by row that only its own estimate needs: with many estimators they add up.</summary>
    /// <param name="keepsScores">Are effects by conditions still to be made?</param>
    public EstimatorDraft Slim(bool keepsScores) => this with
    {
        Pairs = [.. Pairs.Select(pair => pair with { From = null, To = null, Scores = keepsScores ? pair.Scores : null })],
    };

    /// <summary>The weights it gave the rows; null for none.</summary>
    public double[]? RowWeights { get; init; }
}
