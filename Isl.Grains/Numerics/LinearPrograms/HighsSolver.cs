namespace Isl.Grains.Numerics.LinearPrograms;

/// <summary>A program as HiGHS takes it: minimise, rows one behind the other.</summary>
internal sealed record HighsInput(
    double[] Cost,
    double[] ColumnLower,
    double[] ColumnUpper,
    double[] RowLower,
    double[] RowUpper,
    int[] Start,
    int[] Index,
    double[] Value,
    int[]? QuadraticStart,
    int[]? QuadraticIndex,
    double[]? QuadraticValue,
    int[]? Integrality);

/// <summary>Hands programs to HiGHS: one thread, the same steps and so the same numbers for the same program.</summary>
/// <remarks>Source: Huangfu and Hall (2018), Parallelizing the dual revised simplex method, which HiGHS grew from.</remarks>
internal static class HighsSolver
{
    /// <summary>Curvature that the quadratic solver adds, so that it does not cycle where there is none.</summary>
    public const double Regularization = 1e-7;

    private const int StatusOptimal = 7;
    private const int StatusInfeasible = 8;
    private const int StatusUnboundedOrInfeasible = 9;
    private const int StatusUnbounded = 10;
    private const int StatusLate = 13;
    private const int Failed = -1;

    /// <summary>Its quadratic solver can cycle; what it has not solved by then it will not solve.</summary>
    private const int MostQuadraticSteps = 3000;

    /// <summary>Solves a program.</summary>
    /// <param name="input">The program.</param>
    /// <param name="seconds">Most seconds it may take.</param>
    /// <param name="nodes">Most nodes of a branch and bound; 0 for any number.</param>
    public static ProgramSolution Solve(HighsInput input, double seconds, int nodes = 0)
    {
        var solver = HighsLibrary.Create();
        try
        {
            Set(solver, seconds, nodes);
            var passed = HighsLibrary.PassModel(
                solver,
                input.Cost.Length,
                input.RowLower.Length,
                input.Index.Length,
                input.QuadraticIndex?.Length ?? 0,
                HighsLibrary.RowWise,
                HighsLibrary.Triangular,
                HighsLibrary.Minimise,
                0,
                input.Cost,
                input.ColumnLower,
                input.ColumnUpper,
                input.RowLower,
                input.RowUpper,
                input.Start,
                input.Index,
                input.Value,
                input.QuadraticStart,
                input.QuadraticIndex,
                input.QuadraticValue,
                input.Integrality);
            var ran = passed == Failed ? Failed : HighsLibrary.Run(solver);
            return Read(solver, input, ran == Failed);
        }
        finally
        {
            HighsLibrary.Destroy(solver);
        }
    }

    private static void Set(IntPtr solver, double seconds, int nodes)
    {
        _ = HighsLibrary.SetFlag(solver, "output_flag", 0);
        _ = HighsLibrary.SetCount(solver, "threads", 1);
        _ = HighsLibrary.SetText(solver, "parallel", "off");
        _ = HighsLibrary.SetNumber(solver, "primal_feasibility_tolerance", 1e-9);
        _ = HighsLibrary.SetNumber(solver, "dual_feasibility_tolerance", 1e-9);
        _ = HighsLibrary.SetNumber(solver, "mip_rel_gap", nodes > 0 ? 1e-5 : 1e-9);
        _ = HighsLibrary.SetNumber(solver, "qp_regularization_value", Regularization);
        _ = HighsLibrary.SetCount(solver, "qp_iteration_limit", MostQuadraticSteps);
        _ = HighsLibrary.SetNumber(solver, "time_limit", seconds);
        if (nodes > 0)
        {
            _ = HighsLibrary.SetCount(solver, "mip_max_nodes", nodes);
            _ = HighsLibrary.SetNumber(solver, "mip_heuristic_effort", 0); // who limits nodes wants the bound
        }
    }

    private static ProgramSolution Read(IntPtr solver, HighsInput input, bool failed)
    {
        var told = HighsLibrary.Status(solver);
        var status = failed
            ? ProgramStatus.Stopped
            : told switch
            {
                StatusOptimal => ProgramStatus.Optimal,
                StatusInfeasible => ProgramStatus.Infeasible,
                StatusUnbounded or StatusUnboundedOrInfeasible => ProgramStatus.Unbounded,
                _ => ProgramStatus.Stopped,
            };
        var (columns, rows) = (input.Cost.Length, input.RowLower.Length);
        var (values, columnDuals, rowValues, rowDuals) = (new double[columns], new double[columns], new double[rows], new double[rows]);
        if (!failed)
        {
            _ = HighsLibrary.Solution(solver, values, columnDuals, rowValues, rowDuals);
        }

        for (var i = 0; i < columns; i++)
        {
            // What is outside by rounding alone is on its bound.
            values[i] = Math.Clamp(values[i], input.ColumnLower[i], Math.Max(input.ColumnLower[i], input.ColumnUpper[i]));
        }

        var objective = -Objective(input, values);
        var bound = objective;
        if (input.Integrality is not null && HighsLibrary.Information(solver, "mip_dual_bound", out var dual) != Failed && double.IsFinite(dual))
        {
            bound = status == ProgramStatus.Stopped ? -dual : Math.Max(bound, -dual);
        }
        else if (status == ProgramStatus.Stopped)
        {
            bound = double.PositiveInfinity; // where it stopped says nothing of what others reach
        }

        return new ProgramSolution(
            status, objective, values, [.. rowDuals.Select(price => -price)], [.. columnDuals.Select(price => -price)], bound, told == StatusLate);
    }

    private static double Objective(HighsInput input, double[] values)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += input.Cost[i] * values[i];
        }

        if (input is { QuadraticStart: { } start, QuadraticIndex: { } index, QuadraticValue: { } quadratic })
        {
            for (var i = 0; i < values.Length; i++)
            {
                for (var at = start[i]; at < (i + 1 < start.Length ? start[i + 1] : index.Length); at++)
                {
                    sum += (index[at] == i ? 0.5 : 1) * quadratic[at] * values[i] * values[index[at]];
                }
            }
        }

        return sum;
    }
}
