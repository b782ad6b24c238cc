namespace Isl.Grains.Numerics.LinearPrograms;

/// <summary>How solving a program ended.</summary>
internal enum ProgramStatus
{
    /// <summary>Nothing is better.</summary>
    Optimal,

    /// <summary>Nothing meets all rows and bounds.</summary>
    Infeasible,

    /// <summary>There is no best: what is maximised grows without end.</summary>
    Unbounded,

    /// <summary>Time ran out or the numbers gave trouble; the values are the best found, where there are any.</summary>
    Stopped,
}

/// <summary>What solving a program found.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Objective">What was maximised.</param>
/// <param name="Values">Values of the columns.</param>
/// <param name="RowPrices">By how much the objective would grow for each unit a row's bound is moved up.</param>
/// <param name="ColumnPrices">The same for the bounds of the columns.</param>
/// <param name="Bound">Nothing exceeds this; the objective itself where it is optimal.</param>
/// <param name="IsLate">Whether the clock stopped it: another time it may come further.</param>
internal sealed record ProgramSolution(
    ProgramStatus Status, double Objective, double[] Values, double[] RowPrices, double[] ColumnPrices, double Bound, bool IsLate = false)
{
    /// <summary>Whether it is solved.</summary>
    public bool IsOptimal => Status == ProgramStatus.Optimal;
}
