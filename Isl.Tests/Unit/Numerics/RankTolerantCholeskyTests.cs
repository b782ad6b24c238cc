using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Numerics;

public sealed class RankTolerantCholeskyTests
{
    [Fact]
    public void SolveTransposed_PositiveDefinite_SolvesTheNormalEquations()
    {
        double[] matrix = [4, 2, 0.6, 2, 5, -1, 0.6, -1, 3];
        double[] right = [1, -2, 0.5];
        var factor = Factor(matrix, 3, [0, 1, 2]);

        var solution = new double[3];
        var left = factor.Reduce([1, -2, 0.5], 10, solution);
        factor.SolveTransposed(solution);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(right[i], Enumerable.Range(0, 3).Sum(j => matrix[(i * 3) + j] * solution[j]), 1e-12);
        }

        Assert.Equal(3, factor.Rank);
        Assert.Equal(10 - right.Zip(solution, (b, x) => b * x).Sum(), left, 1e-12);
    }

    [Fact]
    public void Add_VariableThatOthersDetermine_TakesNoPart()
    {
        // The third is the sum of the first two, which are independent.
        double[] matrix = [1, 0, 1, 0, 1, 1, 1, 1, 2];
        var factor = Factor(matrix, 3, [0, 1, 2]);

        var coefficients = new double[3];
        var left = factor.Reduce([0.5, 0.25, 0.75], 1, coefficients);
        factor.SolveTransposed(coefficients);

        Assert.Equal((3, 2), (factor.Count, factor.Rank));
        Assert.Equal([0.5, 0.25, 0], coefficients);
        Assert.Equal(1 - 0.25 - 0.0625, left, 1e-15);
    }

    [Fact]
    public void Add_Floor_KeepsADeterminedVariableInPlay()
    {
        var factor = new RankTolerantCholesky(2);
        factor.Add(0, [1, 1], 1, 1e-9, floor: 1e-9);
        factor.Add(1, [1, 1], 1, 1e-9, floor: 1e-9);

        var row = new double[2];
        factor.Reduce([0.5, 0.5 + 1e-9], 1, row);

        Assert.Equal(1, factor.Rank);
        Assert.Equal(1e-9 / Math.Sqrt(1e-9), row[1], 1e-7);
    }

    [Fact]
    public void Clear_UsedAgain_IsAsNew()
    {
        double[] matrix = [4, 2, 0.6, 2, 5, -1, 0.6, -1, 3];
        var factor = Factor(matrix, 3, [0, 1, 2]);
        factor.Clear();
        factor.Add(2, matrix.AsSpan(6, 3), 3, 1e-10);

        var row = new double[1];
        var left = factor.Reduce(matrix.AsSpan(0, 3), 4, row);

        Assert.Equal(4 - (0.6 * 0.6 / 3), left, 1e-14);
    }

    [Fact]
    public void Fit_CollinearRegressors_GivesTheLaterOneNoCoefficient()
    {
        double[] covariance = [2, 2, 1, 2, 2, 1, 1, 1, 3];

        var (coefficients, residual) = LinearRegression.Fit(covariance, 3, 2, [0, 1]);

        Assert.Equal(0.5, coefficients[0], 1e-15);
        Assert.Equal(0, coefficients[1]);
        Assert.Equal(2.5, residual, 1e-15);
    }

    private static RankTolerantCholesky Factor(double[] matrix, int d, int[] variables)
    {
        var factor = new RankTolerantCholesky(variables.Length);
        foreach (var variable in variables)
        {
            factor.Add(variable, matrix.AsSpan(variable * d, d), matrix[variable * (d + 1)], 1e-10);
        }

        return factor;
    }
}
