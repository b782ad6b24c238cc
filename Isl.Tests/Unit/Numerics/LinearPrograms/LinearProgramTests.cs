using Isl.Grains.Numerics.LinearPrograms;

namespace Isl.Tests.Unit.Numerics.LinearPrograms;

public sealed class LinearProgramTests
{
    [Fact]
    public void Solve_TwoProducts_FindsVertexAndPrices()
    {
        // Dantzig's textbook shape: 3x + 5y, x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18: (2, 6), 36, prices 0, 3/2, 1.
        var program = new LinearProgram();
        var (x, y) = (program.AddColumn(0, double.PositiveInfinity, 3), program.AddColumn(0, double.PositiveInfinity, 5));
        program.AddRow([(x, 1)], double.NegativeInfinity, 4);
        program.AddRow([(y, 2)], double.NegativeInfinity, 12);
        program.AddRow([(x, 3), (y, 2)], double.NegativeInfinity, 18);

        var solution = program.Solve();

        Assert.Equal(ProgramStatus.Optimal, solution.Status);
        Assert.Equal(36, solution.Objective, 1e-9);
        Assert.Equal([2.0, 6.0], solution.Values.Select(value => Math.Round(value, 9)));
        Assert.Equal([0, 1.5, 1], solution.RowPrices.Select(price => Math.Round(price, 9)));
    }

    [Fact]
    public void Solve_Concave_FindsInnerOptimum()
    {
        // −(x − 1)² − (y − 2)² − (x − 1)(y − 2) with x + y ≤ 2: by Lagrange both move down by 1/2.
        var program = new LinearProgram();
        var (x, y) = (program.AddColumn(-10, 10, 4), program.AddColumn(-10, 10, 5));
        program.AddProduct(x, x, -1);
        program.AddProduct(y, y, -1);
        program.AddProduct(y, x, -1);
        program.AddRow([(x, 1), (y, 1)], double.NegativeInfinity, 2);

        var solution = program.Solve();

        Assert.True(solution.IsOptimal);
        Assert.Equal(0.5, solution.Values[0], 1e-6);
        Assert.Equal(1.5, solution.Values[1], 1e-6);
        Assert.Equal(1.5, solution.RowPrices[0], 1e-6);
    }

    [Fact]
    public void Solve_WholeColumns_FindsTheBestPoint()
    {
        var program = new LinearProgram();
        var columns = new[] { 10.0, 6, 4 }.Select(value => program.AddColumn(0, 3, value, whole: true)).ToList();
        program.AddRow([(columns[0], 5), (columns[1], 4), (columns[2], 3)], double.NegativeInfinity, 11);

        var solution = program.Solve();

        Assert.Equal(20, solution.Objective, 1e-9);
        Assert.Equal([2.0, 0, 0], solution.Values);
    }

    [Fact]
    public void Solve_NoOrEndlessSolution_SaysSo()
    {
        var none = new LinearProgram();
        none.AddRow([(none.AddColumn(0, 1), 1)], 2, 3);
        var endless = new LinearProgram();
        endless.AddColumn(0, double.PositiveInfinity, 1);

        Assert.Equal(ProgramStatus.Infeasible, none.Solve().Status);
        Assert.Equal(ProgramStatus.Unbounded, endless.Solve().Status);
    }

    [Fact]
    public void Solve_SameProgram_SameBits()
    {
        double[] Values()
        {
            var random = new Random(3);
            var program = new LinearProgram();
            var columns = Enumerable.Range(0, 30).Select(_ => program.AddColumn(0, 1, random.NextDouble())).ToList();
            for (var row = 0; row < 20; row++)
            {
                program.AddRow(columns.Select(column => (column, random.NextDouble())).ToList(), double.NegativeInfinity, 4);
            }

            return program.Solve().Values;
        }

        Assert.Equal(Values(), Values());
    }
}
