namespace Isl.Grains.Models.Formulas;

/// <summary>
/// By how much an operation's result can change for each unit that its operands change, over intervals: what comes out holds every slope of the
/// result, so that the mean value theorem bounds the result by them. Where the result can jump, or grow without end, every slope is possible.
/// </summary>
/// <remarks>
/// Source: Moore, Kearfott and Cloud (2009), Introduction to interval analysis, chapters 6 and 9 (mean value form, automatic differentiation).
/// </remarks>
internal static class SlopeMath
{
    private static readonly Interval Zero = Interval.Of(0);

    /// <summary>The slopes of an operation's result in a symbol.</summary>
    /// <param name="op">The operation.</param>
    /// <param name="value">Its result.</param>
    /// <param name="a">Its first operand.</param>
    /// <param name="b">Its second.</param>
    /// <param name="slopeA">Slopes of the first operand in the symbol.</param>
    /// <param name="slopeB">Of the second.</param>
    /// <param name="slopeC">Of the third.</param>
    public static Interval Apply(
        FormulaOp op, Interval value, Interval a, Interval b, Interval slopeA, Interval slopeB, Interval slopeC)
    {
        if (slopeA == Zero && slopeB == Zero && slopeC == Zero)
        {
            return Zero;
        }

        return op switch
        {
            FormulaOp.Add => IntervalMath.Apply(FormulaOp.Add, slopeA, slopeB, default),
            FormulaOp.Subtract => IntervalMath.Apply(FormulaOp.Subtract, slopeA, slopeB, default),
            FormulaOp.Negate => IntervalMath.Apply(FormulaOp.Negate, slopeA, default, default),
            FormulaOp.Multiply => Plus(Times(slopeA, b), Times(slopeB, a)),
            FormulaOp.Divide => Plus(Over(slopeA, b), Minus(Over(Times(slopeB, a), Square(b)))),
            FormulaOp.Power => Power(value, a, b, slopeA, slopeB),
            FormulaOp.If => a is { Low: 0, High: 0 } ? slopeC : !a.Contains(0) ? slopeB : Interval.All,
            FormulaOp.Min => a.High <= b.Low ? slopeA : b.High <= a.Low ? slopeB : slopeA.Union(slopeB),
            FormulaOp.Max => a.High <= b.Low ? slopeB : b.High <= a.Low ? slopeA : slopeA.Union(slopeB),
            _ when FormulaMath.Arity(op) > 1 => OfSteps(value),
            _ => Times(slopeA, OfOne(op, value, a)),
        };
    }

    /// <summary>The slopes of what is level between its jumps.</summary>
    private static Interval OfSteps(Interval value) => value.Low == value.High ? Zero : Interval.All;

    /// <summary>The slopes of a function of one operand; every slope where it is none, or has jumps there.</summary>
    private static Interval OfOne(FormulaOp op, Interval value, Interval a) => op switch
    {
        FormulaOp.Exp => value,
        FormulaOp.Log => Over(Interval.Of(1), Positive(a)),
        FormulaOp.Log10 => Over(Interval.Of(1 / Math.Log(10)), Positive(a)),
        FormulaOp.Sqrt => Over(Interval.Of(0.5), value),
        FormulaOp.Abs => a.Low >= 0 ? Interval.Of(1) : a.High <= 0 ? Interval.Of(-1) : new Interval(-1, 1),
        FormulaOp.Sin => IntervalMath.Apply(FormulaOp.Cos, a, default, default),
        FormulaOp.Cos => Minus(IntervalMath.Apply(FormulaOp.Sin, a, default, default)),
        FormulaOp.Tan => Plus(Interval.Of(1), Square(value)),
        FormulaOp.Tanh => Within(Plus(Interval.Of(1), Minus(Square(value))), 1),
        FormulaOp.Sigmoid => Within(new Interval(
            Math.Min(value.Low * (1 - value.Low), value.High * (1 - value.High)),
            value.Contains(0.5) ? 0.25 : Math.Max(value.Low * (1 - value.Low), value.High * (1 - value.High))), 0.25),
        FormulaOp.Floor or FormulaOp.Ceil or FormulaOp.Round or FormulaOp.Not => OfSteps(value),
        _ => Interval.All,
    };

    private static Interval Power(Interval value, Interval a, Interval b, Interval slopeA, Interval slopeB)
    {
        if (slopeB == Zero && b.Low == b.High)
        {
            var inner = IntervalMath.Apply(FormulaOp.Power, a, Interval.Of(b.Low - 1), default);
            return Times(slopeA, Times(b, inner));
        }

        // x^y = e^(y ln x), where x is positive.
        var rest = Plus(Times(slopeB, IntervalMath.Apply(FormulaOp.Log, a, default, default)), Times(b, Over(slopeA, Positive(a))));
        return a.Low > 0 ? Times(value, rest) : Interval.All;
    }

    /// <summary>What of an interval a logarithm takes.</summary>
    private static Interval Positive(Interval a) => new(Math.Max(0, a.Low), Math.Max(0, a.High));

    private static Interval Within(Interval a, double most) => new(Math.Max(0, a.Low), Math.Min(most, Math.Max(0, a.High)));

    private static Interval Square(Interval a) => IntervalMath.Apply(FormulaOp.Power, a, Interval.Of(2), default);

    private static Interval Plus(Interval a, Interval b) => IntervalMath.Apply(FormulaOp.Add, a, b, default);

    private static Interval Minus(Interval a) => new(-a.High, -a.Low);

    private static Interval Times(Interval a, Interval b) => IntervalMath.Apply(FormulaOp.Multiply, a, b, default);

    private static Interval Over(Interval a, Interval b) => IntervalMath.Apply(FormulaOp.Divide, a, b, default);
}
