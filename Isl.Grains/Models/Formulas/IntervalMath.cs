namespace Isl.Grains.Models.Formulas;

/// <summary>All values between two.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The greatest.</param>
internal readonly record struct Interval(double Low, double High)
{
    /// <summary>Every number.</summary>
    public static Interval All { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>0 or 1.</summary>
    public static Interval Either { get; } = new(0, 1);

    /// <summary>One number.</summary>
    public static Interval Of(double value) => double.IsNaN(value) ? All : new(value, value);

    /// <summary>Both and what lies between.</summary>
    public Interval Union(Interval other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>Whether a number lies in it.</summary>
    public bool Contains(double value) => value >= Low && value <= High;
}

/// <summary>Operations on intervals: what comes out holds the result for every choice from what goes in, as far as the operation is defined
/// there.</summary>
/// <remarks>
/// Source: Moore, Kearfott and Cloud (2009), Introduction to interval analysis. Ends are rounded to nearest, so that enclosures hold up to a few
/// units
/// in the last place.
/// </remarks>
internal static class IntervalMath
{
    /// <summary>Applies an operation.</summary>
    public static Interval Apply(FormulaOp op, Interval a, Interval b, Interval c) => op switch
    {
        FormulaOp.Add => Sound(a.Low + b.Low, a.High + b.High),
        FormulaOp.Subtract => Sound(a.Low - b.High, a.High - b.Low),
        FormulaOp.Multiply => Product(a, b),
        FormulaOp.Divide => Quotient(a, b),
        FormulaOp.Power => Power(a, b),
        FormulaOp.Negate => new(-a.High, -a.Low),
        FormulaOp.Less or FormulaOp.LessOrEqual or FormulaOp.Greater or FormulaOp.GreaterOrEqual => Compare(op, a, b),
        FormulaOp.Equal or FormulaOp.NotEqual or FormulaOp.And or FormulaOp.Or or FormulaOp.Not => Logic(op, a, b),
        FormulaOp.If => a is { Low: 0, High: 0 } ? c : !a.Contains(0) ? b : b.Union(c),
        FormulaOp.Exp => new(Math.Exp(a.Low), Math.Exp(a.High)),
        FormulaOp.Log => Rising(Math.Log, a, 0),
        FormulaOp.Log10 => Rising(Math.Log10, a, 0),
        FormulaOp.Sqrt => Rising(Math.Sqrt, a, 0),
        FormulaOp.Abs => a.Low >= 0 ? a : a.High <= 0 ? new(-a.High, -a.Low) : new(0, Math.Max(-a.Low, a.High)),
        FormulaOp.Min => new(Math.Min(a.Low, b.Low), Math.Min(a.High, b.High)),
        FormulaOp.Max => new(Math.Max(a.Low, b.Low), Math.Max(a.High, b.High)),
        FormulaOp.Sin => Wave(a, Math.PI / 2),
        FormulaOp.Cos => Wave(a, 0),
        FormulaOp.Tan => Tangent(a),
        FormulaOp.Tanh => new(Math.Tanh(a.Low), Math.Tanh(a.High)),
        FormulaOp.Sigmoid => new(1 / (1 + Math.Exp(-a.Low)), 1 / (1 + Math.Exp(-a.High))),
        FormulaOp.Floor => new(Math.Floor(a.Low), Math.Floor(a.High)),
        FormulaOp.Ceil => new(Math.Ceiling(a.Low), Math.Ceiling(a.High)),
        FormulaOp.Round => new(Math.Round(a.Low), Math.Round(a.High)),
        _ => Interval.All,
    };

    private static Interval Product(Interval a, Interval b)
    {
        var (p, q, r, s) = (Times(a.Low, b.Low), Times(a.Low, b.High), Times(a.High, b.Low), Times(a.High, b.High));
        return new(Math.Min(Math.Min(p, q), Math.Min(r, s)), Math.Max(Math.Max(p, q), Math.Max(r, s)));
    }

    private static double Times(double x, double y) => x == 0 || y == 0 ? 0 : x * y;

    private static Interval Quotient(Interval a, Interval b) =>
        b.Contains(0) ? b is { Low: 0, High: > 0 } && a.Low >= 0 ? new(a.Low / b.High, double.PositiveInfinity) : Interval.All
        : Product(a, new Interval(1 / b.High, 1 / b.Low));

    private static Interval Power(Interval a, Interval b)
    {
        if (b.Low == b.High && b.Low == Math.Floor(b.Low) && Math.Abs(b.Low) < 1e9)
        {
            var n = b.Low;
            if (n < 0)
            {
                return Quotient(Interval.Of(1), Power(a, Interval.Of(-n)));
            }

            var (low, high) = (Math.Pow(a.Low, n), Math.Pow(a.High, n));
            return n % 2 != 0 ? new(low, high) : a.Contains(0) ? new(n == 0 ? 1 : 0, Math.Max(low, high)) : new(Math.Min(low, high), Math.Max(low,
                high));
        }

        if (a.High <= 0)
        {
            return Interval.All;
        }

        // x^y = e^(y ln x) on the part where x is not negative; elsewhere it is undefined.
        var exponent = Product(b, Rising(Math.Log, a, 0));
        var positive = new Interval(Math.Exp(exponent.Low), Math.Exp(exponent.High));
        return a.Low < 0 ? positive.Union(Interval.Of(0)) : positive;
    }

    private static Interval Compare(FormulaOp op, Interval a, Interval b) => op switch
    {
        FormulaOp.Less => Truth(a.High < b.Low, a.Low >= b.High),
        FormulaOp.LessOrEqual => Truth(a.High <= b.Low, a.Low > b.High),
        FormulaOp.Greater => Truth(a.Low > b.High, a.High <= b.Low),
        _ => Truth(a.Low >= b.High, a.High < b.Low),
    };

    private static Interval Logic(FormulaOp op, Interval a, Interval b)
    {
        var same = a.Low == a.High && b.Low == b.High && a.Low == b.Low;
        var apart = a.High < b.Low || a.Low > b.High;
        return op switch
        {
            FormulaOp.Equal => Truth(same, apart),
            FormulaOp.NotEqual => Truth(apart, same),
            FormulaOp.Not => Truth(IsZero(a), !a.Contains(0)),
            FormulaOp.And => Truth(!a.Contains(0) && !b.Contains(0), IsZero(a) || IsZero(b)),
            _ => Truth(!a.Contains(0) || !b.Contains(0), IsZero(a) && IsZero(b)),
        };
    }

    private static bool IsZero(Interval a) => a is { Low: 0, High: 0 };

    private static Interval Truth(bool surely, bool never) => surely ? Interval.Of(1) : never ? Interval.Of(0) : Interval.Either;

    private static Interval Rising(Func<double, double> function, Interval a, double least) =>
        a.High < least ? Interval.All : new(function(Math.Max(least, a.Low)), function(a.High));

    /// <summary>A wave whose peaks of height 1 are at a phase and every 2π from there.</summary>
    private static Interval Wave(Interval a, double peak)
    {
        if (!(a.High - a.Low < 2 * Math.PI) || Math.Abs(a.Low) > 1e9)
        {
            return new(-1, 1);
        }

        var (x, y) = (Math.Cos(a.Low - peak), Math.Cos(a.High - peak));
        return new(
            HasTurn(a, peak + Math.PI) ? -1 : Math.Min(x, y),
            HasTurn(a, peak) ? 1 : Math.Max(x, y));
    }

    private static bool HasTurn(Interval a, double at) => at + (Math.Ceiling((a.Low - at) / (2 * Math.PI)) * 2 * Math.PI) <= a.High;

    private static Interval Tangent(Interval a)
    {
        var pole = (Math.PI / 2) + (Math.Ceiling((a.Low - (Math.PI / 2)) / Math.PI) * Math.PI);
        return !(a.High - a.Low < Math.PI) || pole <= a.High ? Interval.All : new(Math.Tan(a.Low), Math.Tan(a.High));
    }

    private static Interval Sound(double low, double high) =>
        new(double.IsNaN(low) ? double.NegativeInfinity : low, double.IsNaN(high) ? double.PositiveInfinity : high);
}
