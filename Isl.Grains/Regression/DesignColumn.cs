using System.Collections.Immutable;

namespace Isl.Grains.Regression;

/// <summary>A column that a regression may use: numbers, or categories by their number.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Cells">Its values; of categories the number of the level, from 0. Nobody writes to them.</param>
/// <param name="Levels">The levels in their order; empty for numbers.</param>
internal sealed record DesignColumn(string Name, ColumnCells Cells, ImmutableArray<string> Levels)
{
    /// <summary>A column of values in memory of their own.</summary>
    public DesignColumn(string name, double[] values, ImmutableArray<string> levels)
        : this(name, ColumnCells.Of(values), levels)
    {
    }

    /// <summary>The values in an array; a new one at each call where they are picked out of a table.</summary>
    public double[] Values => Cells.ToArray();

    /// <summary>Does it hold categories?</summary>
    public bool IsCategory => !Levels.IsEmpty;

    /// <summary>A column of numbers.</summary>
    public static DesignColumn Numeric(string name, double[] values) => new(name, values, []);

    /// <summary>The same column, of the rows listed.</summary>
    public DesignColumn Of(int[] rows) => Of(new RowChoice(rows));

    /// <summary>The same column, of the rows chosen.</summary>
    public DesignColumn Of(RowChoice choice) => this with { Cells = Cells.OfRows(choice) };

    /// <summary>The same column in memory of its own.</summary>
    public DesignColumn Copied() => this with { Cells = Cells.Copied() };
}
