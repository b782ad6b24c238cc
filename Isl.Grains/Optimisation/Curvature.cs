using MathNet.Numerics.LinearAlgebra;

namespace Isl.Grains.Optimisation;

/// <summary>Whether quadratic polynomials bend downwards only.</summary>
internal static class Curvature
{
    /// <summary>An eigenvalue this small against the largest is rounding.</summary>
    private const double Rounding = 1e-10;

    /// <summary>Symbols that hang together: more take longer than other methods.</summary>
    private const int MostTogether = 300;

    /// <summary>Is a polynomial of degree 2 at most concave? Symbols that are in no product together are looked at apart.</summary>
    public static bool IsConcave(Polynomial polynomial, int symbols)
    {
        if (polynomial.Degree < 2)
        {
            return true;
        }

        var root = Enumerable.Range(0, symbols).ToArray();
        foreach (var (monomial, _) in polynomial.Terms.Where(term => term.Key.Degree == 2))
        {
            root[Root(monomial.A)] = Root(monomial.B);
        }

        return polynomial.Terms
            .Where(term => term.Key.Degree == 2)
            .GroupBy(term => Root(term.Key.A))
            .All(group => IsConcave([.. group]));

        int Root(int symbol)
        {
            while (root[symbol] != symbol)
            {
                symbol = root[symbol] = root[root[symbol]];
            }

            return symbol;
        }
    }

    private static bool IsConcave(IReadOnlyList<KeyValuePair<Monomial, double>> terms)
    {
        var symbols = terms.SelectMany(term => new[] { term.Key.A, term.Key.B }).Distinct().Order().ToList();
        if (symbols.Count > MostTogether)
        {
            return false;
        }

        var place = symbols.Select((symbol, i) => (symbol, i)).ToDictionary(pair => pair.symbol, pair => pair.i);
        var matrix = Matrix<double>.Build.Dense(symbols.Count, symbols.Count);
        foreach (var (monomial, coefficient) in terms)
        {
            matrix[place[monomial.A], place[monomial.B]] += coefficient;
            matrix[place[monomial.B], place[monomial.A]] += coefficient;
        }

        var eigenvalues = matrix.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).ToList();
        return eigenvalues.Max() <= Rounding * eigenvalues.Max(Math.Abs);
    }
}
