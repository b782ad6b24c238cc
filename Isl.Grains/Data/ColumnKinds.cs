using Isl.Grains.Interfaces.Data;

namespace Isl.Grains.Data;

/// <summary>The rule that says what a column is.</summary>
public static class ColumnKinds
{
    /// <summary>Share of different texts from which on a column with many of them names its rows.</summary>
    private const double NearlyAll = 0.9;

    /// <summary>The kind of a column.</summary>
    /// <param name="isText">It holds texts.</param>
    /// <param name="distinct">Its different values.</param>
    /// <param name="present">Its values.</param>
    /// <param name="declared">What the caller says it is; null for nothing.</param>
    public static ColumnKind Of(bool isText, int distinct, int present, DeclaredKind? declared = null) => distinct switch
    {
        <= 1 => ColumnKind.Constant,
        2 => ColumnKind.Binary,
        _ when isText => distinct == present || (distinct > TableReading.MostCategories && distinct >= NearlyAll * present)
            ? ColumnKind.Identifier
            : ColumnKind.Category,
        _ => declared == DeclaredKind.Category ? ColumnKind.Category : ColumnKind.Numeric,
    };
}
