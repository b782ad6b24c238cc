using Isl.Grains.Data;
using Isl.Grains.Discovery;
using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Searches.Constraint.Tests;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;
using MathNet.Numerics.Distributions;

namespace Isl.Tests.Unit.Discovery;

public sealed class MixedTestTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public void PValue_TwoNumbersGivenNumbers_IsThatOfTheirPartialCorrelation()
    {
        var data = TestData.Simulate(120, 4, 2, gaussian: true, (from, to) => from + 1 == to || (from == 0 && to == 3));
        var moments = DatasetMoments.Of(data, Test);
        var fisher = new FisherZ(moments.Correlation, 4, 120);
        var mixed = Mixed(data);

        foreach (var given in new int[][] { [], [1], [1, 2] })
        {
            // Both are asymptotic; they agree to their own error.
            Assert.Equal(fisher.PValue(0, 3, given), mixed.PValue(3, 0, given), 0.02);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(0.6)]
    public void PValue_NumberAndCategory_IsThatOfTheAnalysisOfVariance(double effect)
    {
        var random = new Random(9);
        var group = Enumerable.Range(0, 150).Select(i => (double)(i % 3)).ToArray();
        var y = group.Select(level => (effect * (level == 1 ? 1 : 0)) + TestData.Gaussian(random)).ToArray();
        var data = new Dataset(["g", "y"], 150, [.. group, .. y]);

        var mean = y.Average();
        var within = Enumerable.Range(0, 3).Sum(level => y.Where((_, i) => group[i] == level).ToArray() is var own
            ? own.Sum(value => Math.Pow(value - own.Average(), 2)) : 0);
        var total = y.Sum(value => Math.Pow(value - mean, 2));
        var expected = 1 - FisherSnedecor.CDF(2, 147, (total - within) / 2 / (within / 147));

        Assert.Equal(expected, Mixed(data).PValue(0, 1, []), 0.002);
    }

    [Fact]
    public void PValue_TwoCategories_IsNearThatOfTheirTable()
    {
        var random = new Random(4);
        var a = Enumerable.Range(0, 400).Select(_ => (double)random.Next(3)).ToArray();
        var b = a.Select(level => (double)(random.NextDouble() < 0.15 ? level : random.Next(3))).ToArray();
        var data = new Dataset(["a", "b"], 400, [.. a, .. b]);

        var table = new ContingencyTest(CategoricalColumns.TryOf(data, Test, out _)!, ContingencyStatistic.ChiSquare);

        Assert.Equal(table.PValue(0, 1, []), Mixed(data).PValue(0, 1, []), 0.02);
    }

    [Fact]
    public void PValue_IndependentGivenTheCategory_IsSpreadEvenly()
    {
        var p = Enumerable.Range(0, 150).Select(seed => Mixed(Fork(seed, 200)).PValue(1, 2, [0])).ToList();

        Assert.All(Enumerable.Range(0, 20), seed => Assert.InRange(Mixed(Fork(seed, 200)).PValue(1, 2, []), 0, 0.05));
        Assert.InRange(p.Count(value => value < 0.05), 1, 17);
        Assert.InRange(p.Count(value => value < 0.5), 55, 95);
    }

    [Fact]
    public void PValue_DeterminedByTheOther_KeepsDependence()
    {
        var group = Enumerable.Range(0, 60).Select(i => (double)(i % 3)).ToArray();
        var data = new Dataset(["g", "copy", "y"], 60, [.. group, .. group, .. Enumerable.Range(0, 60).Select(i => Math.Sin(i))]);
        var test = Mixed(data);

        Assert.Equal(0, test.PValue(0, 1, [2]), 12);
        Assert.Equal(0, test.PValue(0, 2, [1]));
    }

    [Fact]
    public void Compute_PcOnColumnsOfBothKinds_TakesTheTestAndFindsTheFork()
    {
        var answer = DiscoveryAnswer.Compute(
            Fork(3, 600), new DiscoveryQuestion { Algorithm = DiscoveryAlgorithm.Pc, Bootstrap = 5 }, 10, WorkBudget.Until(Test));

        Assert.Equal(CiTest.Mixed, answer.Diagnostics.CiTest);
        Assert.Equal(["g - y", "g - z"], answer.Cpdag!.Undirected.Select(pair => $"{pair[0]} - {pair[1]}").Order(StringComparer.Ordinal));
        Assert.Equal(5, answer.Diagnostics.BootstrapDone);
        Assert.Contains("numbers and categories", answer.Explanation.TechnicalBasis, StringComparison.Ordinal);
    }

    /// <summary>A category of four levels whose middle two raise two numbers.</summary>
    private static Dataset Fork(int seed, int rows)
    {
        var random = new Random(seed);
        var g = Enumerable.Range(0, rows).Select(_ => (double)random.Next(4)).ToArray();
        double[] Number() => [.. g.Select(level => (level is 1 or 2 ? 1.5 : 0) + TestData.Gaussian(random))];
        return new Dataset(["g", "y", "z"], rows, [.. g, .. Number(), .. Number()]);
    }

    private static MixedTest Mixed(Dataset data) => new(MixedColumns.Of(data, DataKind.Of(data), Test));
}
