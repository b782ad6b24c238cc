using System.Numerics.Tensors;
using Isl.Grains.Numerics;
using MathNet.Numerics;

namespace Isl.Grains.Models.Distributions;

/// <summary>Gamma with y = ln(X / scale).</summary>
internal sealed class GammaDistribution(double shape, double scale) : TabulatedDistribution
{
    /// <inheritdoc/>
    protected override double Start => Math.Log(shape);

    /// <inheritdoc/>
    public override (double Low, double High) Support => (0, double.PositiveInfinity);

    /// <inheritdoc/>
    public override double LogDensity(double x) => x > 0
        ? IncompleteFunctions.LogGammaDensity(shape, x / scale, Math.Log(x / scale)) - Math.Log(x)
        : x == 0 && shape == 1 ? -Math.Log(scale)
        : double.NegativeInfinity;

    /// <inheritdoc/>
    protected override (double Lower, double Upper, double Density) Logs(double y)
    {
        var x = Math.Exp(y);
        var (lower, upper) = IncompleteFunctions.LogGamma(shape, x, y);
        return (lower, upper, IncompleteFunctions.LogGammaDensity(shape, x, y));
    }

    /// <inheritdoc/>
    protected override double LogDensityRatio(double y, double step) => (shape * step) - (Math.Exp(y) * SmallArguments.Expm1(step));

    /// <inheritdoc/>
    protected override void FromY(Span<double> block)
    {
        VectorFunctions.Exp(block, block);
        TensorPrimitives.Multiply(block, scale, block);
    }
}

/// <summary>Beta with y = logit X.</summary>
internal sealed class BetaDistribution(double a, double b) : TabulatedDistribution
{
    /// <inheritdoc/>
    protected override double Start => Math.Log(a / b);

    /// <inheritdoc/>
    public override (double Low, double High) Support => (0, 1);

    /// <inheritdoc/>
    public override double LogDensity(double x) => x is > 0 and < 1
        ? IncompleteFunctions.LogBetaDensity(a, b, x, 1 - x, Math.Log(x), Math.Log(1 - x)) - Math.Log(x) - Math.Log(1 - x)
        : x == 0 && a == 1 ? Math.Log(b)
        : x == 1 && b == 1 ? Math.Log(a)
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
    protected override double LogDensityRatio(double y, double step) =>
        -(a * SmallArguments.Log1p(SmallArguments.Expm1(-step) / (1 + Math.Exp(y))))
        - (b * SmallArguments.Log1p(SmallArguments.Expm1(step) / (1 + Math.Exp(-y))));

    /// <inheritdoc/>
    protected override void FromY(Span<double> block)
    {
        TensorPrimitives.Negate(block, block);
        VectorFunctions.Exp(block, block);
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
            - ((df + 1) / 2 * SmallArguments.Log1p(t * t / df));
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
    protected override double LogDensityRatio(double y, double step)
    {
        // The density is proportional to cosh y to the power −df, and cosh(y + s) / cosh y = cosh s + tanh y · sinh s.
        var half = Math.Sinh(step / 2);
        return -df * SmallArguments.Log1p((2 * half * half) + (Math.Tanh(y) * Math.Sinh(step)));
    }

    /// <inheritdoc/>
    protected override void FromY(Span<double> block)
    {
        // sinh y = (eʸ − 1/eʸ)/2; what cancels near 0 is far below the scale.
        var factor = scale * Math.Sqrt(df) / 2;
        VectorFunctions.Exp(block, block);
        for (var i = 0; i < block.Length; i++)
        {
            block[i] = (factor * (block[i] - (1 / block[i]))) + location;
        }
    }
}
