using System.Collections.Immutable;

namespace Isl.Grains.Regression;

/// <summary>The matrix of a regression: a constant, numbers as they are, and categories as one column for each level but the first.</summary>
/// <remarks>Column 0 is the constant. Columns are shared with the table that they come from: a design of more or fewer of them, or of other
/// rows, costs no copy.</remarks>
internal sealed class DesignMatrix
{
    private readonly ImmutableArray<ColumnCells> _cells;

    private DesignMatrix(int rows, ImmutableArray<DesignTerm> terms, ImmutableArray<ColumnCells> cells) =>
        (Rows, Terms, _cells) = (rows, terms, cells);

    /// <summary>Rows n.</summary>
    public int Rows { get; }

    /// <summary>Columns p, the constant among them.</summary>
    public int Columns => Terms.Length;

    /// <summary>What the columns stand for.</summary>
    public ImmutableArray<DesignTerm> Terms { get; }

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
        var cells = ImmutableArray.CreateBuilder<ColumnCells>(terms.Capacity);
        var ones = new double[rows];
        Array.Fill(ones, 1);
        terms.Add(DesignTerm.Constant);
        cells.Add(ColumnCells.Of(ones));
        foreach (var column in columns)
        {
            if (!column.IsCategory)
            {
                terms.Add(new DesignTerm(column.Name));
                cells.Add(column.Cells);
                continue;
            }

            for (var level = 1; level < column.Levels.Length; level++)
            {
                terms.Add(new DesignTerm(column.Name, column.Levels[level]));
                cells.Add(column.Cells.Indicator(level));
            }
        }

        return new DesignMatrix(rows, terms.ToImmutable(), cells.ToImmutable());
    }

    /// <summary>A design of given columns.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="terms">What the columns stand for; the first is the constant.</param>
    /// <param name="values">Column-major; kept, not copied.</param>
    public static DesignMatrix Of(int rows, ImmutableArray<DesignTerm> terms, double[] values) => new(
        rows, terms, [.. terms.Select((_, column) => ColumnCells.Of(values.AsMemory(column * rows, rows)))]);

    /// <summary>One column; a new array where the cells are picked out of a table.</summary>
    public ReadOnlySpan<double> Column(int column) => _cells[column].IsKept ? _cells[column].Kept : _cells[column].ToArray();

    /// <summary>Consecutive rows of one column: where they lie, or written to scratch.</summary>
    /// <param name="column">The column.</param>
    /// <param name="first">The first row.</param>
    /// <param name="scratch">As long as there are rows; perhaps overwritten.</param>
    public ReadOnlySpan<double> Read(int column, int first, Span<double> scratch) => _cells[column].Read(first, scratch);

    /// <summary>Writes one column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="destination">Overwritten; one number for each row.</param>
    public void CopyTo(int column, Span<double> destination) => _cells[column].CopyTo(0, destination[..Rows]);

    /// <summary>The same design with one more column behind the others.</summary>
    /// <param name="term">What it stands for.</param>
    /// <param name="column">Its numbers; kept, not copied.</param>
    public DesignMatrix With(DesignTerm term, double[] column) =>
        new(Rows, Terms.Add(term), _cells.Add(ColumnCells.Of(column.AsMemory(0, Rows))));

    /// <summary>The same design with the product of a column and what another is above its mean behind the others.</summary>
    public DesignMatrix WithProduct(DesignTerm term, int one, int other, double mean) =>
        new(Rows, Terms.Add(term), _cells.Add(_cells[one].Times(_cells[other], mean)));

    /// <summary>The same design with the columns of another behind its own, but for the constant.</summary>
    public DesignMatrix With(DesignMatrix other) => new(Rows, [.. Terms, .. other.Terms.Skip(1)], [.. _cells, .. other._cells.Skip(1)]);

    /// <summary>The same design with each column replaced by none, one or several.</summary>
    /// <param name="terms">For each column what takes its place; null where it stays.</param>
    public DesignMatrix Replaced(IReadOnlyList<IReadOnlyList<(DesignTerm Term, double[] Values)>?> terms)
    {
        var (names, cells) = (ImmutableArray.CreateBuilder<DesignTerm>(), ImmutableArray.CreateBuilder<ColumnCells>());
        for (var j = 0; j < Columns; j++)
        {
            if (terms[j] is not { } own)
            {
                names.Add(Terms[j]);
                cells.Add(_cells[j]);
                continue;
            }

            names.AddRange(own.Select(one => one.Term));
            cells.AddRange(own.Select(one => ColumnCells.Of(one.Values)));
        }

        return new DesignMatrix(Rows, names.ToImmutable(), cells.ToImmutable());
    }

    /// <summary>The same design, of the rows listed.</summary>
    public DesignMatrix OfRows(int[] rows)
    {
        var choice = new RowChoice(rows);
        return new DesignMatrix(rows.Length, Terms, [.. _cells.Select(cells => cells.OfRows(choice))]);
    }

    /// <summary>The columns listed, in that order.</summary>
    public DesignMatrix OfColumns(IReadOnlyList<int> columns) =>
        new(Rows, [.. columns.Select(column => Terms[column])], [.. columns.Select(column => _cells[column])]);
}
