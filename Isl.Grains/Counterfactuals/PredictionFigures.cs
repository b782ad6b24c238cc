using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Numerics;
using Isl.Grains.Words.Counterfactuals;
using Isl.Grains.Words.Models;

namespace Isl.Grains.Counterfactuals;

/// <summary>What a simulation found, as figures for the wire and for sentences.</summary>
internal static class PredictionFigures
{
    private static readonly (string Name, double Level)[] Levels =
    [
        ("p05", 0.05),
        ("p10", 0.1),
        ("p25", 0.25),
        ("p50", 0.5),
        ("p75", 0.75),
        ("p90", 0.9),
        ("p95", 0.95),
    ];

    /// <summary>All figures of a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="level">Level of its central interval.</param>
    public static VariableFigures Of(VariablePrediction variable, decimal level)
    {
        var (moments, draws) = (variable.Moments, DrawsOf(variable));
        var hasError = variable.Draws is not { Tail: not TailWeight.Light };
        var quantiles = Levels.Select(named => (named.Name, Estimate: draws.Quantile(named.Level))).ToList();
        return new VariableFigures(
            WireNumber.Round(moments.Mean),
            hasError ? WireNumber.Round(moments.StandardError) : null,
            WireNumber.Round(moments.Std),
            hasError && moments.StdStandardError is { } error ? WireNumber.Round(error) : null,
            Central(draws, level),
            WireNumber.Map(quantiles.Select(quantile => (quantile.Name, quantile.Estimate.Value))),
            WireNumber.Map(quantiles.Select(quantile => (quantile.Name, quantile.Estimate.StandardError))));
    }

    /// <summary>A histogram.</summary>
    public static Histogram Of(DrawHistogram histogram) => new(
        [.. histogram.Edges.Select(WireNumber.Round)],
        [.. histogram.Shares.Select(WireNumber.Round)],
        WireNumber.Round(histogram.Below),
        WireNumber.Round(histogram.Above));

    /// <summary>The central interval of a distribution.</summary>
    public static LevelInterval Central(SortedDraws draws, decimal level)
    {
        var (lower, upper) = Tails(draws, level);
        return new LevelInterval(WireNumber.Round(lower.Value), WireNumber.Round(upper.Value), level);
    }

    /// <summary>The figures that a sentence about a variable quotes.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="level">Level of its central interval.</param>
    /// <param name="reliability">What its draws can be trusted for.</param>
    public static OutcomeFigures ForWords(VariablePrediction variable, decimal level, OutcomeReliability reliability)
    {
        var draws = DrawsOf(variable);
        var (moments, (lower, upper)) = (variable.Moments, Tails(draws, level));
        var median = draws.Quantile(0.5);
        return new OutcomeFigures(
            new Figure(moments.Mean, moments.StandardError),
            new Figure(moments.Std, moments.StdStandardError ?? moments.StandardError),
            new Figure(lower.Value, lower.StandardError),
            new Figure(upper.Value, upper.StandardError),
            level)
        {
            IsFixed = reliability.IsFixed,
            Draws = draws.Count,
            Share = draws.ShareWithin(lower.Value, upper.Value),
            MedianInstead = reliability.Tail == TailWeight.NoMean ? new Figure(median.Value, median.StandardError) : null,
        };
    }

    /// <summary>The draws kept; where none of those kept counted, the mean stands for them.</summary>
    public static SortedDraws DrawsOf(VariablePrediction variable) => variable.Draws ?? new SortedDraws([variable.Moments.Mean]);

    private static (QuantileEstimate Lower, QuantileEstimate Upper) Tails(SortedDraws draws, decimal level)
    {
        var tail = (double)(1 - level) / 2;
        return (draws.Quantile(tail), draws.Quantile(1 - tail));
    }
}
