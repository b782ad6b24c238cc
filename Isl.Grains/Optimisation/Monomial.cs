namespace Isl.Grains.Optimisation;

/// <summary>A product of at most three symbols, in descending order; -1 where there are fewer.</summary>
internal readonly record struct Monomial(int A, int B, int C)
{
    /// <summary>The product of nothing.</summary>
    public static Monomial One { get; } = new(-1, -1, -1);

    /// <summary>Number of symbols.</summary>
    public int Degree => (A >= 0 ? 1 : 0) + (B >= 0 ? 1 : 0) + (C >= 0 ? 1 : 0);

    /// <summary>The product of one symbol.</summary>
    public static Monomial Of(int symbol) => new(symbol, -1, -1);

    /// <summary>The product of two; null where it has more than three symbols.</summary>
    public Monomial? Times(Monomial other)
    {
        if (Degree + other.Degree > 3)
        {
            return null;
        }

        Span<int> all = [A, B, C, other.A, other.B, other.C];
        all.Sort(static (x, y) => y.CompareTo(x));
        return new Monomial(all[0], all[1], all[2]);
    }

    /// <summary>Those of its symbols that are below a limit, and the others.</summary>
    public (Monomial Below, Monomial Others) Split(int limit)
    {
        var (below, others) = (One, One);
        foreach (var symbol in (ReadOnlySpan<int>)[A, B, C])
        {
            if (symbol >= 0 && symbol < limit)
            {
                below = below.Times(Of(symbol))!.Value;
            }
            else if (symbol >= 0)
            {
                others = others.Times(Of(symbol))!.Value;
            }
        }

        return (below, others);
    }
}
