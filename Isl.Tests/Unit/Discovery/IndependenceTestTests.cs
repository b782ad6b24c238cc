using Isl.Grains.Data;
using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Searches.Constraint;
using Isl.Grains.Discovery.Searches.Constraint.Tests;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace Isl.Tests.Unit.Discovery;

public sealed class IndependenceTestTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void FisherZ_RandomCorrelations_IsTheInverseOfTheSubmatrix()
    {
        var random = new Random(31);
        for (var trial = 0; trial < 100; trial++)
        {
            var d = 2 + (trial % 7);
            var data = Gaussian(random, 20 + random.Next(200), d);
            var test = Fisher(data);
            var correlation = Matrix<double>.Build.Dense(d, d, DatasetMoments.Of(data, Token).Correlation);
            int[] variables = [.. Enumerable.Range(0, d)];
            random.Shuffle(variables);
            int[] given = [.. variables[2..].Order()];
            int[] all = [variables[0], variables[1], .. given];
            var inverse = Matrix<double>.Build.Dense(d, d, (i, j) => correlation[all[i], all[j]]).Inverse();
            var r = -inverse[0, 1] / Math.Sqrt(inverse[0, 0] * inverse[1, 1]);
            var z = Math.Sqrt(data.Rows - given.Length - 3) * Math.Abs(0.5 * Math.Log((1 + r) / (1 - r)));

            var result = test.Test(variables[0], variables[1], given);

            Assert.Equal(r, result.PartialCorrelation, 1e-10);
            Assert.Equal(z, result.Statistic, 1e-8 * (1 + z));
            Assert.Equal(2 * Normal.CDF(0, 1, -z), result.PValue, (1e-7 * result.PValue) + 1e-300);
        }
    }

    [Fact]
    public void FisherZ_FarTail_IsNotLost()
    {
        var test = new FisherZ([1, 0.5, 0.5, 1], 2, 1003);

        // z = √1000 · atanh(1/2) = 17.37: the reference value is from the asymptotic series of the tail.
        var z = Math.Sqrt(1000) * Math.Atanh(0.5);
        var series =
            2
            * Math.Exp(-z * z / 2)
            / (z * Math.Sqrt(2 * Math.PI))
            * (1 - (1 / (z * z)) + (3 / Math.Pow(z, 4)) - (15 / Math.Pow(z, 6)) + (105 / Math.Pow(z, 8)));

        Assert.Equal(1, test.PValue(0, 1, []) / series, 1e-6);
        Assert.InRange(test.PValue(0, 1, []), double.Epsilon, 1e-60);
    }

    [Theory]
    [InlineData("fisherz")]
    [InlineData("chisq")]
    [InlineData("gsq")]
    public void TestSubsets_EverySizeAndSide_AgreesWithSingleTestsToTheBit(string kind)
    {
        var random = new Random(32);
        for (var trial = 0; trial < 40; trial++)
        {
            var d = 4 + (trial % 4);
            var test = kind == "fisherz" ? Fisher(Gaussian(random, 60, d)) : PcGolden.Test(Categorical(random, 80, d, 3), kind);
            int[] candidates = [.. Enumerable.Range(2, d - 2)];
            bool[] shared = trial % 2 == 0 ? [] : [.. candidates.Select(_ => random.Next(2) == 0)];
            var size = random.Next(0, candidates.Length + 1);
            if (size == 0)
            {
                shared = [];
            }

            // An alpha that is one of the p-values: the border itself does not count as independent.
            var alpha = Math.Clamp(test.PValue(0, 1, candidates.AsSpan(0, size)), 1e-300, 0.999);
            var (expected, separators) = (new TestTally(alpha, long.MaxValue, WorkBudget.Until(Token)), new bool[candidates.Length]);
            var (single, singleSeparators) = (new TestTally(alpha, long.MaxValue, WorkBudget.Until(Token)), new bool[candidates.Length]);

            var found = test.TestSubsets(new SubsetSweep(0, 1, candidates, shared, size), separators, expected, out var largest);
            var foundSingly = new OneByOne(test).TestSubsets(
                new SubsetSweep(0, 1, candidates, shared, size),
                singleSeparators,
                single,
                out var largestSingly);

            Assert.Equal(foundSingly, found);
            Assert.Equal(singleSeparators, separators);
            Assert.Equal(largestSingly, largest);
            Assert.Equal(single.Tests, expected.Tests);
            Assert.Equal(single.NearestToAlpha, expected.NearestToAlpha);
        }
    }

    [Theory]
    [InlineData(2, 300)]
    [InlineData(4, 300)]
    [InlineData(30, 300)]
    [InlineData(300, 500)]
    public void Contingency_TablesOfAnySize_MatchesTheDefinition(int levels, int rows)
    {
        // Few levels are counted in place, many have their strata renumbered or their cells sorted.
        var random = new Random(33);
        for (var trial = 0; trial < 12; trial++)
        {
            var data = Categorical(random, rows, 6, levels);
            int[] given = [.. Enumerable.Range(2, 4).Where(_ => random.Next(3) > 0)];
            var columns = CategoricalColumns.Of(data, Token);

            var square = new ContingencyTest(columns, ContingencyStatistic.ChiSquare).Test(0, 1, given);
            var ratio = new ContingencyTest(columns, ContingencyStatistic.GSquare).Test(0, 1, given);

            var (chi, g, freedom) = Definition(data, 0, 1, given);
            Assert.Equal(chi, square.Statistic, 1e-9 * (1 + chi));
            Assert.Equal(g, ratio.Statistic, 1e-9 * (1 + g));
            Assert.Equal((freedom, freedom), (square.DegreesOfFreedom, ratio.DegreesOfFreedom));
            Assert.Equal(freedom == 0 ? 1 : 1 - ChiSquared.CDF(freedom, chi), square.PValue, 1e-9);
        }
    }

    [Fact]
    public void Contingency_LevelsThatDoNotOccurOrOneStratumEach_LeaveNoFreedom()
    {
        var constant = Table(8, _ => 3, row => row % 2, row => row / 4);
        var distinct = Table(8, row => row % 2, row => row / 4, row => row);
        var negative = Table(8, row => -1 - (row % 2), row => 0.5 * (row / 4), row => 1e6);

        Assert.Equal(new ContingencyResult(0, 0, 1), Chi(constant).Test(0, 1, []));
        Assert.Equal((0, 1.0), (Chi(distinct).Test(0, 1, [2]).DegreesOfFreedom, Chi(distinct).Test(0, 1, [2]).PValue));
        Assert.Equal(1, Chi(negative).Test(0, 1, [2]).DegreesOfFreedom);
        Assert.Throws<ArgumentException>(() => Chi(Table(CategoricalColumns.MaxLevels + 1, row => row)));

        // The largest tables that are allowed: one row a level, so that all strata and cells are single.
        var wide = Table(CategoricalColumns.MaxLevels, row => row, row => row, row => (row * 7) % CategoricalColumns.MaxLevels, row => row);
        Assert.Equal((CategoricalColumns.MaxLevels - 1) * (CategoricalColumns.MaxLevels - 1), Chi(wide).Test(0, 1, []).DegreesOfFreedom);
        Assert.Equal(CategoricalColumns.MaxLevels * (CategoricalColumns.MaxLevels - 1.0), Chi(wide).Test(0, 1, []).Statistic, 1e-3);
        Assert.Equal(0, Chi(wide).Test(0, 1, [2, 3]).DegreesOfFreedom);

        static ContingencyTest Chi(Dataset data) => new(CategoricalColumns.Of(data, Token), ContingencyStatistic.ChiSquare);
    }

    [Fact]
    public void FisherZ_ConditioningSetDeterminesAVariable_KeepsDependence()
    {
        var random = new Random(34);
        var plain = Gaussian(random, 200, 3);
        var copy = Table(
            200,
            row => plain.Column(0)[row],
            row => plain.Column(1)[row] + plain.Column(0)[row],
            row => plain.Column(2)[row],
            row => 2 * plain.Column(0)[row],
            row => plain.Column(0)[row] - plain.Column(2)[row]);
        var test = Fisher(copy);

        Assert.True(test.Test(0, 1, [3]).IsSingular);
        Assert.Equal(0, test.PValue(0, 1, [3]));
        Assert.True(test.Test(1, 4, [0, 2]).IsSingular);

        // A second copy in the conditioning set adds nothing to the first.
        Assert.Equal(test.Test(1, 2, [0]).PartialCorrelation, test.Test(1, 2, [0, 3]).PartialCorrelation, 1e-12);
        foreach (
            var p in from x in Enumerable.Range(0, 5)
                     from y in Enumerable.Range(0, 5)
                     where x < y
                     from mask in Enumerable.Range(0, 32)
                     where (mask & ((1 << x) | (1 << y))) == 0
                     select test.PValue(x, y, [.. Enumerable.Range(0, 5).Where(node => (mask >> node & 1) == 1)]))
        {
            Assert.InRange(p, 0, 1);
        }

        var fit = Pc.Fit(test, new PcSettings { Constraints = EdgeConstraints.None(5) }, WorkBudget.Until(Token));
        Assert.True(fit.SingularTests > 0);
        Assert.True(fit.Graph.IsAdjacent(0, 1) && fit.Graph.IsAdjacent(0, 3));
        PcTests.AssertDag(fit, EdgeConstraints.None(5));
    }

    [Fact]
    public void FisherZ_TooFewRowsOrNoCorrelation_SaysSo()
    {
        var test = Fisher(Gaussian(new Random(35), 5, 4));

        Assert.Equal(1, test.MaxConditioning);
        Assert.True(test.Test(0, 1, [2, 3]).IsSingular);
        var fit = Pc.Fit(test, new PcSettings { Alpha = 0.9, Constraints = EdgeConstraints.None(4) }, WorkBudget.Until(Token));
        Assert.InRange(fit.Depth, 0, 1);
        Assert.Throws<ArgumentException>(() => new FisherZ([1, double.NaN, double.NaN, 1], 2, 10));
        Assert.Throws<ArgumentException>(() =>
            Pc.Fit(test, new PcSettings { Alpha = 1, Constraints = EdgeConstraints.None(4) }, WorkBudget.Until(Token)));
        Assert.Throws<ArgumentException>(() => Pc.Fit(test, new PcSettings { Constraints = EdgeConstraints.None(3) }, WorkBudget.Until(Token)));
    }

    [Fact]
    public void Fit_BudgetSpentOrTestsExhausted_EndsWithWhatItHas()
    {
        var test = Fisher(Gaussian(new Random(36), 100, 12));
        var constraints = new EdgeConstraints(12, [(11, 0)], [(0, 1), (1, 0)]);
        using var spent = new CancellationTokenSource();
        spent.Cancel();

        var stopped = Pc.Fit(test, new PcSettings { Constraints = constraints }, new WorkBudget(spent.Token, Token));
        var limited = Pc.Fit(test, new PcSettings { Constraints = constraints, MaxTests = 40, Rule = ColliderRule.MaxP }, WorkBudget.Until(Token));
        var shallow = Pc.Fit(test, new PcSettings { Constraints = constraints, MaxConditioning = 0, Alpha = 1e-9 }, WorkBudget.Until(Token));
        var dense = Pc.Fit(Fisher(Dense(12)), new PcSettings { Constraints = constraints, MaxConditioning = 1 }, WorkBudget.Until(Token));

        Assert.Equal((StopReason.BudgetSpent, 1L), (stopped.Stop, stopped.Tests));
        Assert.Equal(StopReason.MaxIterations, limited.Stop);
        Assert.InRange(limited.Tests, 40, 52);
        Assert.Equal((StopReason.Converged, false), (shallow.Stop, shallow.IsDepthLimited));
        Assert.Equal((StopReason.Converged, true, 1), (dense.Stop, dense.IsDepthLimited, dense.Depth));
        Assert.All([stopped, limited, shallow, dense], fit => PcTests.AssertDag(fit, constraints));
        Assert.Throws<OperationCanceledException>(() => Pc.Fit(test, new PcSettings { Constraints = constraints }, WorkBudget.Until(spent.Token)));
    }

    [Fact]
    public void Of_Columns_CategoricalOnlyWhereFewWholeNumbersRepeat()
    {
        var kind = DataKind.Of(Table(100, row => row % 3, row => row % 12, row => row % 13, row => (row % 2) + 0.5, row => row % 2 == 0 ? -4 : 1e9));

        Assert.Equal(
            [ColumnKind.Categorical, ColumnKind.Categorical, ColumnKind.Continuous, ColumnKind.Continuous, ColumnKind.Categorical],
            kind.Columns);
        Assert.Equal([3, 12, 0, 0, 2], kind.Levels);
        Assert.True(kind is { IsCategorical: false, IsMixed: true });
        Assert.True(DataKind.Of(Table(10, row => row % 2, row => row / 5)).IsCategorical);
        Assert.False(DataKind.Of(Table(9, row => row % 2)).IsCategorical);
        Assert.All(
            PcGolden.Ids,
            id =>
                Assert.Equal(
                    PcGolden.Of(id).Json.GetProperty("pc")[0].GetProperty("test").GetString() != "fisherz",
                    DataKind.Of(PcGolden.Of(id).Data).IsCategorical)
        );
    }

    private static FisherZ Fisher(Dataset data) => new(DatasetMoments.Of(data, Token).Correlation, data.Columns, data.Rows);

    private static Dataset Table(int rows, params Func<int, double>[] columns) =>
        new([.. columns.Select((_, i) => $"X{i}")], rows, [.. columns.SelectMany(column => Enumerable.Range(0, rows).Select(column))]);

    private static Dataset Gaussian(Random random, int rows, int d)
    {
        var common = Enumerable.Range(0, rows).Select(_ => Normal()).ToArray();
        return Table(
            rows,
            [
                .. Enumerable
                    .Range(0, d)
                    .Select(_ => random.NextDouble())
                    .ToArray()
                    .Select(share => (Func<int, double>)(row => (share * common[row]) + Normal())),
            ]);

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    private static Dataset Dense(int d)
    {
        var random = new Random(37);
        var common = Enumerable.Range(0, 500).Select(_ => random.NextDouble()).ToArray();
        return Table(500, [.. Enumerable.Range(0, d).Select(_ => (Func<int, double>)(row => common[row] + (0.2 * random.NextDouble())))]);
    }

    private static Dataset Categorical(Random random, int rows, int d, int levels)
    {
        var common = Enumerable.Range(0, rows).Select(_ => random.Next(levels)).ToArray();
        return Table(
            rows,
            [.. Enumerable.Range(0, d).Select(_ => (Func<int, double>)(row => random.Next(3) == 0 ? common[row] : random.Next(levels)))]);
    }

    /// <summary>χ², G² and degrees of freedom straight from their definitions.</summary>
    private static (double Chi, double G, int Freedom) Definition(Dataset data, int x, int y, int[] given)
    {
        var (chi, g, freedom) = (0.0, 0.0, 0);
        foreach (var stratum in Enumerable.Range(0, data.Rows).GroupBy(row => string.Join(',', given.Select(column => data.Column(column)[row]))))
        {
            var rows = stratum.GroupBy(row => data.Column(x)[row]).ToDictionary(group => group.Key, group => (double)group.Count());
            var columns = stratum.GroupBy(row => data.Column(y)[row]).ToDictionary(group => group.Key, group => (double)group.Count());
            var cells = stratum.GroupBy(row => (data.Column(x)[row], data.Column(y)[row])).ToDictionary(group => group.Key, group => group.Count());
            freedom += (rows.Count - 1) * (columns.Count - 1);
            foreach (var (a, inRow) in rows)
            {
                foreach (var (b, inColumn) in columns)
                {
                    var expected = inRow * inColumn / stratum.Count();
                    var observed = cells.GetValueOrDefault((a, b));
                    chi += (observed - expected) * (observed - expected) / expected;
                    g += observed == 0 ? 0 : 2 * observed * Math.Log(observed / expected);
                }
            }
        }

        return (chi, g, freedom);
    }

    /// <summary>The same test, each subset put as a question of its own.</summary>
    private sealed class OneByOne(IndependenceTest test) : IndependenceTest
    {
        public override int Order => test.Order;

        public override int MaxConditioning => test.MaxConditioning;

        public override double PValue(int x, int y, ReadOnlySpan<int> given) => test.PValue(x, y, given);
    }
}
