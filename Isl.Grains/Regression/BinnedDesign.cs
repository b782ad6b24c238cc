namespace Isl.Grains.Regression;

/// <summary>The columns of a design as the numbers of at most 64 bins of about equal frequency, for trees.</summary>
/// <remarks>A column of at most 64 values has one bin for each, so that no rare value is lost among its neighbours.</remarks>
internal sealed class BinnedDesign
{
    /// <summary>Most bins of a column.</summary>
    public const int MostBins = 64;

    private readonly int[] _counts;

    private BinnedDesign(int rows, int[] counts, byte[] bins) => (Rows, _counts, Bins) = (rows, counts, bins);

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns; the design's constant is none of them.</summary>
    public int Columns => _counts.Length;

    /// <summary>Row after row, the bin of each column: a row's are read together. Nobody writes to them.</summary>
    public byte[] Bins { get; }

    /// <summary>Finds the bins of a design, and puts its rows into them.</summary>
    /// <param name="design">The design; its constant is left out.</param>
    public static BinnedDesign Of(DesignMatrix design)
    {
        var columns = Math.Max(0, design.Columns - 1);
        var (counts, bins) = (new int[columns], new byte[(long)columns * design.Rows]);
        var scratch = new double[design.Rows];
        for (var column = 0; column < columns; column++)
        {
            var values = design.Read(column + 1, 0, scratch);
            var limits = LimitsOf(values);
            counts[column] = limits.Length + 1;
            for (var row = 0; row < design.Rows; row++)
            {
                var at = Array.BinarySearch(limits, values[row]);
                bins[(row * columns) + column] = (byte)(at < 0 ? ~at : at);
            }
        }

        return new BinnedDesign(design.Rows, counts, bins);
    }

    private byte[] ByColumn => field ??= Transposed();

    /// <summary>The bins of a column, row after row.</summary>
    public ReadOnlySpan<byte> OfColumn(int column) => ByColumn.AsSpan(column * Rows, Rows);

    /// <summary>The bins of a row.</summary>
    public ReadOnlySpan<byte> OfRow(int row) => Bins.AsSpan(row * Columns, Columns);

    /// <summary>Number of bins of a column.</summary>
    public int CountOf(int column) => _counts[column];

    /// <summary>The same bins, of the rows listed.</summary>
    public BinnedDesign OfRows(int[] rows)
    {
        var bins = new byte[(long)rows.Length * Columns];
        for (var i = 0; i < rows.Length; i++)
        {
            OfRow(rows[i]).CopyTo(bins.AsSpan(i * Columns));
        }

        return new BinnedDesign(rows.Length, _counts, bins);
    }

    private byte[] Transposed()
    {
        var bins = new byte[Bins.Length];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                bins[(column * Rows) + row] = Bins[(row * Columns) + column];
            }
        }

        return bins;
    }

    /// <summary>The greatest value of each bin but the last.</summary>
    private static double[] LimitsOf(ReadOnlySpan<double> column)
    {
        var sorted = column.ToArray();
        Array.Sort(sorted);
        var limits = Few(sorted);
        if (limits.Count > MostBins)
        {
            limits.Clear();
            for (var bin = 1; bin < MostBins; bin++)
            {
                var value = sorted[(int)((long)bin * sorted.Length / MostBins)];
                if (limits.Count == 0 || value > limits[^1])
                {
                    limits.Add(value);
                }
            }
        }

        limits.RemoveAll(limit => limit >= sorted[^1]);
        return [.. limits];
    }

    /// <summary>The values that there are, in their order; of more than fit, one more than fit.</summary>
    private static List<double> Few(double[] sorted)
    {
        var found = new List<double>();
        foreach (var value in sorted)
        {
            if (found.Count == 0 || value > found[^1])
            {
                found.Add(value);
                if (found.Count > MostBins)
                {
                    break;
                }
            }
        }

        return found;
    }
}
