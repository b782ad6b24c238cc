using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Searches.Constraint;
using Isl.Grains.Discovery.Searches.Constraint.Tests;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;
using MathNet.Numerics;

namespace Isl.Tests.Unit.Discovery;

public sealed class TableSourceTests
{
    private const int MostCells = 1 << 16;

    [Theory]
    [InlineData(37, 2)]
    [InlineData(64, 2)]
    [InlineData(1000, 2)]
    [InlineData(700, 3)]
    [InlineData(5000, 4)]
    public void AddTo_EverySourceAndSubset_CountsWhatTheRowsHold(int rows, int mostLevels)
    {
        var random = new Random(rows);
        var cells = Enumerable.Range(0, 5).Select(_ => Column(random, rows, 1 + random.Next(mostLevels))).ToArray();
        var data = Columns(cells);
        TableSource[] sources = [new RowTables(data, MostCells), new PlaneTables(data), Cube(data, [0, 1, 2, 3, 4])];
        foreach (var given in Subsets([2, 3, 4]))
        {
            foreach (var kind in new[] { ContingencyStatistic.GSquare, ContingencyStatistic.ChiSquare })
            {
                var expected = Definition(cells, data, 0, 1, given, kind);
                foreach (var source in sources)
                {
                    Assert.Equal(expected, Ask(source, data, 0, 1, given, kind));
                }
            }
        }
    }

    [Fact]
    public void AddTo_TablesBeyondTheLimit_AreCountedByOccurrence()
    {
        var random = new Random(5);
        var data = Columns([.. Enumerable.Range(0, 6).Select(_ => Column(random, 300, 5))]);
        var whole = Ask(new RowTables(data, 1 << 20), data, 0, 1, [2, 3, 4, 5], ContingencyStatistic.GSquare);

        var renumbered = Ask(new RowTables(data, 1 << 12), data, 0, 1, [2, 3, 4, 5], ContingencyStatistic.GSquare);

        Assert.Equal(whole.Freedom, renumbered.Freedom);
        Assert.Equal(whole.Statistic, renumbered.Statistic, 1e-9 * whole.Statistic);
    }

    [Fact]
    public void AddDense_TwoByTwo_EqualsTheSameCellsAmongMoreLevelsToTheBit()
    {
        var random = new Random(6);
        for (var trial = 0; trial < 200; trial++)
        {
            int[] small = [.. Enumerable.Range(0, 8).Select(_ => random.Next(3) == 0 ? 0 : random.Next(50))];
            var large = new int[18];
            for (var at = 0; at < small.Length; at++)
            {
                large[(at / 4 * 9) + (at / 2 % 2 * 3) + (at % 2)] = small[at];
            }

            foreach (var kind in new[] { ContingencyStatistic.GSquare, ContingencyStatistic.ChiSquare })
            {
                var two = new ContingencyTable(kind, new int[2], new int[2]);
                var three = new ContingencyTable(kind, new int[3], new int[3]);
                two.AddDense(small);
                three.AddDense(large);

                Assert.Equal((three.Statistic, three.Freedom), (two.Statistic, two.Freedom));
            }
        }
    }

    [Theory]
    [InlineData(2, 8, 3000)]
    [InlineData(3, 7, 2000)]
    [InlineData(4, 6, 400)]
    public void Fit_ChosenSources_FindWhatRowByRowFinds(int levels, int columns, int rows)
    {
        var random = new Random(levels);
        var cells = new double[columns][];
        for (var column = 0; column < columns; column++)
        {
            cells[column] = Column(random, rows, levels);
            for (var row = 0; row < rows && column > 0; row++)
            {
                cells[column][row] = random.Next(3) > 0 ? cells[random.Next(Math.Max(0, column - 2), column)][row] : cells[column][row];
            }
        }

        var data = Columns(cells);
        var settings = new PcSettings { Constraints = EdgeConstraints.None(columns) };

        var fit = Pc.Fit(new ContingencyTest(data, ContingencyStatistic.GSquare), settings, WorkBudget.Unlimited);
        var plain = Pc.Fit(new ByRows(data), settings, WorkBudget.Unlimited);

        Assert.True(fit.Graph.SameAs(plain.Graph));
        Assert.Equal(plain.LargestP, fit.LargestP);
        Assert.Equal((plain.Tests, plain.NearestToAlpha), (fit.Tests, fit.NearestToAlpha));
        Assert.True(fit.Depth > 1);
    }

    private static (double Statistic, int Freedom) Ask(
        TableSource source,
        CategoricalColumns data,
        int x,
        int y,
        int[] given,
        ContingencyStatistic kind)
    {
        var table = new ContingencyTable(kind, new int[data.Levels(x)], new int[data.Levels(y)]);
        source.Begin(x, y, given.Length);
        for (var depth = 0; depth < given.Length - 1; depth++)
        {
            source.Extend(depth, given[depth]);
        }

        source.AddTo(ref table, Math.Max(given.Length - 1, 0), given.Length > 0 ? given[^1] : -1);
        return (table.Statistic, table.Freedom);
    }

    /// <summary>Every row's cell looked up by its levels, strata by the last column first.</summary>
    private static (double Statistic, int Freedom) Definition(
        double[][] cells,
        CategoricalColumns data,
        int x,
        int y,
        int[] given,
        ContingencyStatistic kind)
    {
        var table = new int[given.Aggregate(data.Levels(x) * data.Levels(y), (size, column) => size * data.Levels(column))];
        for (var row = 0; row < data.Rows; row++)
        {
            var place = given.Reverse().Concat([x, y]).Aggregate(0, (code, column) => (code * data.Levels(column)) + LevelOf(cells[column], row));
            table[place]++;
        }

        var sum = new ContingencyTable(kind, new int[data.Levels(x)], new int[data.Levels(y)]);
        sum.AddDense(table);
        return (sum.Statistic, sum.Freedom);
    }

    private static int LevelOf(double[] column, int row) => column.Distinct().Order().ToList().IndexOf(column[row]);

    private static CubeTables Cube(CategoricalColumns data, int[] columns) =>
        new(data, columns, columns.Aggregate(1, (cells, column) => cells * data.Levels(column)));

    private static IEnumerable<int[]> Subsets(int[] of) =>
        Enumerable.Range(0, 1 << of.Length).Select(mask => of.Where((_, at) => (mask >> at & 1) != 0).ToArray());

    private static double[] Column(Random random, int rows, int levels) => [.. Enumerable.Range(0, rows).Select(_ => (double)random.Next(levels))];

    private static CategoricalColumns Columns(double[][] cells) => CategoricalColumns.Of(
        new Dataset([.. cells.Select((_, i) => $"V{i}")], cells[0].Length, [.. cells.SelectMany(column => column)]),
        TestContext.Current.CancellationToken);

    private sealed class ByRows(CategoricalColumns data) : IndependenceTest
    {
        private readonly RowTables _rows = new(data, MostCells);

        public override int Order => data.Order;

        public override int MaxConditioning => Order - 2;

        public override double PValue(int x, int y, ReadOnlySpan<int> given)
        {
            var (statistic, freedom) = Ask(_rows, data, Math.Min(x, y), Math.Max(x, y), given.ToArray(), ContingencyStatistic.GSquare);
            return freedom == 0 ? 1 : Math.Clamp(SpecialFunctions.GammaUpperRegularized(freedom / 2.0, Math.Max(statistic, 0) / 2), 0, 1);
        }
    }
}
