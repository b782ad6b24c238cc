using Isl.Grains.Data;
using Isl.Grains.Discovery.Data;
using Isl.Grains.GraphCore;

namespace Isl.Tests.Unit.Discovery;

public sealed class EqualVarianceTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1.5, 0.04386138196914604)] // Bartlett's statistic by hand, 4.061890, and the χ² tail with one degree of freedom
    public void PValue_TwoVariances_IsBartletts(double variance, double expected) =>
        Assert.Equal(expected, EqualVariance.PValue(new DirectedEdges(2), DatasetMoments.FromCovariance(101, [1, 0, 0, variance])), 9);

    [Fact]
    public void PValue_Edge_TakesTheResidual()
    {
        // A → B with weight 1 and noise 1 each: equal that way, far from equal the other way round.
        var moments = DatasetMoments.FromCovariance(500, [1, 1, 1, 2]);

        Assert.InRange(EqualVariance.PValue(DirectedEdges.Of(2, [(0, 1)]), moments), 0.9, 1);
        Assert.InRange(EqualVariance.PValue(DirectedEdges.Of(2, [(1, 0)]), moments), 0, 1e-12);
    }

    [Fact]
    public void PValue_NothingToCompareOrLeft_IsTold()
    {
        Assert.Equal(1, EqualVariance.PValue(new DirectedEdges(1), DatasetMoments.FromCovariance(9, [4])));
        Assert.Equal(0, EqualVariance.PValue(DirectedEdges.Of(2, [(0, 1)]), DatasetMoments.FromCovariance(9, [1, 1, 1, 1])));
    }
}
