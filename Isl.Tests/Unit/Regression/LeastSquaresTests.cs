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
}
