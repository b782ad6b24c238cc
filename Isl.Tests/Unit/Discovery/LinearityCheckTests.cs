using Isl.Grains.Data;
using Isl.Grains.Discovery.Data;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Discovery;

public sealed class LinearityCheckTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public void Of_LinearModel_RefutesTheReverseAndNotTheEdge()
    {
        var (forward, backward, either) = (0, 0, 0);
        for (var seed = 0; seed < 20; seed++)
        {
            var data = TestData.Chain(400, 2, seed, gaussian: false);
            var told = Check(data, true, (0, 1));
            (forward, either) = (forward + told.Dependent.Length, either + told.EitherWay.Length);
            backward += Check(data, true, (1, 0)).Dependent.Length;
        }

        Assert.InRange(forward, 0, 2);
        Assert.InRange(either, 0, 2);
        Assert.InRange(backward, 18, 20);
    }

    [Fact]
    public void Of_GaussianModel_FitsEitherWay()
    {
        var either = Enumerable.Range(0, 20).Sum(seed => Check(TestData.Chain(400, 2, seed), true, (0, 1)).EitherWay.Length);

        Assert.InRange(either, 17, 20);
    }

    [Fact]
    public void Of_ConfoundedPairBehindACause_LooksAtWhatTheCauseLeaves()
    {
        var data = TestData.Simulate(600, 3, 4, gaussian: false, (from, to) => from == 0 || to == 2); // V0 → V1 → V2, V0 → V2

        var check = Check(data, true, (0, 1), (0, 2), (1, 2));

        Assert.Empty(check.Dependent);
        Assert.Empty(check.EitherWay);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Of_EvenEffect_IsHidden(int shape)
    {
        var data = Pair(shape, 500, 11);

        Assert.Equal([(0, 1)], Check(data, false).Hidden);
    }

    [Fact]
    public void Of_WeakLinearAndIndependentPairs_HideNothing()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            Assert.Empty(Check(Pair(3, 500, seed), false).Hidden);
            Assert.Empty(Check(Pair(4, 500, seed), false).Hidden);
        }
    }

    [Fact]
    public void Of_CopyOrFewRows_FindsNothing()
    {
        var copy = new Dataset(["A", "B"], 30, [.. Enumerable.Range(0, 30).Select(i => (double)i), .. Enumerable.Range(0, 30).Select(i => 2.0 * i)]);

        Assert.Empty(Check(copy, true, (0, 1)).Dependent);
        Assert.Same(LinearityCheck.None, Check(TestData.Chain(10, 2, 1), true, (0, 1)));
    }

    private static LinearityCheck Check(Dataset data, bool isReversed, params (int From, int To)[] edges) => LinearityCheck.Of(
        data,
        DatasetMoments.Of(data, Test),
        DirectedEdges.Of(data.Columns, edges),
        isReversed,
        WorkBudget.Until(Test));

    private static Dataset Pair(int shape, int rows, int seed)
    {
        var random = new Random(seed);
        var x = Enumerable.Range(0, rows).Select(_ => TestData.Gaussian(random)).ToArray();
        var y = x.Select(value => shape switch
        {
            0 => value * value,
            1 => Math.Abs(value),
            2 => value * TestData.Gaussian(random),
            3 => 0.15 * value,
            _ => 0,
        } + (0.3 * TestData.Gaussian(random)) + (shape >= 3 ? TestData.Gaussian(random) : 0));
        return new Dataset(["x", "y"], rows, [.. x, .. y]);
    }
}
