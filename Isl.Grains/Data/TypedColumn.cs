using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Data;

/// <summary>A column with its kind and its different values: one reading for every question about a table.</summary>
public sealed class TypedColumn
{
    private TypedColumn(Dataset data, int index, ColumnReading? reading, double[] sorted, ColumnKind kind, int distinct)
    {
        (Data, Index, Reading, Sorted, Kind, Distinct) = (data, index, reading, sorted, kind, distinct);
    }

    /// <summary>Its name.</summary>
    public string Name => Data.Variables[Index];

    /// <summary>Its place in the table.</summary>
    public int Index { get; }

    /// <summary>How it was read; null where it is plainly numbers.</summary>
    public ColumnReading? Reading { get; }

    /// <summary>What it is.</summary>
    public ColumnKind Kind { get; }

    /// <summary>Different values.</summary>
    public int Distinct { get; }

    /// <summary>Its values in ascending order, without the gaps.</summary>
    public double[] Sorted { get; }

    /// <summary>Are its numbers codes of texts?</summary>
    public bool IsText => Reading?.IsText == true;

    /// <summary>Is it a set of levels and not a quantity? A column of two numbers is either.</summary>
    public bool IsNominal => Kind is ColumnKind.Category or ColumnKind.Identifier || (Kind == ColumnKind.Binary && IsText);

    /// <summary>Gaps.</summary>
    public int Missing => Data.Rows - Sorted.Length;

    /// <summary>Its cells, gaps as NaN.</summary>
    public ReadOnlySpan<double> Cells => Data.Column(Index);

    private Dataset Data { get; }

    /// <summary>Looks at a column. O(n log n).</summary>
    /// <param name="data">The table; NaN stands for a gap.</param>
    /// <param name="index">The column's place in it.</param>
    /// <param name="reading">How it was read; null for plain numbers.</param>
    /// <param name="declared">What the caller says it is; null for nothing.</param>
    public static TypedColumn Of(Dataset data, int index, ColumnReading? reading, DeclaredKind? declared = null)
    {
        var sorted = Present(data.Column(index));
        Array.Sort(sorted);
        var distinct = sorted.Length == 0 ? 0 : 1;
        for (var i = 1; i < sorted.Length; i++)
        {
            distinct += sorted[i] == sorted[i - 1] ? 0 : 1;
        }

        var kind = ColumnKinds.Of(reading?.IsText == true, distinct, sorted.Length, declared);
        return new TypedColumn(data, index, reading, sorted, kind, distinct);
    }

    /// <summary>Its different values in ascending order.</summary>
    public double[] Values()
    {
        var values = new double[Distinct];
        var next = 0;
        for (var i = 0; i < Sorted.Length; i++)
        {
            if (i == 0 || Sorted[i] != Sorted[i - 1])
            {
                values[next++] = Sorted[i];
            }
        }

        return values;
    }

    /// <summary>What a value is called: the text whose code it is, or the number.</summary>
    public string LabelOf(double value)
    {
        if (IsText)
        {
            foreach (var label in Reading!.Labels)
            {
                if (label.Code == value)
                {
                    return label.Text;
                }
            }
        }

        return value.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static double[] Present(ReadOnlySpan<double> cells)
    {
        var values = new double[cells.Length];
        var next = 0;
        foreach (var cell in cells)
        {
            if (!double.IsNaN(cell))
            {
                values[next++] = cell + 0.0; // no negative zero
            }
        }

        return next == cells.Length ? values : values[..next];
    }
}
