using System.Collections.Immutable;
using Isl.Grains.Data;
using Isl.Grains.Interfaces.Data;

namespace Isl.Grains.Fitting.Forms;

/// <summary>A variable of the graph with its column, its rows in the order of their content.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsText">Its numbers are codes of texts.</param>
/// <param name="Levels">The texts by code; empty for numbers.</param>
/// <param name="Values">Its cells, gaps as NaN. Nobody writes to them.</param>
/// <param name="Distinct">Different values.</param>
/// <param name="AreCounts">All of them are whole and none is negative.</param>
internal sealed record FitColumn(
    string Name, ColumnKind Kind, bool IsText, ImmutableArray<string> Levels, double[] Values, int Distinct, bool AreCounts)
{
    /// <summary>Does it stand in designs as levels and not as a number? Two texts coded 0 and 1 are their own dummy.</summary>
    public bool HasLevels => IsText && Levels.Length > 1;

    /// <summary>A column of a table.</summary>
    /// <param name="column">The column.</param>
    /// <param name="order">The rows in the order to take them in.</param>
    public static FitColumn Of(TypedColumn column, ReadOnlySpan<int> order)
    {
        var cells = column.Cells;
        var values = new double[order.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = cells[order[i]] + 0.0;
        }

        var areCounts = !column.IsText && column.Sorted.Length > 0 && column.Sorted[0] >= 0
            && Array.TrueForAll(column.Sorted, value => value == Math.Floor(value));
        return new FitColumn(
            column.Name,
            column.Kind,
            column.IsText,
            column.IsText ? [.. column.Reading!.Labels.Select(label => label.Text)] : [],
            values,
            column.Distinct,
            areCounts);
    }
}
