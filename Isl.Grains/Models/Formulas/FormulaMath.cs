namespace Isl.Grains.Models.Formulas;

/// <summary>What each operation means, one number at a time: the definition that every faster way is tested against.</summary>
/// <remarks>
/// IEEE 754 arithmetic. What is undefined (0/0, the logarithm of a negative number) is NaN and stays NaN through comparisons,
/// <c>and</c>, <c>or</c>, <c>not</c> and the condition of <c>if</c>, so that it cannot hide behind them; the branch that <c>if</c>
/// does not take is not looked at. Overflow is an infinity, of which e.g. <c>exp(-x)</c> may make a finite number again.
/// True is 1, false 0; whatever is not 0 counts as true. <c>round</c> takes halves to the even neighbour, as NumPy does.
/// </remarks>
internal static class FormulaMath
{
    /// <summary>Applies an operation to its operands; those it does not have are ignored.</summary>
    public static double Apply(FormulaOp op, double a, double b, double c) => op switch
    {
        FormulaOp.Add => a + b,
        FormulaOp.Subtract => a - b,
        FormulaOp.Multiply => a * b,
        FormulaOp.Divide => a / b,
        FormulaOp.Power => Math.Pow(a, b),
        FormulaOp.Negate => -a,
        FormulaOp.Less => Truth(a, b, a < b),
        FormulaOp.LessOrEqual => Truth(a, b, a <= b),
        FormulaOp.Greater => Truth(a, b, a > b),
        FormulaOp.GreaterOrEqual => Truth(a, b, a >= b),
        FormulaOp.Equal => Truth(a, b, a == b),
        FormulaOp.NotEqual => Truth(a, b, a != b),
        FormulaOp.And => Truth(a, b, a != 0 && b != 0),
        FormulaOp.Or => Truth(a, b, a != 0 || b != 0),
        FormulaOp.Not => Truth(a, a, a == 0),
        FormulaOp.If => double.IsNaN(a) ? double.NaN : a != 0 ? b : c,
        FormulaOp.Exp => Math.Exp(a),
        FormulaOp.Log => Math.Log(a),
        FormulaOp.Log10 => Math.Log10(a),
        FormulaOp.Sqrt => Math.Sqrt(a),
        FormulaOp.Abs => Math.Abs(a),
        FormulaOp.Min => Math.Min(a, b),
        FormulaOp.Max => Math.Max(a, b),
        FormulaOp.Sin => Math.Sin(a),
        FormulaOp.Cos => Math.Cos(a),
        FormulaOp.Tan => Math.Tan(a),
        FormulaOp.Tanh => Math.Tanh(a),
        FormulaOp.Sigmoid => 1 / (1 + Math.Exp(-a)),
        FormulaOp.Floor => Math.Floor(a),
        FormulaOp.Ceil => Math.Ceiling(a),
        FormulaOp.Round => Math.Round(a),
        FormulaOp.PoissonQuantile => Distributions.PoissonQuantile.Of(a, b),
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, "No operation of numbers."),
    };

    /// <summary>Number of operands.</summary>
    public static int Arity(FormulaOp op) => op switch
    {
        FormulaOp.Number or FormulaOp.Input or FormulaOp.Noise => 0,
        FormulaOp.If => 3,
        (>= FormulaOp.Add and <= FormulaOp.Power) or (>= FormulaOp.Less and <= FormulaOp.Or) => 2,
        FormulaOp.Min or FormulaOp.Max or FormulaOp.PoissonQuantile => 2,
        _ => 1,
    };

    private static double Truth(double a, double b, bool value) => double.IsNaN(a) || double.IsNaN(b) ? double.NaN : value ? 1 : 0;
}
