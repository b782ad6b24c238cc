namespace Isl.Grains.Discovery.Searches.Constraint.Tests;

/// <summary>Counts the contingency tables of one pair after another, split by more and more columns.</summary>
/// <remarks>
/// A cell's place is a mixed-radix number: the pair's levels (the second column's first), then those of the columns chosen. Whatever the way of
/// counting, the same cells stand in the same order, so that sums over them are the same to the last bit.
/// </remarks>
internal abstract class TableSource
{
    /// <summary>Starts with a pair.</summary>
    /// <param name="x">The column of the rows of a table.</param>
    /// <param name="y">The column of its columns.</param>
    /// <param name="size">How many columns the strata are split by at most.</param>
    public abstract void Begin(int x, int y, int size);

    /// <summary>Splits the strata of a depth by one more column, for the tables of the next depth.</summary>
    public abstract void Extend(int depth, int column);

    /// <summary>Adds the strata of a depth, split by one last column (none if negative), to a test.</summary>
    public abstract void AddTo(scoped ref ContingencyTable table, int depth, int column);
}
