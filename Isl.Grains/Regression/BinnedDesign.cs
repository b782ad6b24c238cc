namespace Isl.Grains.Regression;

/// <summary>The columns of a design as the numbers of at most 64 bins of about equal frequency, for trees.</summary>
internal sealed class BinnedDesign
{
    /// <summary>Most bins of a column.</summary>
    public const int MostBins = 64;

    private readonly double[][] _limits;

    /// <summary>Finds the bins of a design, and puts its rows into them.</summary>
    /// <param name="design">The design; its constant is left out.</param>
    public BinnedDesign(DesignMatrix design)
    {
        Rows = design.Rows;
        _limits = [.. Enumerable.Range(1, Math.Max(0, design.Columns - 1)).Select(column => LimitsOf(design.Column(column)))];
        Bins = BinsOf(design);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns => _limits.Length;

    /// <summary>By column, the bin of each row.</summary>
    public byte[][] Bins { get; }

    /// <summary>Number of bins of a column.</summary>
    public int CountOf(int column) => _limits[column].Length + 1;

    /// <summary>The bins of another design's rows, by column.</summary>
    public byte[][] BinsOf(DesignMatrix design) => [.. _limits.Select((limits, column) =>
    {
        var values = design.Column(column + 1);
        var bins = new byte[values.Length];
        for (var row = 0; row < bins.Length; row++)
        {
            var at = Array.BinarySearch(limits, values[row]);
            bins[row] = (byte)(at < 0 ? ~at : at);
        }

        return bins;
    })];

    /// <summary>The greatest value of each bin but the last.</summary>
    private static double[] LimitsOf(ReadOnlySpan<double> column)
    {
        var sorted = column.ToArray();
        Array.Sort(sorted);
        var limits = new List<double>();
        for (var bin = 1; bin < MostBins; bin++)
        {
            var value = sorted[(int)((long)bin * sorted.Length / MostBins)];
            if (value < sorted[^1] && (limits.Count == 0 || value > limits[^1]))
            {
                limits.Add(value);
            }
        }

        return [.. limits];
    }
}
