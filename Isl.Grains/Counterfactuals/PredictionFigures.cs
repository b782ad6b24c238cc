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
        var (moments, draws) = (variable.Moments, variable.Draws!);
        var quantiles = Levels.Select(named => (named.Name, Estimate: draws.Quantile(named.Level))).ToList();
        return new VariableFigures(
            WireNumber.Round(moments.Mean),
            WireNumber.Round(moments.StandardError),
            WireNumber.Round(moments.Std),
            moments.StdStandardError is { } error ? WireNumber.Round(error) : null,
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
    public static OutcomeFigures ForWords(VariablePrediction variable, decimal level)
    {
        var (moments, (lower, upper)) = (variable.Moments, Tails(variable.Draws!, level));
        return new OutcomeFigures(
            new Figure(moments.Mean, moments.StandardError),
            new Figure(moments.Std, moments.StdStandardError ?? moments.StandardError),
            new Figure(lower.Value, lower.StandardError),
            new Figure(upper.Value, upper.StandardError),
            level);
    }

    private static (QuantileEstimate Lower, QuantileEstimate Upper) Tails(SortedDraws draws, decimal level)
    {
        var tail = (double)(1 - level) / 2;
        return (draws.Quantile(tail), draws.Quantile(1 - tail));
    }
}
