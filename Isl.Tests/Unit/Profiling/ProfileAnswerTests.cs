using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Profiling;
using Isl.Grains.Numerics;
using Isl.Grains.Profiling;

namespace Isl.Tests.Unit.Profiling;

public sealed class ProfileAnswerTests
{
    private const double Gap = double.NaN;

    [Fact]
    public void Compute_SmallColumn_HasTheFiguresByHand()
    {
        var column = Assert.Single(Profile(["X"], [1, 2, 4, 9, Gap]).Columns);

        Assert.Equal((ColumnKind.Numeric, 1, 4), (column.Kind, column.Missing, column.Distinct));
        Assert.Equal((1.0, 9.0, 4.0), (column.Min, column.Max, column.Mean));
        Assert.Equal(Math.Sqrt(38 / 3.0), column.Std!.Value, 1e-11);
        Assert.Equal(3, column.Quantiles!["p50"]);
        Assert.Equal(1.75, column.Quantiles["p25"]);
        Assert.Equal(0.2, column.MissingShare);
    }

    [Fact]
    public void Compute_AnyTable_CountsSumToTheRows()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 30; trial++)
        {
            var (rows, columns) = (random.Next(1, 60), random.Next(1, 6));
            var values = Enumerable.Range(0, rows * columns)
                .Select(_ => random.Next(4) == 0 ? Gap : random.Next(2) == 0 ? random.Next(5) : random.NextDouble())
                .ToArray();
            var profile = Profile([.. Enumerable.Range(0, columns).Select(i => $"V{i}")], values);

            Assert.Equal(rows, profile.MissingPatterns.Sum(pattern => pattern.Rows) + profile.MissingPatternsMoreRows);
            Assert.All(profile.Columns, column =>
            {
                var present = column.Levels?.Sum(level => level.Count) ?? column.Histogram?.Counts.Sum() ?? rows - column.Missing;
                Assert.Equal(rows, column.Missing + present);
                Assert.True(column.Histogram is null || (column.Histogram.Counts.Length <= 30
                    && column.Histogram.Edges.Length == column.Histogram.Counts.Length + 1));
            });
            Assert.Equal(Copies(values, rows, columns), (profile.DuplicateRows.Rows, profile.DuplicateRows.Groups));
        }
    }

    [Fact]
    public void Compute_MoreThan50Levels_ListsTheMostFrequentAndTheRest()
    {
        var codes = Enumerable.Range(0, 200).Select(i => (double)(i < 80 ? 7 : i % 70)).ToArray();
        var reading = new ColumnReading("G", true, [.. Enumerable.Range(0, 70).Select(code => new LevelLabel(code, $"g{code:D2}"))]);
        var column = Assert.Single(Profile(["G"], codes, reading).Columns);

        Assert.Equal(51, column.Levels!.Value.Length);
        Assert.Equal(("g07", 81), (column.Levels.Value[0].Level, column.Levels.Value[0].Count));
        Assert.Equal(("other", 20), (column.Levels.Value[^1].Level, column.Levels.Value[^1].Others));
        Assert.Equal(200, column.Levels.Value.Sum(level => level.Count));
    }

    [Fact]
    public void Compute_Identifier_NeverShowsItsValues()
    {
        var labels = Enumerable.Range(0, 5).Select(code => new LevelLabel(code, $"secret{code}"));
        var profile = Profile(["Id"], [0, 1, 2, 3, 4], new ColumnReading("Id", true, [.. labels]));

        Assert.Equal(ColumnKind.Identifier, profile.Columns[0].Kind);
        var json = System.Text.Json.JsonSerializer.Serialize(profile, Isl.Grains.Interfaces.IslJson.Options);
        Assert.DoesNotContain("secret", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-9, 3, true)]
    [InlineData(-999, 1, true)]
    [InlineData(9999, 2, true)]
    [InlineData(50, 3, false)]
    [InlineData(412, 4, true)]
    [InlineData(412, 1, false)]
    public void Sentinels_OfAPlantedValue_AreFoundWhereItIsACodeOrFrequentAndFar(double value, int times, bool isFound)
    {
        var rest = Enumerable.Range(0, 300).Select(i => 20 + (60 * (i / 300.0)));
        var sorted = rest.Concat(Enumerable.Repeat(value, times)).Order().ToArray();

        var found = Sentinels.Of(sorted, sorted.Length);

        Assert.Equal(isFound, found.Any(one => one.Value == value && one.Count == times));
        Assert.True(found.Length <= 1);
    }

    [Fact]
    public void NearDuplicates_OfRandomColumns_AreThoseOfAllRows()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 20; trial++)
        {
            const int rows = 300;
            var x = Enumerable.Range(0, rows).Select(_ => random.NextDouble()).ToArray();
            var noise = trial * 0.004;
            var y = x.Select(value => (-3 * value) + (noise * random.NextDouble()) + 5).ToArray();
            var z = x.Select((value, i) => i % 3 == 0 ? Gap : value).ToArray();
            var profile = Profile(["X", "Y", "Z"], [.. x, .. y, .. z]);

            var r = Correlation(x, y);
            var pair = profile.NearDuplicates.FirstOrDefault(one => one is { A: "X", B: "Y" });
            Assert.Equal(Math.Abs(r) >= 0.999, pair is not null);
            Assert.True(pair is null || (pair.Kind == DuplicateKind.Linear && Math.Abs(pair.Correlation!.Value - r) < 1e-9));
            Assert.Contains(profile.NearDuplicates, one => one is { A: "X", B: "Z", Kind: DuplicateKind.Linear });
        }
    }

    [Fact]
    public void NearDuplicates_OfLevelsThatGoTogether_AreThePartition()
    {
        double[] one = [0, 1, 2, 0, 1, 2, 2, 1, 0, 0, 1, 2];
        var other = one.Select(code => (code + 1) % 3).ToArray();
        var broken = other.ToArray();
        broken[3] = 2;
        ColumnReading[] readings =
            [.. new[] { "A", "B", "C" }.Select(name => new ColumnReading(name, true, [new(0, "a"), new(1, "b"), new(2, "c")]))];

        var pairs = Profile(["A", "B", "C", "D"], [.. one, .. other, .. broken, .. one], readings).NearDuplicates;

        Assert.Contains(pairs, pair => pair is { A: "A", B: "B", Kind: DuplicateKind.SamePartition });
        Assert.DoesNotContain(pairs, pair => pair.A == "A" && pair.B == "C");
    }

    private static ProfileResult Profile(string[] names, double[] values, params ColumnReading[] readings) => ProfileAnswer.Compute(
        new Dataset([.. names], values.Length / names.Length, values),
        "hash",
        new ProfileQuestion(new TableReading([.. readings], [], []), []),
        WorkBudget.Unlimited);

    private static (int Rows, int Groups) Copies(double[] values, int rows, int columns)
    {
        var groups = Enumerable.Range(0, rows)
            .GroupBy(row => string.Join('|', Enumerable.Range(0, columns).Select(column => values[(column * rows) + row])))
            .Where(group => group.Count() > 1)
            .ToList();
        return (groups.Sum(group => group.Count() - 1), groups.Count);
    }

    private static double Correlation(double[] x, double[] y)
    {
        var (mx, my) = (x.Average(), y.Average());
        var both = x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum();
        return both / Math.Sqrt(x.Sum(a => (a - mx) * (a - mx)) * y.Sum(b => (b - my) * (b - my)));
    }
}
