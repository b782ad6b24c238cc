namespace Isl.Grains.Optimisation;

/// <summary>A polynomial of degree 3 at most, by its terms.</summary>
internal sealed class Polynomial
{
    /// <summary>Most terms: beyond them other methods are quicker.</summary>
    private const int MostTerms = 20_000;

    private readonly SortedDictionary<Monomial, double> _terms = new(ByDegree);

    private static Comparer<Monomial> ByDegree { get; } = Comparer<Monomial>.Create(
        static (x, y) => (x.A, x.B, x.C).CompareTo((y.A, y.B, y.C)));

    /// <summary>The terms, in a fixed order; none has the coefficient 0.</summary>
    public IEnumerable<KeyValuePair<Monomial, double>> Terms => _terms;

    /// <summary>Number of symbols in the longest product.</summary>
    public int Degree => _terms.Count == 0 ? 0 : _terms.Keys.Max(monomial => monomial.Degree);

    /// <summary>Its value where it holds no symbol; null where it does.</summary>
    public double? AsConstant => Degree == 0 ? _terms.GetValueOrDefault(Monomial.One) : null;

    /// <summary>A number.</summary>
    public static Polynomial Constant(double value) => new Polynomial().Add(Monomial.One, value);

    /// <summary>A symbol.</summary>
    public static Polynomial Symbol(int symbol) => new Polynomial().Add(Monomial.Of(symbol), 1);

    /// <summary>Adds a term, here.</summary>
    public Polynomial Add(Monomial monomial, double coefficient)
    {
        var sum = _terms.GetValueOrDefault(monomial) + coefficient;
        if (sum == 0)
        {
            _terms.Remove(monomial);
        }
        else
        {
            _terms[monomial] = sum;
        }

        return this;
    }

    /// <summary>Adds another times a factor, here.</summary>
    public Polynomial Add(Polynomial other, double factor = 1)
    {
        foreach (var (monomial, coefficient) in other._terms.ToList())
        {
            Add(monomial, factor * coefficient);
        }

        return this;
    }

    /// <summary>Both together, times a factor for the second.</summary>
    public static Polynomial Sum(Polynomial a, Polynomial b, double factor = 1) => new Polynomial().Add(a).Add(b, factor);

    /// <summary>This times a number.</summary>
    public Polynomial Times(double factor) => new Polynomial().Add(this, factor);

    /// <summary>The product; null where its degree is above 3 or it has too many terms.</summary>
    public Polynomial? Times(Polynomial other)
    {
        if ((long)_terms.Count * other._terms.Count > MostTerms)
        {
            return null;
        }

        var product = new Polynomial();
        foreach (var (x, a) in _terms)
        {
            foreach (var (y, b) in other._terms)
            {
                if (x.Times(y) is not { } monomial)
                {
                    return null;
                }

                product.Add(monomial, a * b);
            }
        }

        return product;
    }

    /// <summary>The value at a point.</summary>
    public double At(ReadOnlySpan<double> point)
    {
        var sum = 0.0;
        foreach (var (monomial, coefficient) in _terms)
        {
            var value = coefficient;
            value *= monomial.A >= 0 ? point[monomial.A] : 1;
            value *= monomial.B >= 0 ? point[monomial.B] : 1;
            sum += value * (monomial.C >= 0 ? point[monomial.C] : 1);
        }

        return sum;
    }

    /// <summary>The gradient at a point, of a polynomial of degree 2 at most.</summary>
    public double[] GradientAt(ReadOnlySpan<double> point)
    {
        var gradient = new double[point.Length];
        foreach (var (monomial, coefficient) in _terms)
        {
            if (monomial.B >= 0)
            {
                gradient[monomial.A] += coefficient * point[monomial.B];
                gradient[monomial.B] += coefficient * point[monomial.A];
            }
            else if (monomial.A >= 0)
            {
                gradient[monomial.A] += coefficient;
            }
        }

        return gradient;
    }
}
