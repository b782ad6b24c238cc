using System.Collections.Immutable;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Interfaces.Fitting;

/// <summary>Which structural model do a graph and a table give?</summary>
/// <param name="Graph">The graph; every node is a column.</param>
/// <param name="Reading">How the table was read.</param>
/// <param name="Families">The forms asked for, in ordinal order of the variables; the others are chosen.</param>
/// <param name="Noise">What the noise of numeric equations is.</param>
/// <param name="DropsRows">Leave rows with missing values out of the equations they are missing in.</param>
/// <param name="Weights">The column of weights; null for none.</param>
/// <param name="Folds">Folds of cross-validation.</param>
/// <param name="Seed">Seed of folds and permutations; null derives one from the question.</param>
[GenerateSerializer, Immutable, Alias("isl.fit-question.v1")]
public sealed record FitQuestion(
    [property: Id(0)] CausalGraph Graph,
    [property: Id(1)] TableReading Reading,
    [property: Id(2)] ImmutableArray<NamedFamily> Families,
    [property: Id(3)] NoiseForm Noise,
    [property: Id(4)] bool DropsRows,
    [property: Id(5)] WeightColumn? Weights,
    [property: Id(6)] int Folds,
    [property: Id(7)] long? Seed)
{
    /// <summary>Folds unless asked for.</summary>
    public const int DefaultFolds = 5;

    /// <summary>Fewest folds.</summary>
    public const int LeastFolds = 2;

    /// <summary>Most folds.</summary>
    public const int MostFolds = 20;
}

/// <summary>The form of an equation.</summary>
public enum EquationFamily
{
    /// <summary>Chosen by cross-validation among those that fit the variable.</summary>
    Auto,

    /// <summary>A sum of the parents, each times a number.</summary>
    Linear,

    /// <summary>The same with products of any two parents.</summary>
    Interactions,

    /// <summary>A sum of curves of the parents.</summary>
    Spline,

    /// <summary>The logarithm of the odds of the higher of two values is linear.</summary>
    Logistic,

    /// <summary>The logarithm of the mean of a count is linear.</summary>
    Poisson,

    /// <summary>The logarithms of the odds of each level against the first are linear.</summary>
    Categorical,
}

/// <summary>What the noise of a numeric equation is.</summary>
public enum NoiseForm
{
    /// <summary>Normal where the residuals do not speak against it, else their own distribution; without parents their own.</summary>
    Auto,

    /// <summary>Normal.</summary>
    Normal,

    /// <summary>The distribution of the residuals.</summary>
    Empirical,
}

/// <summary>The form asked for a variable.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Family">The form.</param>
[GenerateSerializer, Immutable, Alias("isl.named-family.v1")]
public sealed record NamedFamily([property: Id(0)] string Variable, [property: Id(1)] EquationFamily Family);

/// <summary>A column of weights.</summary>
/// <param name="Column">The column.</param>
/// <param name="AreFrequencies">Each row stands for so many equal ones; else it is a sampling weight, whose scale means nothing.</param>
[GenerateSerializer, Immutable, Alias("isl.weight-column.v1")]
public sealed record WeightColumn([property: Id(0)] string Column, [property: Id(1)] bool AreFrequencies);
