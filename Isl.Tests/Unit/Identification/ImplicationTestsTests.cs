using Isl.Grains.Identification.Criteria;
using Isl.Grains.Interfaces.Discovery;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace Isl.Tests.Unit.Identification;

public sealed class ImplicationTestsTests
{
    private static readonly string[] Names = ["A", "B", "C", "D", "E"];

    [Fact]
    public void Run_RandomColumns_MatchesResidualsOfRegressionsAndTheNormalTable()
    {
        var data = Columns(60, seed: 1, (row, random) =>
        {
            var (a, b) = (Noise(random), Noise(random));
            var c = (0.5 * a) + Noise(random);
            return [a + 100, b, c, c - (0.4 * b) + Noise(random), Noise(random)];
        });
        List<Implication> implications = [new(0, 1, []), new(0, 3, [2]), new(1, 2, [3]), new(0, 3, [1, 2, 4]), new(0, 2, [])];

        var tests = ImplicationTests.Run(implications, Names, data, 0.05, TestContext.Current.CancellationToken);

        Assert.Equal(implications, tests.Select(test => test.Implication));
        foreach (var (implication, _, correlation, p, _, note) in tests)
        {
            var expected = ResidualCorrelation(data, implication);
            Assert.Equal(expected, correlation!.Value, 1e-12);
            var z = Math.Sqrt(60 - implication.Given.Length - 3) * 0.5 * Math.Log((1 + expected) / (1 - expected));
            Assert.Equal(2 * Normal.CDF(0, 1, -Math.Abs(z)), p!.Value, 1e-12);
            Assert.Null(note);
        }
    }

    [Fact]
    public void Run_SeveralTests_AdjustsByHolm()
    {
        var data = Columns(200, seed: 2, (row, random) =>
        {
            var a = Noise(random);
            return [a, (0.15 * a) + Noise(random), (0.2 * a) + Noise(random), a + Noise(random), Noise(random)];
        });
        List<Implication> implications = [new(0, 1, []), new(0, 2, []), new(0, 3, []), new(0, 4, [])];

        var tests = ImplicationTests.Run(implications, Names, data, 0.05, TestContext.Current.CancellationToken);

        // Holm by its definition: the maximum over smaller p-values of their share of the family.
        var p = tests.Select(test => test.PValue!.Value).ToArray();
        foreach (var test in tests)
        {
            var expected = p.Where(value => value <= test.PValue).Max(value => Math.Min(1, value * p.Count(other => other >= value)));
            Assert.Equal(expected, test.AdjustedPValue!.Value, 1e-15);
            Assert.Equal(expected < 0.05 ? ImplicationVerdict.Contradicted : ImplicationVerdict.Consistent, test.Verdict);
        }

        Assert.Equal(ImplicationVerdict.Contradicted, tests[2].Verdict);
        Assert.Equal(ImplicationVerdict.Consistent, tests[3].Verdict);
    }

    [Fact]
    public void Run_TrueIndependences_AreRejectedAboutAsOftenAsTheLevelSays()
    {
        // A <- C -> B, D and E beside them: A and B are independent given C, whatever else is given.
        var rejected = 0;
        for (var seed = 0; seed < 2000; seed++)
        {
            var data = Columns(
                30,
                seed,
                (row, random) =>
                {
                    var c = Noise(random);
                    return [c + Noise(random), c + Noise(random), c, Noise(random), Noise(random)];
                });
            rejected +=
                ImplicationTests.Run([new(0, 1, [2, 3])], Names, data, 0.1, TestContext.Current.CancellationToken)[0].Verdict
                == ImplicationVerdict.Contradicted
                    ? 1
                    : 0;
        }

        // 200 expected, with a standard deviation of 13.
        Assert.InRange(rejected, 150, 250);
    }

    [Fact]
    public void Run_ColumnsThatCannotBeTested_SaysWhyAndLeavesThemOutOfTheFamily()
    {
        var data = Columns(
            20,
            seed: 3,
            (row, random) =>
            {
                var (a, b) = (Noise(random), Noise(random));
                return [a, b, 0.1, a + (2 * b), 3 * a];
            });
        List<Implication> implications =
        [
            new(0, 2, []),
            new(0, 1, [4]),
            new(3, 4, [0, 1]),
            new(0, 5, []),
            new(0, 1, [5]),
            new(0, 1, []),
            new(0, 1, [2]),
        ];

        var tests = ImplicationTests.Run(implications, ["A", "B", "C", "D", "E", "F"], data, 0.05, TestContext.Current.CancellationToken);

        Assert.Equal("C is constant in the data.", tests[0].Note?.Text);
        Assert.Equal("A is a linear function of E in the data.", tests[1].Note?.Text);
        Assert.Equal("D is a linear function of A and B in the data.", tests[2].Note?.Text);
        Assert.Equal("The data have no column F.", tests[3].Note?.Text);
        Assert.Equal("The data have no column F.", tests[4].Note?.Text);
        Assert.All(tests.Take(5), test => Assert.Equal((ImplicationVerdict.NotTested, null), (test.Verdict, test.AdjustedPValue)));
        Assert.Equal(Math.Min(1, 2 * tests[5].PValue!.Value), tests[5].AdjustedPValue!.Value, 1e-15);

        // A constant takes nothing out.
        Assert.Equal(tests[5].Correlation, tests[6].Correlation);
        Assert.Equal("The column conditioned on is constant.", tests[6].Note?.Text);
    }

    [Fact]
    public void Run_CollinearColumnsGiven_CountsTheIndependentOnes()
    {
        var data = Columns(20, seed: 4, (row, random) =>
        {
            var (c, d) = (Noise(random), Noise(random));
            return [c + Noise(random), d + Noise(random), c, d, (2 * c) - d];
        });

        var tests = ImplicationTests.Run([new(0, 1, [2, 3, 4]), new(0, 1, [2, 3])], Names, data, 0.05, TestContext.Current.CancellationToken);

        Assert.Equal(tests[1].Correlation!.Value, tests[0].Correlation!.Value, 1e-9);
        Assert.Equal(tests[1].PValue!.Value, tests[0].PValue!.Value, 1e-9);
        Assert.Equal("1 of the 3 columns conditioned on is constant or a linear function of the others.", tests[0].Note?.Text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    public void Run_FewRows_TestsOnlyWhereRowsAreLeft(int rows)
    {
        var data = Columns(rows, seed: 5, (row, random) => [Noise(random), Noise(random), Noise(random), Noise(random), Noise(random)]);

        var test = ImplicationTests.Run([new(0, 1, [2, 3])], Names, data, 0.05, TestContext.Current.CancellationToken)[0];

        Assert.Equal(rows < 6, test.Verdict == ImplicationVerdict.NotTested);
        Assert.Equal(rows < 6, test.Note is not null);
    }

    [Fact]
    public void Run_PerfectlyCorrelatedPair_IsContradictedWithPValueZero()
    {
        var data = Columns(20, seed: 6, (row, random) => [row, -2.0 * row, Noise(random), 0, 0]);

        var test = ImplicationTests.Run([new(0, 1, [])], Names, data, 0.05, TestContext.Current.CancellationToken)[0];

        Assert.Equal(ImplicationVerdict.Contradicted, test.Verdict);
        Assert.Equal(-1, test.Correlation!.Value, 1e-12);
        Assert.Equal(0, test.PValue!.Value, 1e-12);
    }

    private static double Noise(Random random) => Normal.Sample(random, 0, 1);

    private static Dataset Columns(int rows, int seed, Func<int, Random, double[]> row)
    {
        var random = new Random(seed);
        var values = new double[rows * Names.Length];
        for (var i = 0; i < rows; i++)
        {
            var cells = row(i, random);
            for (var column = 0; column < Names.Length; column++)
            {
                values[(column * rows) + i] = cells[column];
            }
        }

        return new Dataset([.. Names], rows, values);
    }

    /// <summary>Both columns regressed on a constant and the set; the correlation of what is left.</summary>
    private static double ResidualCorrelation(Dataset data, Implication implication)
    {
        var design = Matrix<double>.Build.Dense(
            data.Rows,
            implication.Given.Length + 1,
            (row, column) => column == 0 ? 1 : data.Column(implication.Given[column - 1])[row]);
        var (x, y) = (Residual(implication.X), Residual(implication.Y));
        return x * y / (x.L2Norm() * y.L2Norm());

        Vector<double> Residual(int column)
        {
            var target = Vector<double>.Build.Dense(data.Column(column).ToArray());
            return target - (design * design.QR().Solve(target));
        }
    }
}
