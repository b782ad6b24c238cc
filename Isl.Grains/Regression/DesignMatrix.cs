using System.Collections.Immutable;

namespace Isl.Grains.Regression;

/// <summary>The matrix of a regression: a constant, numbers as they are, and categories as one column for each level but the first.</summary>
/// <remarks>Column-major; column 0 is the constant.</remarks>
internal sealed class DesignMatrix
{
    private DesignMatrix(int rows, ImmutableArray<DesignTerm> terms, double[] values) => (Rows, Terms, Values) = (rows, terms, values);

    /// <summary>Rows n.</summary>
    public int Rows { get; }

    /// <summary>Columns p, the constant among them.</summary>
    public int Columns => Terms.Length;

    /// <summary>What the columns stand for.</summary>
    public ImmutableArray<DesignTerm> Terms { get; }

    /// <summary>Cell (row, column) is at <c>column * Rows + row</c>. Nobody writes to them.</summary>
    public double[] Values { get; }

    /// <summary>The same columns standardised, for fits by normal equations; made once.</summary>
    public StandardisedDesign Standardised => field ??= new StandardisedDesign(this);

    /// <summary>The same columns in bins, for trees; made once.</summary>
    public BinnedDesign Binned => field ??= BinnedDesign.Of(this);

    /// <summary>Columns that a design of these would have, the constant among them.</summary>
    public static int Width(IEnumerable<DesignColumn> columns) => 1 + columns.Sum(column => column.IsCategory ? column.Levels.Length - 1 : 1);

    /// <summary>The design of columns, in their order.</summary>
    /// <param name="rows">Number of rows; every column has as many.</param>
    /// <param name="columns">The columns.</param>
    public static DesignMatrix Of(int rows, IReadOnlyList<DesignColumn> columns)
    {
        var terms = ImmutableArray.CreateBuilder<DesignTerm>(Width(columns));
        var values = new double[(long)rows * terms.Capacity];
        Array.Fill(values, 1, 0, rows);
        terms.Add(DesignTerm.Constant);
        foreach (var column in columns)
        {
            var first = terms.Count;
            if (!column.IsCategory)
            {
                column.Values.AsSpan(0, rows).CopyTo(values.AsSpan(first * rows, rows));
                terms.Add(new DesignTerm(column.Name));
                continue;
            }

            for (var level = 1; level < column.Levels.Length; level++)
            {
                terms.Add(new DesignTerm(column.Name, column.Levels[level]));
            }

            for (var row = 0; row < rows; row++)
            {
                var level = (int)column.Values[row];
                if (level > 0)
                {
                    values[((first + level - 1) * rows) + row] = 1;
                }
            }
        }

        return new DesignMatrix(rows, terms.ToImmutable(), values);
    }

    /// <summary>A design of given columns.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="terms">What the columns stand for; the first is the constant.</param>
    /// <param name="values">Column-major; kept, not copied.</param>
    public static DesignMatrix Of(int rows, ImmutableArray<DesignTerm> terms, double[] values) => new(rows, terms, values);

    /// <summary>One column.</summary>
    public ReadOnlySpan<double> Column(int column) => Values.AsSpan(column * Rows, Rows);

    /// <summary>The same design with one more column behind the others.</summary>
    public DesignMatrix With(DesignTerm term, ReadOnlySpan<double> column)
    {
        var values = new double[Values.Length + Rows];
        Values.CopyTo(values, 0);
        column[..Rows].CopyTo(values.AsSpan(Values.Length));
        return new DesignMatrix(Rows, Terms.Add(term), values);
    }

    /// <summary>The same design, of the rows listed.</summary>
    public DesignMatrix OfRows(ReadOnlySpan<int> rows)
    {
        var values = new double[(long)rows.Length * Columns];
        for (var j = 0; j < Columns; j++)
        {
            var from = Column(j);
            var to = values.AsSpan(j * rows.Length, rows.Length);
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = from[rows[i]];
            }
        }

        return new DesignMatrix(rows.Length, Terms, values);
    }

    /// <summary>The columns listed, in that order.</summary>
    public DesignMatrix OfColumns(IReadOnlyList<int> columns)
    {
        var values = new double[(long)Rows * columns.Count];
        for (var j = 0; j < columns.Count; j++)
        {
            Column(columns[j]).CopyTo(values.AsSpan(j * Rows, Rows));
        }

        return new DesignMatrix(Rows, [.. columns.Select(column => Terms[column])], values);
    }
}
