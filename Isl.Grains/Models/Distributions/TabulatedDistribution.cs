using System.Numerics.Tensors;
using MathNet.Numerics;

namespace Isl.Grains.Models.Distributions;

/// <summary>
/// A distribution whose quantile is a smooth function of the normal quantile z at the same u, kept as polynomials over short pieces of z.
/// </summary>
/// <remarks>
/// The table holds y(z), where y is ln X, logit X or asinh X: in these terms the quantile is smooth even where X spans hundreds of
/// orders of magnitude. Each piece interpolates at Chebyshev points, each of them solved by safeguarded Newton steps on the
/// logarithm of the nearer tail; the error in the distribution function is below 10⁻¹².
/// </remarks>
internal abstract class TabulatedDistribution : Distribution
{
    private const double Reach = 8.25;
    private const int Pieces = 66;
    private const int Degree = 13;
    private const int MaxSteps = 200;

    /// <summary>Newton's last step, relative to y: under it rounding decides.</summary>
    private const double Precision = 4e-16;

    private double[]? _table;

    /// <inheritdoc/>
    public override void Transform(Span<double> block)
    {
        var table = _table ??= BuildTable();
        NormalQuantile.Transform(block);
        for (var i = 0; i < block.Length; i++)
        {
            var scaled = (block[i] + Reach) * (Pieces / (2 * Reach));
            var piece = Math.Clamp((int)scaled, 0, Pieces - 1);
            var at = (2 * (scaled - piece)) - 1;
            var coefficients = table.AsSpan(piece * (Degree + 1), Degree + 1);
            var value = coefficients[Degree];
            for (var k = Degree - 1; k >= 0; k--)
            {
                value = Math.FusedMultiplyAdd(value, at, coefficients[k]);
            }

            block[i] = value;
        }

        FromY(block);
    }

    /// <summary>Logarithms of the distribution function, of its complement and of the density, all in y.</summary>
    protected abstract (double Lower, double Upper, double Density) Logs(double y);

    /// <summary>Turns y into X.</summary>
    protected abstract void FromY(Span<double> block);

    /// <summary>A place to begin the search for the median of y.</summary>
    protected abstract double Start { get; }

    private double[] BuildTable()
    {
        var table = new double[Pieces * (Degree + 1)];
        var nodes = new double[Degree + 1];
        var values = new double[Degree + 1];
        var y = Start;
        for (var k = 0; k <= Degree; k++)
        {
            nodes[k] = -Math.Cos(Math.PI * (k + 0.5) / (Degree + 1));
        }

        // From the middle outwards, each solution beginning where the one before ended.
        foreach (var piece in Enumerable.Range(Pieces / 2, Pieces / 2).Concat(Enumerable.Range(0, Pieces / 2).Reverse()))
        {
            y = piece == (Pieces / 2) - 1 ? Solve(0, Start) : y;
            var upwards = piece >= Pieces / 2;
            for (var step = 0; step <= Degree; step++)
            {
                var k = upwards ? step : Degree - step;
                y = values[k] = Solve(-Reach + ((piece + ((nodes[k] + 1) / 2)) * 2 * Reach / Pieces), y);
            }

            PolynomialFit.Interpolate(nodes, values, table.AsSpan(piece * (Degree + 1), Degree + 1));
        }

        return table;
    }

    /// <summary>The y whose distribution function is Φ(z).</summary>
    private double Solve(double z, double y)
    {
        var target = Math.Log(0.5 * SpecialFunctions.Erfc(Math.Abs(z) / Constants.Sqrt2));
        var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
        var stride = 1.0;
        for (var step = 0; step < MaxSteps; step++)
        {
            var (lower, upper, density) = Logs(y);
            var excess = z < 0 ? lower - target : target - upper;
            (low, high) = excess < 0 ? (y, high) : (low, y);
            var next = y - (excess / Math.Exp(density - (z < 0 ? lower : upper)));
            if (Math.Abs(next - y) <= Precision * Math.Max(1e-3, Math.Abs(y)))
            {
                return next;
            }

            if (!(next > low && next < high))
            {
                next = double.IsInfinity(low) ? y - stride : double.IsInfinity(high) ? y + stride : (low + high) / 2;
                stride *= 2;
            }
            else if (Math.Abs(next - y) > 4 * stride)
            {
                // A Newton step from a flat tail can leap far beyond the solution.
                next = y + Math.CopySign(4 * stride, next - y);
                stride *= 2;
            }

            y = next;
        }

        return y;
    }
}

/// <summary>Gamma with y = ln(X / scale).</summary>
internal sealed class GammaDistribution(double shape, double scale) : TabulatedDistribution
{
    /// <inheritdoc/>
    protected override double Start => Math.Log(shape);

    /// <inheritdoc/>
    public override double LogDensity(double x) => x > 0
        ? IncompleteFunctions.LogGammaDensity(shape, x / scale, Math.Log(x / scale)) - Math.Log(x)
        : double.NegativeInfinity;

    /// <inheritdoc/>
    protected override (double Lower, double Upper, double Density) Logs(double y)
    {
        var x = Math.Exp(y);
        var (lower, upper) = IncompleteFunctions.LogGamma(shape, x, y);
        return (lower, upper, IncompleteFunctions.LogGammaDensity(shape, x, y));
    }

    /// <inheritdoc/>
    protected override void FromY(Span<double> block)
    {
        TensorPrimitives.Exp(block, block);
        TensorPrimitives.Multiply(block, scale, block);
    }
}

/// <summary>Beta with y = logit X.</summary>
internal sealed class BetaDistribution(double a, double b) : TabulatedDistribution
{
    /// <inheritdoc/>
    protected override double Start => Math.Log(a / b);

    /// <inheritdoc/>
    public override double LogDensity(double x) => x is > 0 and < 1
        ? IncompleteFunctions.LogBetaDensity(a, b, x, 1 - x, Math.Log(x), Math.Log(1 - x)) - Math.Log(x) - Math.Log(1 - x)
        : double.NegativeInfinity;

    /// <inheritdoc/>
    protected override (double Lower, double Upper, double Density) Logs(double y)
    {
        var (x, rest) = (1 / (1 + Math.Exp(-y)), 1 / (1 + Math.Exp(y)));
        var (logX, logRest) = (y < 0 ? y + Math.Log(rest) : Math.Log(x), y > 0 ? Math.Log(x) - y : Math.Log(rest));
        var (lower, upper) = IncompleteFunctions.LogBeta(a, b, x, rest, logX, logRest);
        return (lower, upper, IncompleteFunctions.LogBetaDensity(a, b, x, rest, logX, logRest));
    }

    /// <inheritdoc/>
    protected override void FromY(Span<double> block)
    {
        TensorPrimitives.Negate(block, block);
        TensorPrimitives.Exp(block, block);
        TensorPrimitives.Add(block, 1.0, block);
        TensorPrimitives.Divide(1.0, block, block);
    }
}

/// <summary>Student's t with y = asinh(T / √df), T the standard variable.</summary>
internal sealed class StudentDistribution(double df, double location, double scale) : TabulatedDistribution
{
    /// <inheritdoc/>
    protected override double Start => 0.1;

    /// <inheritdoc/>
    public override double LogDensity(double x)
    {
        var t = (x - location) / scale;
        return SpecialFunctions.GammaLn((df + 1) / 2) - SpecialFunctions.GammaLn(df / 2) - (0.5 * Math.Log(df * Math.PI)) - Math.Log(scale)
            - ((df + 1) / 2 * SpecialFunctions.Log1p(t * t / df));
    }

    /// <inheritdoc/>
    protected override (double Lower, double Upper, double Density) Logs(double y)
    {
        // P(T < −|t|) = ½ I_x(df/2, ½) with x = df/(df + t²) = 1/cosh² y.
        var (cosh, tanh) = (Math.Cosh(y), Math.Tanh(y));
        var (x, rest) = (1 / (cosh * cosh), tanh * tanh);
        var size = Math.Abs(y);
        var (logX, logRest) = (-2 * (size - Constants.Ln2 + Math.Log(1 + Math.Exp(-2 * size))), 2 * Math.Log(Math.Abs(tanh)));
        var (inner, outer) = rest > 0 ? IncompleteFunctions.LogBeta(df / 2, 0.5, x, rest, logX, logRest) : (0, double.NegativeInfinity);
        var tail = inner - Constants.Ln2;
        var other = Math.Log(0.5 + (0.5 * Math.Exp(outer)));

        // The density of logit x is x^(df/2) rest^½ / B, and |d logit x / dy| = 2/|tanh y|; half of it lies on each side.
        var density =
            rest > 0
                ? IncompleteFunctions.LogBetaDensity(df / 2, 0.5, x, rest, logX, logRest) - Math.Log(Math.Abs(tanh))
                : LogDensity(location) + Math.Log(scale * Math.Sqrt(df));
        return y < 0 ? (tail, other, density) : (other, tail, density);
    }

    /// <inheritdoc/>
    protected override void FromY(Span<double> block)
    {
        var factor = scale * Math.Sqrt(df);
        for (var i = 0; i < block.Length; i++)
        {
            block[i] = (factor * Math.Sinh(block[i])) + location;
        }
    }
}
