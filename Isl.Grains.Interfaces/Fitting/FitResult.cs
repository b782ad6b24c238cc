using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Fitting;

/// <summary>Answer to a <see cref="FitQuestion"/>.</summary>
public sealed record FitResult : AnalysisResult
{
    /// <summary>The model, ready to be sent on.</summary>
    public required FittedModel Model { get; init; }

    /// <summary>How each variable's equation was found.</summary>
    public required IReadOnlyDictionary<string, EquationReport> EquationsFit { get; init; }

    /// <summary>The levels of variables that are texts, in the order of their numbers in the model.</summary>
    public required IReadOnlyDictionary<string, ImmutableArray<string>> Codes { get; init; }

    /// <summary>Hash of the model.</summary>
    public required string ModelHash { get; init; }

    /// <summary>Hash of the table.</summary>
    public required string DatasetHash { get; init; }

    /// <summary>Hash of the graph.</summary>
    public required string DagHash { get; init; }

    /// <summary>Columns of the table that are no nodes of the graph.</summary>
    public required ImmutableArray<string> Ignored { get; init; }

    /// <summary>Seed of folds and permutations.</summary>
    public required long Seed { get; init; }
}

/// <summary>A structural model as callers send it.</summary>
/// <param name="Variables">The variables.</param>
/// <param name="Equations">Equations by variable.</param>
/// <param name="Distributions">Distributions of the variables without parents.</param>
public sealed record FittedModel(
    ImmutableArray<string> Variables,
    IReadOnlyDictionary<string, FittedFormula> Equations,
    IReadOnlyDictionary<string, FittedDistribution> Distributions);

/// <summary>An equation.</summary>
/// <param name="Formula">Its right side.</param>
/// <param name="NoiseDist">The distribution of its noise.</param>
public sealed record FittedFormula(string Formula, FittedDistribution NoiseDist);

/// <summary>A distribution.</summary>
/// <param name="Type">Its family.</param>
/// <param name="Parameters">Its parameters: numbers, and lists of numbers.</param>
public sealed record FittedDistribution(string Type, IReadOnlyDictionary<string, object> Parameters);

/// <summary>How an equation was found.</summary>
/// <param name="Family">Its form; of a variable without parents the family of its distribution.</param>
/// <param name="Tried">The forms that were compared, simplest first; empty where there was nothing to choose.</param>
/// <param name="N">Rows used.</param>
/// <param name="R2">Share of the variance explained, of numeric equations.</param>
/// <param name="DevianceExplained">Share of the deviance explained, of the others.</param>
/// <param name="ResidualStd">Standard deviation of the residuals of numeric equations, with n − k.</param>
/// <param name="Coefficients">The numbers of the formula.</param>
/// <param name="Independence">Whether what is left depends on the parents; null without parents or where time ran out.</param>
/// <param name="Caveats">What limits it.</param>
public sealed record EquationReport(
    string Family,
    ImmutableArray<TriedFamily> Tried,
    int N,
    double? R2,
    double? DevianceExplained,
    double? ResidualStd,
    ImmutableArray<FittedCoefficient> Coefficients,
    IndependenceReport? Independence,
    ImmutableArray<string> Caveats);

/// <summary>A form that was compared.</summary>
/// <param name="Family">The form.</param>
/// <param name="CvLogLikelihood">Mean log likelihood of a row that the fit did not see.</param>
/// <param name="StandardError">Standard error of its difference from the best form's; 0 for the best.</param>
public sealed record TriedFamily(EquationFamily Family, double CvLogLikelihood, double StandardError);

/// <summary>A number of a formula.</summary>
/// <param name="Term">What it multiplies: <c>X</c>, <c>G: level</c>, <c>X:Z</c>; <c>intercept</c> for the constant.</param>
/// <param name="Value">The number.</param>
/// <param name="StandardError">Its standard error; null where it was left out because the others determine it.</param>
/// <param name="Level">The level whose odds it is about, of categories; else null.</param>
public sealed record FittedCoefficient(
    string Term,
    double Value,
    double? StandardError,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Level = null);

/// <summary>A test of whether residuals depend on the parents.</summary>
/// <param name="Test">Which.</param>
/// <param name="PValue">Its p-value, adjusted for the number of equations by Holm's method.</param>
/// <param name="Passed">It is not below 0.05.</param>
/// <param name="Statistic">Distance correlation of residuals and parents.</param>
/// <param name="Rows">Rows it looked at.</param>
public sealed record IndependenceReport(string Test, double PValue, bool Passed, double Statistic, int Rows);
