using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Counterfactuals;

/// <summary>The figures of an outcome that a sentence quotes.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="Std">Its standard deviation; 0 where nothing random reaches it.</param>
/// <param name="Lower">Lower bound of its central interval.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="Level">Share of the distribution in the interval.</param>
public sealed record OutcomeFigures(Figure Mean, Figure Std, Figure Lower, Figure Upper, decimal Level)
{
    /// <summary>A spread this small relative to the mean is rounding.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Whether it has one value.</summary>
    public bool IsConstant => Std.Value <= Rounding * Math.Abs(Mean.Value);

    /// <summary>Its distribution as the end of a sentence about the outcome.</summary>
    /// <param name="conditional">Whether it is about a case that was observed otherwise: what would be, not what is.</param>
    public string Describe(bool conditional)
    {
        if (IsConstant)
        {
            return $"{(conditional ? "would be" : "is")} {Mean}";
        }

        return $"{(conditional ? "would have" : "has")} mean {Mean} and standard deviation {Std}; "
            + $"{ExactPercent.Of(Level)} of its distribution lies between {Lower} and {Upper}";
    }
}
