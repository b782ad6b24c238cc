using System.Collections.Immutable;
using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Optimisation;

/// <summary>A plan of the front.</summary>
/// <param name="Place">Its place, from 1.</param>
/// <param name="Count">Plans of the front.</param>
/// <param name="Totals">Objectives and their totals.</param>
public sealed record PlanOnFront(int Place, int Count, ImmutableArray<(string Name, Figure Value)> Totals) : Finding
{
    /// <inheritdoc/>
    public override string Text => Count == 1
        ? $"The objectives do not conflict: one plan is best by all of them, with {FrontText.Of(Totals)}."
        : $"Plan {Place} of {Count} that no other plan betters in every objective: {FrontText.Of(Totals)}.";
}

/// <summary>The best plan by weights.</summary>
/// <param name="Totals">Objectives and their totals.</param>
/// <param name="Weights">Their weights, of sum 1.</param>
/// <param name="IsScaled">Whether the weights apply to objectives scaled by their range.</param>
public sealed record PlanByWeights(ImmutableArray<(string Name, Figure Value)> Totals, ImmutableArray<double> Weights, bool IsScaled) : Finding
{
    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            var weighed = Totals.Select((total, i) => $"{total.Name} ({Wording.Percent(Weights[i])})");
            return $"Weighing {Wording.And([.. weighed])}, each {(IsScaled ? "scaled by its range" : "in its own units")}, the best plan has "
                + $"{FrontText.Of(Totals)}.";
        }
    }
}

/// <summary>Between which totals the front lies.</summary>
/// <param name="Ranges">Objectives with their worst and best totals.</param>
public sealed record FrontSpan(ImmutableArray<(string Name, double Nadir, double Ideal)> Ranges) : Finding
{
    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            var spans = Ranges.Select(range => range.Nadir == range.Ideal
                ? $"{range.Name} is {Wording.Number(range.Ideal)} in all of them"
                : $"{range.Name} from {Wording.Number(range.Nadir)} to {Wording.Number(range.Ideal)}");
            return $"Between the plans that are best by one objective each: {Wording.And([.. spans])}.";
        }
    }
}

/// <summary>The method behind plans by several objectives.</summary>
/// <param name="IsFront">Whether the front was asked for.</param>
public sealed record FrontBasis(bool IsFront) : Finding
{
    /// <inheritdoc/>
    public override string Text => IsFront
        ? "Augmented ε-constraint sweep (Mavrotas 2009), thinned by exact hypervolume contribution (Zitzler and Thiele 1999; While et al. 2012)."
        : "Weighted sum of the objectives between their ideal and nadir.";
}

/// <summary>Totals in words.</summary>
internal static class FrontText
{
    /// <summary>Objectives and their totals.</summary>
    public static string Of(ImmutableArray<(string Name, Figure Value)> totals) => Wording.And([.. totals.Select(total =>
        $"{total.Name} {total.Value}")]);
}
