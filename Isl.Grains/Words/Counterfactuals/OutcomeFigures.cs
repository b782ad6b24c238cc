using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Counterfactuals;

/// <summary>The figures of an outcome that a sentence quotes.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="Std">Its standard deviation.</param>
/// <param name="Lower">Lower bound of its central interval.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="Level">Share of the distribution that the interval was asked to hold.</param>
public sealed record OutcomeFigures(Figure Mean, Figure Std, Figure Lower, Figure Upper, decimal Level)
{
    /// <summary>A spread this small relative to the mean is rounding.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Shares closer than this to the level are the level; steps of a discrete distribution are larger.</summary>
    private const double SameShare = 2e-3;

    /// <summary>A probability at which no draw of n, each with 3/n of missing it, would have been likely to be missed: 95 %.</summary>
    private const double RuleOfThree = 3;

    /// <summary>Whether the model itself gives it one value; else it is only the draws that did.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Draws behind the figures.</summary>
    public long Draws { get; init; }

    /// <summary>Share of the draws that lies in the interval, bounds included; 0 where it is not known.</summary>
    public double Share { get; init; }

    /// <summary>The median, where the tails are so heavy that there may be no mean.</summary>
    public Figure? MedianInstead { get; init; }

    /// <summary>Whether it has one value.</summary>
    public bool IsConstant => IsFixed || Std.Value <= Rounding * Math.Abs(Mean.Value);

    /// <summary>Its distribution as the end of a sentence about the outcome.</summary>
    /// <param name="conditional">Whether it is about a case that was observed otherwise: what would be, not what is.</param>
    public string Describe(bool conditional)
    {
        var (be, have) = conditional ? ("would be", "would have") : ("is", "has");
        if (IsFixed)
        {
            return $"{be} {Mean}";
        }

        if (IsConstant)
        {
            return $"{be} {Mean} in all of {Wording.Count(Draws, "draw")}; "
                + $"other values have a probability under {Wording.Number(Math.Min(100, 100 * RuleOfThree / Math.Max(1, Draws)))} %";
        }

        return MedianInstead is { } median
            ? $"{have} median {median}; {Interval}; its tails are so heavy that a mean may not exist"
            : $"{have} mean {Mean} and standard deviation {Std}; {Interval}";
    }

    private string Interval => Lower.Value == Upper.Value ? $"{Part} of its distribution is {Lower}"
        : $"{Part} of its distribution lies between {Lower} and {Upper}";

    private string Part => Share == 0 || Math.Abs(Share - (double)Level) < SameShare ? ExactPercent.Of(Level)
        : Share == 1 ? "all"
        : Wording.Percent(Share);
}
