using Isl.Grains.Data;
using Isl.Grains.Discovery;
using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Searches.Constraint.Tests;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Discovery;

/// <summary>Tests that leave out, each by itself, the rows that lack a value of its own columns.</summary>
public sealed class TestwiseTests
{
    private const int Rows = 400;

    [Theory]
    [InlineData(CiTest.FisherZ)]
    [InlineData(CiTest.GSquare)]
    [InlineData(CiTest.ChiSquare)]
    [InlineData(CiTest.Mixed)]
    public void PValue_EachQuestion_IsThatOfItsCompleteRows(CiTest test)
    {
        var (data, kind) = Gappy(test);
        var testwise = new TestwiseTest(data, test, kind, 0, TestContext.Current.CancellationToken);
        foreach (var (x, y, given) in new (int, int, int[])[] { (0, 1, []), (0, 2, [1]), (2, 0, [1]), (1, 3, [0, 2]), (2, 3, []) })
        {
            int[] columns = [Math.Min(x, y), Math.Max(x, y), .. given];
            var part = Dataset
                .Create([.. columns.Select(column => data.Variables[column])], Rows, (at, cells) => data.Column(columns[at]).CopyTo(cells))
                .WholeRows();
            Assert.InRange(part.Rows, 100, Rows - 1);
            int[] others = [.. Enumerable.Range(2, given.Length)];
            var plain = test switch
            {
                CiTest.FisherZ => new FisherZ(
                    DatasetMoments.Of(part, TestContext.Current.CancellationToken).Correlation, part.Columns, part.Rows).PValue(0, 1, others),
                CiTest.Mixed => new MixedTest(MixedColumns.Of(
                    part,
                    new DataKind([.. columns.Select(column => kind.Columns[column])], [.. columns.Select(column => kind.Levels[column])]),
                    TestContext.Current.CancellationToken)).PValue(0, 1, others),
                _ => new ContingencyTest(
                    CategoricalColumns.TryOf(part, TestContext.Current.CancellationToken, out _)!,
                    test == CiTest.ChiSquare ? ContingencyStatistic.ChiSquare : ContingencyStatistic.GSquare).PValue(0, 1, others),
            };

            Assert.Equal(plain, testwise.PValue(x, y, given));
        }

        Assert.InRange(testwise.FewestRows, 100, testwise.MostRows);
    }

    [Fact]
    public void PValue_TooFewRowsOrOneValue_KeepsTheDependence()
    {
        double[] cells = [1, 2, 3, double.NaN, double.NaN, double.NaN, 5, 5, 5, 1, 2, 9, 1, 3, 2, 5, 8, 1];
        var data = new Dataset(["A", "B", "C"], 6, cells);
        var test = new TestwiseTest(data, CiTest.FisherZ, DataKind.Of(data), 0, TestContext.Current.CancellationToken);

        Assert.Equal(0, test.PValue(0, 1, []));
        Assert.Equal(0, test.PValue(0, 2, []));
        Assert.True(test.PValue(1, 2, []) > 0);
    }

    /// <summary>With values missing at random, a collider is found from all pairs of columns though hardly a row is complete.</summary>
    [Fact]
    public void Compute_HardlyAnyCompleteRow_FindsTheCollider()
    {
        var random = new Random(7);
        var (rows, d) = (2000, 5);
        var cells = new double[rows * d];
        for (var row = 0; row < rows; row++)
        {
            var (a, b) = (TestData.Gaussian(random), TestData.Gaussian(random));
            double[] values = [a, b, a + b + TestData.Gaussian(random), TestData.Gaussian(random), TestData.Gaussian(random)];
            for (var column = 0; column < d; column++)
            {
                cells[(column * rows) + row] = random.NextDouble() < 0.4 ? double.NaN : values[column];
            }
        }

        var data = new Dataset(["A", "B", "C", "D", "E"], rows, cells);
        var question = new DiscoveryQuestion
        {
            Algorithm = DiscoveryAlgorithm.Pc,
            Alpha = 0.001,
            Notes = [new DataNote(DataNoteKind.TestwiseRows, ["A"], [], 1)],
        };

        var answer = DiscoveryAnswer.Compute(data, question, 60, WorkBudget.Unlimited);

        Assert.Equal(["A -> C", "B -> C"], answer.EdgesDetail.Select(edge => $"{edge.From} -> {edge.To}").Order(StringComparer.Ordinal));
        Assert.Contains(answer.Explanation.Caveats, caveat => caveat.StartsWith("The tests had between ", StringComparison.Ordinal));
        Assert.Equal(data.WholeRows().Rows, answer.Diagnostics.N);
    }

    private static (Dataset Data, DataKind Kind) Gappy(CiTest test)
    {
        var random = new Random(3);
        var cells = new double[Rows * 4];
        for (var row = 0; row < Rows; row++)
        {
            double[] values = test is CiTest.GSquare or CiTest.ChiSquare
                ? [random.Next(2), random.Next(3), 0, random.Next(2)]
                : [TestData.Gaussian(random), random.Next(3), 0, TestData.Gaussian(random)];
            values[2] = test is CiTest.GSquare or CiTest.ChiSquare
                ? (values[1] + random.Next(2)) % 3
                : values[0] + values[1] + TestData.Gaussian(random);
            for (var column = 0; column < 4; column++)
            {
                cells[(column * Rows) + row] = random.NextDouble() < 0.1 ? double.NaN : values[column];
            }
        }

        var data = new Dataset(["A", "B", "C", "D"], Rows, cells);
        return (data, DataKind.Of(data.WholeRows()));
    }
}
