using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Discovery.Data;

/// <summary>What the columns of a data set look like.</summary>
public enum ColumnKind
{
    /// <summary>Numbers whose size means something: tests of correlations fit.</summary>
    Continuous,

    /// <summary>A few whole numbers that repeat: tests of contingency tables fit.</summary>
    Categorical,
}

/// <summary>Looks at data to choose a test of conditional independence.</summary>
/// <param name="Columns">Kind of each column.</param>
/// <param name="Levels">Distinct values of each categorical column; 0 for the others.</param>
/// <remarks>
/// A column is categorical when every cell is a whole number, there are at most <see cref="MaxLevels"/> distinct ones, and a level has
/// <see cref="RowsPerLevel"/> rows on average. A column with more such levels, up to <see cref="MostLevels"/>, goes with the others: among
/// categories it
/// is one too, so that one code more or less does not change the test of all. The data are categorical when every column is: mixed data have a test
/// of their own.
/// </remarks>
public sealed record DataKind(ColumnKind[] Columns, int[] Levels)
{
    /// <summary>Most levels of a column that is taken for categorical.</summary>
    public const int MaxLevels = 12;

    /// <summary>Most levels of a column that is taken for categorical where all others are.</summary>
    public const int MostLevels = 30;

    /// <summary>Least average number of rows a level.</summary>
    public const int RowsPerLevel = 5;

    /// <summary>Are all columns categorical?</summary>
    public bool IsCategorical => Array.TrueForAll(Columns, kind => kind == ColumnKind.Categorical);

    /// <summary>Are there columns of both kinds?</summary>
    public bool IsMixed => !IsCategorical && Array.Exists(Columns, kind => kind == ColumnKind.Categorical);

    /// <summary>Looks at every cell, at most until a column's kind is settled. O(n·d).</summary>
    public static DataKind Of(Dataset data)
    {
        var levels = new int[data.Columns];
        var kinds = new ColumnKind[data.Columns];
        for (var j = 0; j < data.Columns; j++)
        {
            levels[j] = CountLevels(data.Column(j));
            kinds[j] = levels[j] is > 0 and <= MaxLevels ? ColumnKind.Categorical : ColumnKind.Continuous;
        }

        if (kinds.Contains(ColumnKind.Categorical) && Array.TrueForAll(levels, count => count > 0))
        {
            Array.Fill(kinds, ColumnKind.Categorical);
        }

        for (var j = 0; j < kinds.Length; j++)
        {
            levels[j] = kinds[j] == ColumnKind.Categorical ? levels[j] : 0;
        }

        return new DataKind(kinds, levels);
    }

    private static int CountLevels(ReadOnlySpan<double> column)
    {
        Span<double> known = stackalloc double[MostLevels];
        var count = 0;
        foreach (var value in column)
        {
            if (known[..count].Contains(value))
            {
                continue;
            }

            if (count == MostLevels || value != Math.Floor(value))
            {
                return 0;
            }

            known[count++] = value;
        }

        return column.Length >= (long)RowsPerLevel * count ? count : 0;
    }
}
