using System.Globalization;

namespace Isl.Tests.Properties.Counterfactuals;

/// <summary>Writes random formulas over A, B, C and noise.</summary>
internal static class FormulaGenerator
{
    private static readonly string[] Infix = ["+", "-", "*", "/", "^", "<", "<=", ">", ">=", "==", "!="];
    private static readonly string[] Unary =
    [
        "exp",
        "log",
        "log10",
        "sqrt",
        "abs",
        "sin",
        "cos",
        "tan",
        "tanh",
        "sigmoid",
        "floor",
        "ceil",
        "round",
        "-",
        "not ",
    ];

    public static string Formula(Random random, int depth) => random.Next(depth <= 0 ? 3 : 10) switch
    {
        0 => "ABC"[random.Next(3)].ToString(),
        1 => "noise",
        2 => (random.Next(4) == 0 ? random.Next(4) : Math.Round(random.NextDouble() * 8, 2)).ToString(CultureInfo.InvariantCulture),
        3 or 4 => $"({Unary[random.Next(Unary.Length)]}({Formula(random, depth - 1)}))",
        5 => $"if({Formula(random, depth - 1)}, {Formula(random, depth - 1)}, {Formula(random, depth - 1)})",
        6 => $"{(random.Next(2) == 0 ? "min" : "max")}({Formula(random, depth - 1)}, {Formula(random, depth - 1)})",
        7 => $"(({Formula(random, depth - 1)}) {(random.Next(2) == 0 ? "and" : "or")} ({Formula(random, depth - 1)}))",
        _ => $"({Formula(random, depth - 1)} {Infix[random.Next(Infix.Length)]} {Formula(random, depth - 1)})",
    };
}
