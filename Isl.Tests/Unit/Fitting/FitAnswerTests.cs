using Isl.Grains.Fitting;
using Isl.Grains.Fitting.Forms;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Models.Formulas;
using Isl.Tests.Unit.Discovery;

namespace Isl.Tests.Unit.Fitting;

public sealed class FitAnswerTests
{
    [Fact]
    public void Fit_OneParent_IsTheRegressionByHand()
    {
        var data = FitData.Linear(200, 1);
        var fit = FitData.Fit(data, FitData.Question(FitData.Graph("M", "X", "Y", (1, 0)), new NamedFamily("M", EquationFamily.Linear)));
        var (x, m) = (data.Column(0).ToArray(), data.Column(1).ToArray());
        var (mx, mm) = (x.Average(), m.Average());
        var sxx = x.Sum(value => (value - mx) * (value - mx));
        var slope = x.Zip(m, (a, b) => (a - mx) * (b - mm)).Sum() / sxx;
        var residuals = x.Zip(m, (a, b) => b - mm - (slope * (a - mx))).ToArray();
        var error = Math.Sqrt(residuals.Sum(e => e * e) / 198 / sxx);

        var coefficient = fit.EquationsFit["M"].Coefficients.First(one => one.Term == "X");
        Assert.Equal(slope, coefficient.Value, 1e-12);
        Assert.Equal(error, coefficient.StandardError!.Value, 1e-9);
        Assert.Equal(1 - (residuals.Sum(e => e * e) / m.Sum(value => (value - mm) * (value - mm))), fit.EquationsFit["M"].R2!.Value, 1e-9);
    }

    [Theory]
    [InlineData(EquationFamily.Linear)]
    [InlineData(EquationFamily.Interactions)]
    [InlineData(EquationFamily.Spline)]
    public void Formula_OfANumericForm_ReadBackGivesTheFitsOwnNumbers(EquationFamily family)
    {
        var data = Curved(300, 2);
        var table = FitTable.Of(data, FitData.Triangle, TableReading.Plain, null, 1);
        var rows = EquationData.Of(table, 2, [0, 1]);
        var form = EquationFit.Of(rows, family, NoiseForm.Normal, 5, default).Form;

        var formula = FormulaParser.Parse(form.Formula!, "/f");
        var residuals = form.Residuals(rows, default);
        for (var i = 0; i < rows.Rows; i++)
        {
            var at = i;
            var value = formula.Evaluate(name => rows.Columns.First(column => column.Name == name).Values[at], 0);
            Assert.Equal(rows.Y[i] - residuals[i], value, 1e-9);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Formula_OfLevels_PicksTheLevelThatTheFitDraws(int levels)
    {
        var random = new Random(levels);
        var (x, z, y) = (new double[400], new double[400], new double[400]);
        for (var i = 0; i < 400; i++)
        {
            (x[i], z[i]) = (TestData.Gaussian(random), random.Next(3));
            y[i] = Math.Clamp((int)Math.Floor(x[i] + (0.5 * z[i]) + (levels / 2.0) + TestData.Gaussian(random)), 0, levels - 1);
        }

        var data = new Dataset(["G", "X", "Y"], 400, [.. z, .. x, .. y]);
        ColumnReading[] readings =
        [
            new("G", true, [new(0, "a"), new(1, "b"), new(2, "c")]),
            new("Y", true, [.. Enumerable.Range(0, levels).Select(code => new LevelLabel(code, $"y{code}"))]),
        ];
        var table = FitTable.Of(data, FitData.Graph("G", "X", "Y", (0, 2), (1, 2)), new TableReading([.. readings], [], []), null, 1);
        var rows = EquationData.Of(table, 2, [0, 1]);
        var form = EquationFit.Of(rows, EquationFamily.Auto, NoiseForm.Auto, 5, default).Form;

        var uniforms = Enumerable.Range(0, rows.Rows).Select(_ => random.NextDouble()).ToArray();
        var drawn = new double[rows.Rows];
        form.Draw(rows.Columns, uniforms, drawn);
        var formula = FormulaParser.Parse(form.Formula!, "/f");
        for (var i = 0; i < rows.Rows; i++)
        {
            var at = i;
            Assert.Equal(drawn[i], formula.Evaluate(name => rows.Columns.First(column => column.Name == name).Values[at], uniforms[i]));
        }

        Assert.Equal(levels == 2 ? "logistic" : "categorical", form.Family);
    }

    [Fact]
    public void Fit_PoissonCounts_SolvesTheLikelihoodEquations()
    {
        var random = new Random(3);
        var x = Enumerable.Range(0, 500).Select(_ => TestData.Gaussian(random)).ToArray();
        var y = x.Select(value => Isl.Grains.Models.Distributions.PoissonQuantile.Of(random.NextDouble(), Math.Exp(0.4 + (0.6 * value)))).ToArray();
        var data = new Dataset(["X", "Y", "Z"], 500, [.. x, .. y, .. x.Select(value => -value)]);
        var fit = FitData.Fit(data, FitData.Question(FitData.Graph("X", "Y", "Z", (0, 1)), new NamedFamily("Y", EquationFamily.Poisson)));

        var (a, b) = (FitData.Term(fit, "Y", "intercept"), FitData.Term(fit, "Y", "X"));
        var means = x.Select(value => Math.Exp(a + (b * value))).ToArray();
        Assert.Equal(0, y.Zip(means, (count, mean) => count - mean).Sum(), 1e-7);
        Assert.Equal(0, y.Zip(means, (count, mean) => count - mean).Zip(x, (e, value) => e * value).Sum(), 1e-7);
        var (i0, i1, i2) = (means.Sum(), means.Zip(x, (m, v) => m * v).Sum(), means.Zip(x, (m, v) => m * v * v).Sum());
        Assert.Equal(
            Math.Sqrt(i0 / ((i0 * i2) - (i1 * i1))), fit.EquationsFit["Y"].Coefficients.First(one => one.Term == "X").StandardError!.Value, 1e-9);
    }

    [Fact]
    public void Fit_Auto_TakesTheSimplestFormThatTheDataAllow()
    {
        var straight = FitData.Fit(FitData.Linear(600, 5), FitData.Question(FitData.Triangle));
        var curved = FitData.Fit(Curved(600, 6), FitData.Question(FitData.Triangle));

        Assert.Equal("linear", straight.EquationsFit["Y"].Family);
        Assert.Equal("spline", curved.EquationsFit["Y"].Family);
        Assert.All(curved.EquationsFit["Y"].Tried, tried =>
            Assert.True(tried.Family == EquationFamily.Spline == (tried.StandardError == 0), $"{tried}"));
    }

    [Fact]
    public void Fit_RowsInAnotherOrder_IsTheSameModel()
    {
        var data = Curved(150, 7);
        var order = Enumerable.Range(0, 150).OrderBy(i => (i * 67) % 150).ToArray();
        var shuffled = Dataset.Create(data.Variables, 150, (column, cells) =>
        {
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = data.Column(column)[order[i]];
            }
        });

        var (one, other) = (FitData.Fit(data, FitData.Question(FitData.Triangle)), FitData.Fit(shuffled, FitData.Question(FitData.Triangle)));

        Assert.Equal(one.ModelHash, other.ModelHash);
        Assert.Equal(one.EquationsFit["Y"].Independence, other.EquationsFit["Y"].Independence);
    }

    [Fact]
    public void Fit_FrequencyWeights_AreRepeatedRows()
    {
        var random = new Random(8);
        var data = FitData.Linear(60, 8);
        var counts = Enumerable.Range(0, 60).Select(_ => (double)random.Next(0, 4)).ToArray();
        var rows = Enumerable.Range(0, 60).SelectMany(row => Enumerable.Repeat(row, (int)counts[row])).ToArray();
        var repeated = Dataset.Create(data.Variables, rows.Length, (column, cells) =>
        {
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = data.Column(column)[rows[i]];
            }
        });
        var weighted = new Dataset(["X", "M", "Y", "w"], 60, [.. data.Values, .. counts]);
        var question = FitData.Question(FitData.Triangle, new("M", EquationFamily.Linear), new("Y", EquationFamily.Linear));

        var one = FitData.Fit(weighted, question with { Weights = new WeightColumn("w", true) });
        var other = FitData.Fit(repeated, question);

        foreach (var (mine, theirs) in one.EquationsFit["Y"].Coefficients.Zip(other.EquationsFit["Y"].Coefficients))
        {
            Assert.Equal(theirs.Value, mine.Value, 1e-9);
            Assert.Equal(theirs.StandardError!.Value, mine.StandardError!.Value, 1e-9);
        }

        Assert.Equal(other.EquationsFit["Y"].R2!.Value, one.EquationsFit["Y"].R2!.Value, 1e-9);
        Assert.Equal(other.EquationsFit["Y"].ResidualStd!.Value, one.EquationsFit["Y"].ResidualStd!.Value, 1e-9);
    }

    [Fact]
    public void Fit_GapsDropped_AreDroppedEquationByEquation()
    {
        var data = FitData.Linear(100, 9);
        var values = data.Values.ToArray();
        values[3] = values[100 + 7] = double.NaN; // X in row 3, M in row 7
        var fit = FitData.Fit(new Dataset(data.Variables, 100, values), FitData.Question(FitData.Triangle));

        Assert.Equal((99, 98, 98), (fit.EquationsFit["X"].N, fit.EquationsFit["M"].N, fit.EquationsFit["Y"].N));
    }

    [Theory]
    [InlineData("Y", EquationFamily.Logistic, "/families/Y", "two")]
    [InlineData("Y", EquationFamily.Poisson, "/families/Y", "counts")]
    [InlineData("Y", EquationFamily.Categorical, "/families/Y", "at most 20")]
    public void Fit_FormThatDoesNotFit_IsRefusedByName(string variable, EquationFamily family, string path, string says)
    {
        var error = Assert.Throws<InputException>(() =>
            FitData.Fit(FitData.Linear(50, 1), FitData.Question(FitData.Triangle, new NamedFamily(variable, family))));

        Assert.Equal(path, error.Errors[0].Path);
        Assert.Contains(says, error.Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_DependentResiduals_AreFound()
    {
        var random = new Random(4);
        var x = Enumerable.Range(0, 400).Select(_ => TestData.Gaussian(random)).ToArray();
        var y = x.Select(value => value + (value * TestData.Gaussian(random))).ToArray();
        var fit = FitData.Fit(new Dataset(["X", "Y", "Z"], 400, [.. x, .. y, .. x]), FitData.Question(FitData.Graph("X", "Y", "Z", (0, 1))));

        Assert.False(fit.EquationsFit["Y"].Independence!.Passed);
        Assert.Contains("depends on its parents", fit.EquationsFit["Y"].Caveats.Last(), StringComparison.Ordinal);
    }

    private static Dataset Curved(int rows, int seed)
    {
        var random = new Random(seed);
        var (x, m, y) = (new double[rows], new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            x[i] = TestData.Gaussian(random);
            m[i] = (0.5 * x[i]) + TestData.Gaussian(random);
            y[i] = (m[i] * m[i]) + x[i] + (0.5 * TestData.Gaussian(random));
        }

        return new Dataset(["X", "M", "Y"], rows, [.. x, .. m, .. y]);
    }
}
