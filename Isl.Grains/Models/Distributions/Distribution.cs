using System.Numerics.Tensors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Numerics;

namespace Isl.Grains.Models.Distributions;

/// <summary>A distribution that draws by the inverse of its distribution function: one uniform a draw, so that streams never shift.</summary>
/// <remarks>May be shared between threads: what it computes once never changes.</remarks>
internal abstract class Distribution
{
    /// <summary>Lengths of blocks are multiples of this, so that every element takes the vector path.</summary>
    private const int Lanes = 16;

    /// <summary>Whether it is made of single points; <see cref="LogDensity"/> is then the logarithm of a probability.</summary>
    public virtual bool IsDiscrete => false;

    /// <summary>The least and the largest value it can have; infinite where there is none.</summary>
    public virtual (double Low, double High) Support => (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Whether it can have the ends of its support: whether the density vanishes slowly towards them, if at all.</summary>
    public virtual bool HasEnds => true;

    /// <summary>Memory it takes, roughly.</summary>
    public virtual long Bytes => Overhead;

    /// <summary>Memory of an object without tables.</summary>
    protected const long Overhead = 64;

    /// <summary>The distribution of a specification.</summary>
    public static Distribution Create(DistributionSpec spec)
    {
        var p = spec.Parameters;
        return spec.Type switch
        {
            DistributionType.Normal => p[1] > 0 ? new NormalDistribution(p[0], p[1]) : DiscreteDistribution.Point(p[0]),
            DistributionType.Lognormal => p[1] > 0 ? new LognormalDistribution(p[0], p[1]) : DiscreteDistribution.Point(Math.Exp(p[0])),
            DistributionType.Uniform => p[1] > p[0] ? new UniformDistribution(p[0], p[1]) : DiscreteDistribution.Point(p[0]),
            DistributionType.Triangular => p[2] > p[0] ? new TriangularDistribution(p[0], p[1], p[2]) : DiscreteDistribution.Point(p[0]),
            DistributionType.Exponential => new ExponentialDistribution(p[0]),
            DistributionType.Gamma => new GammaDistribution(p[0], p[1]),
            DistributionType.Beta => new BetaDistribution(p[0], p[1]),
            DistributionType.StudentT => p[2] > 0 ? new StudentDistribution(p[0], p[1], p[2]) : DiscreteDistribution.Point(p[1]),
            DistributionType.Bernoulli => DiscreteDistribution.Binomial(1, p[0]),
            DistributionType.Binomial => DiscreteDistribution.Binomial((int)p[0], p[1]),
            DistributionType.Poisson => DiscreteDistribution.Poisson(p[0]),
            DistributionType.Constant => DiscreteDistribution.Point(p[0]),
            DistributionType.TruncatedNormal when double.IsInfinity(p[2]) && double.IsInfinity(p[3]) => new NormalDistribution(p[0], p[1]),
            DistributionType.TruncatedNormal => new TruncatedNormalDistribution(p[0], p[1], p[2], p[3]),
            DistributionType.HalfNormal => new HalfNormalDistribution(p[0]),
            DistributionType.Weibull => new WeibullDistribution(p[0], p[1]),
            DistributionType.Laplace => p[1] > 0 ? new LaplaceDistribution(p[0], p[1]) : DiscreteDistribution.Point(p[0]),
            DistributionType.Cauchy => p[1] > 0 ? new CauchyDistribution(p[0], p[1]) : DiscreteDistribution.Point(p[0]),
            DistributionType.Pert => p[2] > p[0] ? new PertDistribution(p[0], p[1], p[2], p[3]) : DiscreteDistribution.Point(p[0]),
            _ => new DiscreteDistribution(spec.Values.AsSpan(), spec.Probabilities.AsSpan()),
        };
    }

    /// <summary>
    /// Computes what <see cref="Transform"/> needs, which for a gamma, beta or Student's t takes some milliseconds; without it the first draw does.
    /// </summary>
    /// <param name="cancellation">Stops it; the next call begins anew.</param>
    public virtual void Prepare(CancellationToken cancellation)
    {
    }

    /// <summary>Replaces each uniform by the quantile at it.</summary>
    /// <param name="block">Values in [2⁻⁵³, 1 − 2⁻⁵³]; its length a multiple of sixteen.</param>
    public abstract void Transform(Span<double> block);

    /// <summary>Logarithm of the density (of the probability, where discrete) at x; −∞ where there is none.</summary>
    public abstract double LogDensity(double x);

    /// <summary>The quantile at u.</summary>
    public double Quantile(double u)
    {
        Span<double> block = stackalloc double[Lanes];
        block.Fill(u);
        Transform(block);
        return block[0];
    }
}

/// <summary>Normal, by the quantile of <see cref="NormalQuantile"/>.</summary>
internal sealed class NormalDistribution(double mean, double std) : Distribution
{
    private readonly double _constant = -Math.Log(std) - (0.5 * Math.Log(2 * Math.PI));

    /// <summary>Its variance.</summary>
    public double Variance => std * std;

    /// <inheritdoc/>
    public override void Transform(Span<double> block) => NormalQuantile.Transform(block, mean, std);

    /// <inheritdoc/>
    public override double LogDensity(double x)
    {
        var z = (x - mean) / std;
        return _constant - (0.5 * z * z);
    }
}

/// <summary>Lognormal: the exponential of a normal.</summary>
internal sealed class LognormalDistribution(double mu, double sigma) : Distribution
{
    private readonly NormalDistribution _normal = new(mu, sigma);

    /// <inheritdoc/>
    public override (double Low, double High) Support => (0, double.PositiveInfinity);

    /// <inheritdoc/>
    public override bool HasEnds => false;

    /// <inheritdoc/>
    public override void Transform(Span<double> block)
    {
        _normal.Transform(block);
        VectorFunctions.Exp(block, block);
    }

    /// <inheritdoc/>
    public override double LogDensity(double x) => x > 0 ? _normal.LogDensity(Math.Log(x)) - Math.Log(x) : double.NegativeInfinity;
}

/// <summary>Uniform on [low, high].</summary>
internal sealed class UniformDistribution(double low, double high) : Distribution
{
    /// <inheritdoc/>
    public override (double Low, double High) Support => (low, high);

    /// <inheritdoc/>
    public override void Transform(Span<double> block)
    {
        TensorPrimitives.Multiply(block, high - low, block);
        TensorPrimitives.Add(block, low, block);
    }

    /// <inheritdoc/>
    public override double LogDensity(double x) => x >= low && x <= high ? -Math.Log(high - low) : double.NegativeInfinity;
}

/// <summary>Triangular on [low, high] with its peak at the mode.</summary>
internal sealed class TriangularDistribution(double low, double mode, double high) : Distribution
{
    /// <inheritdoc/>
    public override (double Low, double High) Support => (low, high);

    /// <inheritdoc/>
    public override void Transform(Span<double> block)
    {
        var width = high - low;
        var peak = (mode - low) / width;
        for (var i = 0; i < block.Length; i++)
        {
            var u = block[i];
            block[i] = u < peak ? low + (width * Math.Sqrt(u * peak)) : high - (width * Math.Sqrt((1 - u) * (1 - peak)));
        }
    }

    /// <inheritdoc/>
    public override double LogDensity(double x)
    {
        if (!(x >= low && x <= high))
        {
            return double.NegativeInfinity;
        }

        var side = x < mode ? (x - low) / (mode - low) : x > mode ? (high - x) / (high - mode) : 1;
        return Math.Log(2 / (high - low)) + Math.Log(side);
    }
}

/// <summary>Exponential with a mean.</summary>
internal sealed class ExponentialDistribution(double scale) : Distribution
{
    /// <inheritdoc/>
    public override (double Low, double High) Support => (0, double.PositiveInfinity);

    /// <inheritdoc/>
    public override void Transform(Span<double> block)
    {
        // 1 − u is exact, because u is an odd multiple of 2⁻⁵³.
        TensorPrimitives.Subtract(1.0, block, block);
        TensorPrimitives.Log(block, block);
        TensorPrimitives.Multiply(block, -scale, block);
    }

    /// <inheritdoc/>
    public override double LogDensity(double x) => x >= 0 ? -(x / scale) - Math.Log(scale) : double.NegativeInfinity;
}
