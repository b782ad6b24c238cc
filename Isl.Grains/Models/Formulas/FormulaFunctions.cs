using System.Collections.Immutable;

namespace Isl.Grains.Models.Formulas;

/// <summary>What a function of formulas computes, and how many arguments it takes.</summary>
/// <param name="Op">The operation; applied from left to right where there are more arguments than operands.</param>
/// <param name="Least">Fewest arguments.</param>
/// <param name="Most">Most arguments.</param>
internal readonly record struct FormulaFunction(FormulaOp Op, int Least, int Most);

/// <summary>The functions that formulas may call.</summary>
internal static class FormulaFunctions
{
    /// <summary>By name.</summary>
    public static ImmutableSortedDictionary<string, FormulaFunction> All { get; } = new Dictionary<string, FormulaFunction>
    {
        ["abs"] = new(FormulaOp.Abs, 1, 1),
        ["ceil"] = new(FormulaOp.Ceil, 1, 1),
        ["clip"] = new(FormulaOp.Max, 3, 3),
        ["cos"] = new(FormulaOp.Cos, 1, 1),
        ["exp"] = new(FormulaOp.Exp, 1, 1),
        ["floor"] = new(FormulaOp.Floor, 1, 1),
        ["if"] = new(FormulaOp.If, 3, 3),
        ["log"] = new(FormulaOp.Log, 1, 1),
        ["log10"] = new(FormulaOp.Log10, 1, 1),
        ["max"] = new(FormulaOp.Max, 2, 100),
        ["min"] = new(FormulaOp.Min, 2, 100),
        ["poisson_quantile"] = new(FormulaOp.PoissonQuantile, 2, 2),
        ["pow"] = new(FormulaOp.Power, 2, 2),
        ["round"] = new(FormulaOp.Round, 1, 1),
        ["sigmoid"] = new(FormulaOp.Sigmoid, 1, 1),
        ["sin"] = new(FormulaOp.Sin, 1, 1),
        ["sqrt"] = new(FormulaOp.Sqrt, 1, 1),
        ["tan"] = new(FormulaOp.Tan, 1, 1),
        ["tanh"] = new(FormulaOp.Tanh, 1, 1),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
