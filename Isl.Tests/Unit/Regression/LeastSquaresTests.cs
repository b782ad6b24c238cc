using Isl.Grains.Regression;

namespace Isl.Tests.Unit.Regression;

/// <summary>Least squares against closed forms.</summary>
public class LeastSquaresTests
{
    private static readonly double[] X = [1, 2, 3, 4, 5, 7];
    private static readonly double[] Y = [2.1, 3.9, 6.2, 7.8, 10.1, 13.7];

    [Fact]
    public void Fit_OneRegressor_IsTheClosedForm()
    {
        var fit = LeastSquares.Fit(DesignMatrix.Of(6, [DesignColumn.Numeric("x", X)]), Y, []);

        var (meanX, meanY) = (X.Average(), Y.Average());
        var sxx = X.Sum(x => (x - meanX) * (x - meanX));
        var slope = X.Zip(Y, (x, y) => (x - meanX) * (y - meanY)).Sum() / sxx;
        var residuals = X.Zip(Y, (x, y) => y - meanY - (slope * (x - meanX))).ToArray();
        Assert.Equal(slope, fit.Coefficients[1], 12);
        Assert.Equal(meanY - (slope * meanX), fit.Coefficients[0], 12);
        Assert.Equal(Math.Sqrt(residuals.Sum(e => e * e) / 4 / sxx), fit.StandardError(1, ErrorKind.Classical), 12);
        var meat = X.Zip(residuals, (x, e) => (x - meanX) * (x - meanX) * e * e).Sum();
        Assert.Equal(Math.Sqrt(meat) / sxx, fit.StandardError(1, ErrorKind.Hc0), 12);
        Assert.Equal(Math.Sqrt(meat * 6 / 4) / sxx, fit.StandardError(1, ErrorKind.Hc1), 12);
        var inflated = X.Zip(residuals, (x, e) => (x, e / (1 - (1 / 6.0) - ((x - meanX) * (x - meanX) / sxx))))
            .Sum(row => (row.x - meanX) * (row.x - meanX) * row.Item2 * row.Item2);
        Assert.Equal(Math.Sqrt(inflated) / sxx, fit.StandardError(1, ErrorKind.Hc3), 12);
        int[] clusters = [0, 0, 1, 1, 2, 2];
        var sums = clusters.Select((g, i) => (g, (X[i] - meanX) * residuals[i]))
            .GroupBy(pair => pair.g, pair => pair.Item2)
            .Sum(g => g.Sum() * g.Sum());
        Assert.Equal(Math.Sqrt(sums * 3 / 2 * 5 / 4) / sxx, fit.StandardError(1, ErrorKind.Cluster, clusters), 12);
    }

    [Fact]
    public void Fit_WholeWeights_IsTheFitOfRepeatedRows()
    {
        double[] weights = [1, 2, 1, 3, 1, 2];
        var rows = weights.SelectMany((w, i) => Enumerable.Repeat(i, (int)w)).ToArray();

        var weighted = LeastSquares.Fit(DesignMatrix.Of(6, [DesignColumn.Numeric("x", X)]), Y, weights);
        var column = DesignColumn.Numeric("x", X).Of(rows);
        var repeated = LeastSquares.Fit(DesignMatrix.Of(rows.Length, [column]), rows.Select(i => Y[i]).ToArray(), []);

        Assert.Equal(repeated.Coefficients[0], weighted.Coefficients[0], 12);
        Assert.Equal(repeated.Coefficients[1], weighted.Coefficients[1], 12);
        Assert.Equal(repeated.ResidualSquares, weighted.ResidualSquares, 12);
    }

    [Fact]
    public void Fit_CollinearColumn_IsLeftOutAndTold()
    {
        var twice = X.Select(x => (2e6 * x) + 1e9).ToArray();
        var category = new DesignColumn("g", [0, 1, 2, 0, 1, 2], ["a", "b", "c"]);

        var fit = LeastSquares.Fit(DesignMatrix.Of(6, [DesignColumn.Numeric("x", X), DesignColumn.Numeric("twice", twice), category]), Y, []);

        Assert.Equal(["twice"], fit.LeftOut.Select(term => term.Text));
        Assert.Equal(4, fit.Rank);
        Assert.Equal(0, fit.Coefficients[2]);
        Assert.Equal(["", "x", "twice", "g: b", "g: c"], fit.Design.Terms.Select(term => term.Text));
    }

    [Fact]
    public void Fit_LargeMeanAndSmallSpread_KeepsItsDigits()
    {
        var fit = LeastSquares.Fit(DesignMatrix.Of(6, [DesignColumn.Numeric("x", [.. X.Select(x => 1e8 + (x / 100))])]), Y, []);
        var plain = LeastSquares.Fit(DesignMatrix.Of(6, [DesignColumn.Numeric("x", X)]), Y, []);

        Assert.Equal(1, fit.Coefficients[1] / (100 * plain.Coefficients[1]), 5);
    }

    /// <summary>So many rows that they are reduced block by block: the fit is told by what defines it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_ManyRows_LeavesNothingThatTheColumnsExplain(bool isWeighted)
    {
        const int n = 90_001;
        var random = new Random(5);
        var columns = new[] { Draw(0, 1), Draw(100, 1), Draw(-3, 1e3) };
        var sum = columns[0].Zip(columns[2], (a, b) => a + b).ToArray();
        double[] y = [.. columns[0].Select((x, i) => (2 * x) - (3 * columns[1][i]) + random.NextDouble())];
        double[] weights = isWeighted ? [.. Enumerable.Range(0, n).Select(_ => 0.5 + random.NextDouble())] : [];
        var design = DesignMatrix.Of(n, [.. columns.Append(sum).Select((column, j) => DesignColumn.Numeric($"x{j}", column))]);

        var fit = LeastSquares.Fit(design, y, weights);

        Assert.Equal(["x3"], fit.LeftOut.Select(term => term.Text));
        Assert.Equal(2, fit.Coefficients[1], 2);
        Assert.Equal(-3, fit.Coefficients[2], 0);
        var left = fit.Residuals.Select((e, i) => isWeighted ? weights[i] * e : e).ToArray();
        var size = Math.Sqrt(left.Sum(e => e * e));
        for (var j = 0; j < design.Columns; j++)
        {
            var column = design.Column(j).ToArray();
            var along = column.Zip(left, (x, e) => x * e).Sum();
            Assert.InRange(Math.Abs(along), 0, 1e-10 * size * Math.Sqrt(column.Sum(x => x * x)));
        }

        Assert.Equal(fit.Rank, fit.Leverages().Sum(), 8);
        foreach (var kind in new[] { ErrorKind.Hc0, ErrorKind.Hc1, ErrorKind.Hc3 })
        {
            // Of several numbers at once it is summed another way than of one.
            double[][] gradients = [[0, 1, 0, 0, 0], [0, 0, 1, 1, 0], [1, 0, 0, 0, 0]];
            var covariance = fit.Covariance(gradients, kind);
            Assert.All(gradients.Select((gradient, i) => (gradient, i)), one =>
                Assert.Equal(1, Math.Sqrt(covariance[(3 * one.i) + one.i]) / fit.StandardError(one.gradient, kind), 8));
            var both = fit.StandardError([1, 1, 0, 0, 0], kind);
            Assert.Equal(1, (covariance[0] + covariance[8] + (2 * covariance[2])) / (both * both), 8);
        }

        var few = LeastSquares.Fit(design.OfRows([.. Enumerable.Range(0, 50_000)]), y.AsSpan(0, 50_000), isWeighted ? weights.AsSpan(0, 50_000) : []);
        var same = LeastSquares.Fit(
            design.OfRows([.. Enumerable.Range(0, 50_000).Reverse()]),
            y[..50_000].Reverse().ToArray(),
            isWeighted ? weights[..50_000].Reverse().ToArray() : []);
        Assert.Equal(1, few.StandardError(2, ErrorKind.Hc3) / same.StandardError(2, ErrorKind.Hc3), 8);

        double[] Draw(double mean, double spread) => [.. Enumerable.Range(0, n).Select(_ => mean + (spread * (random.NextDouble() - 0.5)))];
    }
}
