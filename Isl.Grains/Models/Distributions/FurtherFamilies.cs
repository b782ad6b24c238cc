using System.Numerics.Tensors;

namespace Isl.Grains.Models.Distributions;

/// <summary>Absolute value of a normal with mean 0.</summary>
internal sealed class HalfNormalDistribution(double scale) : Distribution
{
    private readonly double _constant = (0.5 * Math.Log(2 / Math.PI)) - Math.Log(scale);

    /// <inheritdoc/>
    public override (double Low, double High) Support => (0, double.PositiveInfinity);

    /// <inheritdoc/>
    public override void Transform(Span<double> block)
    {
        // Φ⁻¹((1 + u)/2) is −Φ⁻¹((1 − u)/2), and 1 − u is exact.
        TensorPrimitives.Subtract(1.0, block, block);
        TensorPrimitives.Multiply(block, 0.5, block);
        NormalQuantile.Transform(block, 0, scale);
        TensorPrimitives.Negate(block, block);
    }

    /// <inheritdoc/>
    public override double LogDensity(double x)
    {
        var z = x / scale;
        return x >= 0 ? _constant - (0.5 * z * z) : double.NegativeInfinity;
    }
}

/// <summary>Weibull: scale · E^(1/shape) for a standard exponential E.</summary>
internal sealed class WeibullDistribution(double shape, double scale) : Distribution
{
    /// <inheritdoc/>
    public override (double Low, double High) Support => (0, double.PositiveInfinity);

    /// <inheritdoc/>
    public override void Transform(Span<double> block)
    {
        for (var i = 0; i < block.Length; i++)
        {
            block[i] = scale * Math.Pow(-Math.Log(1 - block[i]), 1 / shape);
        }
    }

    /// <inheritdoc/>
    public override double LogDensity(double x)
    {
        if (!(x >= 0))
        {
            return double.NegativeInfinity;
        }

        // At 0 the density is 1/scale for shape 1; for others it is 0 or infinite.
        var log = shape == 1 ? 0 : (shape - 1) * Math.Log(x / scale);
        return Math.Log(shape / scale) + log - Math.Pow(x / scale, shape);
    }
}

/// <summary>Laplace: exponential on either side of its centre.</summary>
internal sealed class LaplaceDistribution(double location, double scale) : Distribution
{
    /// <inheritdoc/>
    public override void Transform(Span<double> block)
    {
        for (var i = 0; i < block.Length; i++)
        {
            var u = block[i];
            block[i] = u < 0.5 ? location + (scale * Math.Log(2 * u)) : location - (scale * Math.Log(2 * (1 - u)));
        }
    }

    /// <inheritdoc/>
    public override double LogDensity(double x) => -Math.Log(2 * scale) - (Math.Abs(x - location) / scale);
}

/// <summary>Cauchy: a Student's t with one degree of freedom.</summary>
internal sealed class CauchyDistribution(double location, double scale) : Distribution
{
    /// <inheritdoc/>
    public override void Transform(Span<double> block)
    {
        for (var i = 0; i < block.Length; i++)
        {
            // From the nearer end, where the tangent loses no digits.
            var u = block[i];
            var t = u < 0.25 ? -1 / Math.Tan(Math.PI * u) : u > 0.75 ? 1 / Math.Tan(Math.PI * (1 - u)) : Math.Tan(Math.PI * (u - 0.5));
            block[i] = location + (scale * t);
        }
    }

    /// <inheritdoc/>
    public override double LogDensity(double x)
    {
        var t = (x - location) / scale;
        return -Math.Log(Math.PI * scale) - Math.Log(1 + (t * t));
    }
}

/// <summary>PERT: a beta distribution on [low, high] whose mean weighs the mode lambda times as much as either end.</summary>
/// <remarks>Source: Malcolm et al. (1959); with a weight, Vose (2008), Risk Analysis, the modified PERT distribution.</remarks>
internal sealed class PertDistribution(double low, double mode, double high, double lambda) : Distribution
{
    private readonly double _width = high - low;

    private readonly BetaDistribution _beta = new(
        1 + (lambda * (mode - low) / (high - low)),
        1 + (lambda * (high - mode) / (high - low)));

    /// <inheritdoc/>
    public override (double Low, double High) Support => (low, high);

    /// <inheritdoc/>
    public override long Bytes => Overhead + _beta.Bytes;

    /// <inheritdoc/>
    public override void Prepare(CancellationToken cancellation) => _beta.Prepare(cancellation);

    /// <inheritdoc/>
    public override void Transform(Span<double> block)
    {
        _beta.Transform(block);
        TensorPrimitives.Multiply(block, _width, block);
        TensorPrimitives.Add(block, low, block);
    }

    /// <inheritdoc/>
    public override double LogDensity(double x) => x >= low && x <= high
        ? _beta.LogDensity((x - low) / _width) - Math.Log(_width)
        : double.NegativeInfinity;
}
