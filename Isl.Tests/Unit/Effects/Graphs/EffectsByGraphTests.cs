using Isl.Grains.Effects.Graphs;
using MathNet.Numerics.Distributions;

namespace Isl.Tests.Unit.Effects.Graphs;

/// <summary>Mixtures of effects over graphs.</summary>
public sealed class EffectsByGraphTests
{
    [Theory]
    [InlineData(0.025)]
    [InlineData(0.5)]
    [InlineData(0.975)]
    public void Quantile_OfOneNormal_IsItsOwn(double chance)
    {
        var one = new EffectsByGraph([new EffectByGraph(1, 2, 0.5)]);

        Assert.Equal(Normal.InvCDF(2, 0.5, chance), one.Quantile(chance), 1e-12);
    }

    [Fact]
    public void Quantile_OfOneStudent_IsItsOwn() =>
        Assert.Equal(
            1 + (3 * StudentT.InvCDF(0, 1, 7, 0.9)), new EffectsByGraph([new EffectByGraph(1, 1, 3, 7)]).Quantile(0.9), 1e-9);

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.2)]
    [InlineData(0.7)]
    [InlineData(0.999)]
    public void Quantile_OfTwoNormals_HasTheChanceBelowIt(double chance)
    {
        var mixture = new EffectsByGraph([new EffectByGraph(0.3, -1, 0.2), new EffectByGraph(0.7, 4, 2)]);

        var at = mixture.Quantile(chance);

        Assert.Equal(chance, (0.3 * Normal.CDF(-1, 0.2, at)) + (0.7 * Normal.CDF(4, 2, at)), 1e-12);
    }

    [Fact]
    public void Quantile_WhereNoneHasWeight_IsExactlyNone()
    {
        // Half of the graphs have no causal path: the chance of at most 0 jumps from 0.5·Φ(−2) to that and 0.5.
        var mixture = new EffectsByGraph([new EffectByGraph(0.5, 0, 0), new EffectByGraph(0.5, 2, 1)]);

        Assert.Equal(0, mixture.Quantile(0.025));
        Assert.Equal(0, mixture.Quantile(0.5));
        Assert.Equal(Normal.InvCDF(2, 1, 0.2 / 0.5), mixture.Quantile(0.5 + 0.2), 1e-9);
        Assert.Equal(1, mixture.PValue(0));
        Assert.Equal(2 * Normal.CDF(2, 1, 0), new EffectsByGraph([new EffectByGraph(1, 2, 1)]).PValue(0), 1e-12);
    }

    [Fact]
    public void Quantile_OfExactEffectsOnly_IsOneOfThem()
    {
        var mixture = new EffectsByGraph([new EffectByGraph(0.25, -3, 0), new EffectByGraph(0.75, 5, 0)]);

        Assert.Equal(-3, mixture.Quantile(0.1));
        Assert.Equal(-3, mixture.Quantile(0.25));
        Assert.Equal(5, mixture.Quantile(0.3));
    }

    [Fact]
    public void Moments_AreThoseOfADrawnGraphAndADrawnEffect()
    {
        (double Weight, double Value, double StandardError)[] parts = [(0.2, 1, 0.5), (0.5, 3, 0.1), (0.3, 0, 0)];

        var (mean, error) = EffectsByGraph.Moments(parts);

        // E[V²] − E[V]², where E[V²] of a normal is its variance and the square of its mean.
        var square = parts.Sum(part => part.Weight * ((part.StandardError * part.StandardError) + (part.Value * part.Value)));
        Assert.Equal(1.7, mean, 1e-12);
        Assert.Equal(Math.Sqrt(square - (1.7 * 1.7)), error, 1e-12);
    }
}
