using Isl.Grains.Numerics;
using MathNet.Numerics;

namespace Isl.Grains.Models.Distributions;

/// <summary>Logarithms of incomplete gamma and beta functions with small relative error in both tails, also for large parameters.</summary>
/// <remarks>
/// The powers and factorials in front are the saddle-point form of Loader (2000), Fast and accurate computation of binomial
/// probabilities, which does not cancel; the rest are the series and the continued fractions of NIST's DLMF 8.7.1, 8.9.2 and 8.17.22.
/// </remarks>
internal static class IncompleteFunctions
{
    private const double Epsilon = 1e-16;
    private const double Tiny = 1e-300;
    private const int MaxTerms = 200_000;
    private static readonly double HalfLogTwoPi = 0.5 * Math.Log(2 * Math.PI);

    /// <summary>ln(xᵃ e⁻ˣ / Γ(a)): the density of ln X for a gamma variable of shape a.</summary>
    public static double LogGammaDensity(double a, double x, double logX) => a < 1
        ? (a * logX) - x - SpecialFunctions.GammaLn(1 + a) + Math.Log(a)
        : (0.5 * Math.Log(a)) - HalfLogTwoPi - Deviance(a, x) - Stirling(a);

    /// <summary>Logarithms of the lower and upper regularised incomplete gamma functions.</summary>
    public static (double Lower, double Upper) LogGamma(double a, double x, double logX)
    {
        var front = LogGammaDensity(a, x, logX);
        if (x < a + 1)
        {
            var (term, sum) = (1.0, 1.0);
            for (var k = 1; k < MaxTerms && term > Epsilon * sum; k++)
            {
                term *= x / (a + k);
                sum += term;
            }

            var lower = Math.Min(0, front - Math.Log(a) + Math.Log(sum));
            return (lower, Complement(lower));
        }

        var b = x + 1 - a;
        var c = 1 / Tiny;
        var d = 1 / b;
        var h = d;
        for (var k = 1; k < MaxTerms; k++)
        {
            var an = -k * (k - a);
            b += 2;
            d = 1 / NotZero((an * d) + b);
            c = NotZero(b + (an / c));
            h *= d * c;
            if (Math.Abs((d * c) - 1) < Epsilon)
            {
                break;
            }
        }

        var upper = Math.Min(0, front + Math.Log(h));
        return (Complement(upper), upper);
    }

    /// <summary>ln(xᵃ (1 − x)ᵇ / B(a, b)): the density of logit X for a beta variable.</summary>
    /// <param name="a">First parameter.</param>
    /// <param name="b">Second parameter.</param>
    /// <param name="x">The argument.</param>
    /// <param name="y">1 − x, known to full precision.</param>
    /// <param name="logX">ln x, also where x itself is too small for a double.</param>
    /// <param name="logY">ln y, likewise.</param>
    public static double LogBetaDensity(double a, double b, double x, double y, double logX, double logY)
    {
        var n = a + b;
        return Math.Min(a, b) < 1
            ? (a * logX)
                + (b * logY)
                - SpecialFunctions.GammaLn(1 + a)
                - SpecialFunctions.GammaLn(1 + b)
                + SpecialFunctions.GammaLn(1 + n)
                + Math.Log(a / n * b)
            : (0.5 * Math.Log(a / n * b)) - HalfLogTwoPi - Deviance(a, n * x) - Deviance(b, n * y) + Stirling(n) - Stirling(a) - Stirling(b);
    }

    /// <summary>Logarithms of I_x(a, b) and 1 − I_x(a, b); arguments as for <see cref="LogBetaDensity"/>.</summary>
    public static (double Lower, double Upper) LogBeta(double a, double b, double x, double y, double logX, double logY)
    {
        var front = LogBetaDensity(a, b, x, y, logX, logY);
        if (x > (a + 1) / (a + b + 2))
        {
            var (upper, lower) = LogBeta(b, a, y, front);
            return (lower, upper);
        }

        return LogBeta(a, b, x, front);
    }

    private static (double Lower, double Upper) LogBeta(double a, double b, double x, double front)
    {
        // Lentz's evaluation of the continued fraction; it converges fast for x below the mean.
        var c = 1.0;
        var d = 1 / NotZero(1 - ((a + b) * x / (a + 1)));
        var h = d;
        for (var m = 1; m < MaxTerms; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            h *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            h *= d * c;
            if (Math.Abs((d * c) - 1) < Epsilon)
            {
                break;
            }
        }

        var lower = Math.Min(0, front - Math.Log(a) + Math.Log(h));
        return (lower, Complement(lower));
    }

    /// <summary>a·ln(a/x) + x − a, without cancellation near x = a.</summary>
    private static double Deviance(double a, double x)
    {
        var delta = (x - a) / a;
        if (Math.Abs(delta) > 0.1)
        {
            return x > 0 ? (a * Math.Log(a / x)) + x - a : double.PositiveInfinity;
        }

        // δ − ln(1 + δ) as the series of 2(s³/3 + s⁵/5 + …) with s = δ/(2 + δ).
        var s = delta / (2 + delta);
        var square = s * s;
        var (power, sum) = (s, 0.0);
        for (var k = 3; k < 60; k += 2)
        {
            power *= square;
            sum += power / k;
        }

        return a * ((s * delta) - (2 * sum));
    }

    /// <summary>ln Γ(a + 1) − (a + ½) ln a + a − ½ ln 2π, the error of Stirling's formula.</summary>
    private static double Stirling(double a)
    {
        if (a < 15)
        {
            return SpecialFunctions.GammaLn(a + 1) - ((a + 0.5) * Math.Log(a)) + a - HalfLogTwoPi;
        }

        var inverse = 1 / a;
        var square = inverse * inverse;
        return inverse
            * (
                (1.0 / 12)
                - (
                    square
                    * ((1.0 / 360) - (square * ((1.0 / 1260) - (square * ((1.0 / 1680) - (square * ((1.0 / 1188) - (square * (691.0 / 360360))))))))))
            );
    }

    private static double Complement(double log) => log > -0.7 ? Math.Log(-SmallArguments.Expm1(log)) : SmallArguments.Log1p(-Math.Exp(log));

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
