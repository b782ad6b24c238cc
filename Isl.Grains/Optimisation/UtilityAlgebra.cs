namespace Isl.Grains.Optimisation;

/// <summary>Expected value and risk of a polynomial of decisions and independent random inputs, as polynomials of the decisions.</summary>
/// <param name="problem">The problem.</param>
internal sealed class UtilityAlgebra(PlanProblem problem)
{
    private readonly (double Mean, double Variance)[] _moments = [.. problem.Model.Inputs.Select(input => InputMoments.Of(input.Spec))];

    /// <summary>Its expected value; null where it needs moments that are not known, or has degree 3 in the decisions.</summary>
    public Polynomial? Mean(Polynomial polynomial)
    {
        var mean = new Polynomial();
        foreach (var (monomial, coefficient) in polynomial.Terms)
        {
            var (decided, random) = monomial.Split(problem.Size);
            var expected = Expected(random);
            if (decided.Degree > 2 || !double.IsFinite(expected))
            {
                return null;
            }

            mean.Add(decided, coefficient * expected);
        }

        return mean;
    }

    /// <summary>Its variance; null where a random input is not there by itself, or the variance has degree 3 or more.</summary>
    public Polynomial? Variance(Polynomial polynomial)
    {
        var factors = new SortedDictionary<int, Polynomial>();
        foreach (var (monomial, coefficient) in polynomial.Terms)
        {
            var (decided, random) = monomial.Split(problem.Size);
            if (random.Degree > 1)
            {
                return null;
            }

            if (random.Degree == 1)
            {
                (factors.TryGetValue(random.A, out var factor) ? factor : factors[random.A] = new Polynomial()).Add(decided, coefficient);
            }
        }

        var variance = new Polynomial();
        foreach (var (symbol, factor) in factors)
        {
            var own = MomentsOf(symbol).Variance;
            if (!double.IsFinite(own) || factor.Degree > 1 || factor.Times(factor) is not { } square)
            {
                return null;
            }

            variance.Add(square, own);
        }

        return variance;
    }

    private (double Mean, double Variance) MomentsOf(int symbol) => _moments[(symbol - problem.Size) % _moments.Length];

    private double Expected(Monomial random)
    {
        if (random.Degree == 0)
        {
            return 1;
        }

        var (mean, variance) = MomentsOf(random.A);
        if (random.A != random.B)
        {
            return mean * Expected(new Monomial(random.B, random.C, -1));
        }

        // A third moment is known of nothing but constants.
        return random.A == random.C
            ? variance == 0 ? mean * mean * mean : double.NaN
            : ((mean * mean) + variance) * Expected(random.C < 0 ? Monomial.One : Monomial.Of(random.C));
    }
}
