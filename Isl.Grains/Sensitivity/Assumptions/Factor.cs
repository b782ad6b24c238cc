using System.Collections.Immutable;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Sensitivity;

namespace Isl.Grains.Sensitivity.Assumptions;

/// <summary>What in a model an assumption is.</summary>
internal enum FactorKind
{
    /// <summary>The value that a variable is held at.</summary>
    Held,

    /// <summary>The mean of a variable: its distribution or what its equation gives moves as a whole.</summary>
    Mean,

    /// <summary>A parameter of a distribution.</summary>
    Parameter,

    /// <summary>The coefficient of a cause in an equation.</summary>
    Coefficient,

    /// <summary>Whether a cause acts on an effect at all.</summary>
    Edge,

    /// <summary>The strength of a hidden common cause of a cause and its effect: the partial R² that it has with both.</summary>
    Confounder,

    /// <summary>The family of a distribution.</summary>
    Family,
}

/// <summary>Which part of a model.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Label">What it is called.</param>
internal sealed record FactorTarget(FactorKind Kind, string Label)
{
    /// <summary>The variable; of an edge, the effect.</summary>
    public string Variable { get; init; } = "";

    /// <summary>The cause, of an edge.</summary>
    public string Cause { get; init; } = "";

    /// <summary>The random input; -1 for none.</summary>
    public int Input { get; init; } = -1;

    /// <summary>Place of the parameter; -1 for none.</summary>
    public int Parameter { get; init; } = -1;
}

/// <summary>An assumption that a model can be run with other values of.</summary>
/// <param name="Stated">As it was stated.</param>
/// <param name="Target">What in the model it is.</param>
/// <param name="Own">The value that the model has.</param>
/// <param name="Base">The value assumed.</param>
/// <param name="Low">Lower end of its range.</param>
/// <param name="High">Upper end of its range.</param>
/// <param name="IsRangeStated">Whether the range was stated.</param>
internal sealed record Factor(
    Assumption Stated, FactorTarget Target, double Own, double Base, double Low, double High, bool IsRangeStated)
{
    /// <summary>Distributions that stand for each other, the one assumed first; empty where it is none of them.</summary>
    public ImmutableArray<DistributionSpec> Families { get; init; } = [];

    /// <summary>Number of settings; 0 where it has a range.</summary>
    public int Settings => Target.Kind switch
    {
        FactorKind.Edge => 2,
        FactorKind.Family => Families.Length,
        _ => 0,
    };

    /// <summary>A value of its range, or a setting.</summary>
    /// <param name="uniform">Between 0 and 1.</param>
    public double At(double uniform) => Settings > 0
        ? Math.Min(Settings - 1, Math.Floor(uniform * Settings))
        : Low + (uniform * (High - Low));
}
