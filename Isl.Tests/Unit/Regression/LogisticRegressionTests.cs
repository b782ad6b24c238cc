using Isl.Grains.Regression;

namespace Isl.Tests.Unit.Regression;

/// <summary>Logistic regression against the tables of counts that it must give back.</summary>
public class LogisticRegressionTests
{
    [Fact]
    public void Fit_TwoByTwoTable_IsTheLogOddsRatio()
    {
        var (x, y) = Table([(0, 0, 30), (0, 1, 10), (1, 0, 12), (1, 1, 28)]);

        var fit = LogisticRegression.Fit(DesignMatrix.Of(x.Length, [DesignColumn.Numeric("x", x)]), y, 2, []);

        Assert.Equal(Math.Log(10 / 30.0), fit.Coefficients[0][0], 10);
        Assert.Equal(Math.Log(28 / 12.0 * 30 / 10.0), fit.Coefficients[0][1], 10);
        Assert.Equal(Math.Sqrt((1 / 30.0) + (1 / 10.0) + (1 / 12.0) + (1 / 28.0)), fit.StandardError(1, 1), 8);
        Assert.Equal(0.7, fit.Probabilities[1][^1], 10);
        Assert.False(fit.IsSeparated);
        Assert.True(fit.IsConverged);
    }

    [Fact]
    public void Fit_ThreeClasses_GivesBackTheShares()
    {
        var (x, y) = Table([(0, 0, 5), (0, 1, 10), (0, 2, 25), (1, 0, 18), (1, 1, 4), (1, 2, 8)]);

        var fit = LogisticRegression.Fit(DesignMatrix.Of(x.Length, [DesignColumn.Numeric("x", x)]), y, 3, []);

        Assert.Equal([5 / 40.0, 10 / 40.0, 25 / 40.0], fit.Probabilities.Select(p => Math.Round(p[0], 10)));
        Assert.Equal([18 / 30.0, 4 / 30.0, 8 / 30.0], fit.Probabilities.Select(p => Math.Round(p[^1], 10)), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Fit_SeparatedClasses_IsTold()
    {
        double[] x = [1, 2, 3, 4, 5, 6];

        var fit = LogisticRegression.Fit(DesignMatrix.Of(6, [DesignColumn.Numeric("x", x)]), [0, 0, 0, 1, 1, 1], 2, []);

        Assert.True(fit.IsSeparated);
        Assert.Equal("x", fit.Strongest.Text);
        Assert.True(fit.Probabilities[1][0] < 0.01 && fit.Probabilities[1][5] > 0.99);
    }

    [Fact]
    public void Contributions_OfACoefficient_AreTheRobustVariance()
    {
        var (x, y) = Table([(0, 0, 30), (0, 1, 10), (1, 0, 12), (1, 1, 28)]);
        var fit = LogisticRegression.Fit(DesignMatrix.Of(x.Length, [DesignColumn.Numeric("x", x)]), y, 2, []);

        var contributions = fit.Contributions([[0, 1]]);

        // In a saturated model the sandwich is the information matrix's.
        Assert.Equal(fit.StandardError(1, 1), Math.Sqrt(RowSums.Variance(contributions)), 8);
    }

    private static (double[] X, int[] Y) Table((double X, int Y, int Count)[] cells) => (
        [.. cells.SelectMany(cell => Enumerable.Repeat(cell.X, cell.Count))],
        [.. cells.SelectMany(cell => Enumerable.Repeat(cell.Y, cell.Count))]);
}
