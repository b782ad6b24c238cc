using System.Collections.Immutable;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Counterfactuals;

/// <summary>A quantile and its standard error.</summary>
/// <param name="Level">Probability, in (0, 1).</param>
/// <param name="Value">The quantile.</param>
/// <param name="StandardError">Half the width of the interval between the order statistics one standard deviation of their rank away (Woodruff
/// 1952).</param>
public readonly record struct QuantileEstimate(double Level, double Value, double StandardError);

/// <summary>Shares of the draws in bins of equal, round width.</summary>
/// <param name="Edges">Bin edges, ascending, one more than there are bins.</param>
/// <param name="Shares">Share of the draws in each bin, its lower edge included.</param>
/// <param name="Below">Share under the first edge.</param>
/// <param name="Above">Share at or over the last edge.</param>
public sealed record DrawHistogram(ImmutableArray<double> Edges, ImmutableArray<double> Shares, double Below, double Above);

/// <summary>A variable in a world.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Moments">Mean and spread with their errors.</param>
/// <param name="Draws">Its draws for quantiles; null where none were kept.</param>
public sealed record VariablePrediction(string Variable, MomentEstimate Moments, SortedDraws? Draws);

/// <summary>What a simulation found.</summary>
public sealed record SimulationResult
{
    /// <summary>For each predicted world, every output in the order asked for.</summary>
    public required ImmutableArray<ImmutableArray<VariablePrediction>> Worlds { get; init; }

    /// <summary>The outcome's moments in every world, also those that are not predicted in full.</summary>
    public required ImmutableArray<MomentEstimate> Outcomes { get; init; }

    /// <summary>The contrasts, in the order asked for.</summary>
    public required ImmutableArray<MomentEstimate> Contrasts { get; init; }

    /// <summary>For each ranked world the probability that its outcome is the largest of a draw; ties are shared.</summary>
    public required ImmutableArray<double> ProbabilityBest { get; init; }

    /// <summary>Draws made.</summary>
    public required long Samples { get; init; }

    /// <summary>Equally weighted draws that would tell as much; <see cref="Samples"/> less those left out where nothing is weighted.</summary>
    public required double EffectiveSamples { get; init; }

    /// <summary>Share of the draws left out because a formula had no finite value; at most <see cref="SimulationMerge.MostUndefined"/>.</summary>
    public required double UndefinedShare { get; init; }

    /// <summary>Variables that were not finite in some draws, with the share of the draws.</summary>
    public required ImmutableArray<VariableValue> Undefined { get; init; }

    /// <summary>Gives the memory of the draws back, once the answer is made. Without it the collector does.</summary>
    internal void Release()
    {
        foreach (var variable in Worlds.SelectMany(world => world))
        {
            variable.Draws?.Release();
        }
    }

    /// <summary>The outcome of a predicted world.</summary>
    public VariablePrediction Outcome(int world, string outcome) => Worlds[world].First(prediction => prediction.Variable == outcome);
}
