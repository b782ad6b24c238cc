using Isl.Grains.Data;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Discovery.Data;

/// <summary>Columns of numbers and of categories as one correlation matrix: a category becomes one indicator a level, less the first.</summary>
/// <remarks>
/// Source: Andrews, Ramsey &amp; Cooper (2019), "Learning high-dimensional directed acyclic graphs with mixed data-types" (the degenerate
/// Gaussian). What a variable is then is a block of columns, and what holds between variables holds between blocks.
/// </remarks>
internal sealed class MixedColumns
{
    private readonly int[] _starts;

    private MixedColumns(int rows, int[] starts, double[] correlation) => (Rows, _starts, Correlation) = (rows, starts, correlation);

    /// <summary>Rows.</summary>
    public int Rows { get; }

    /// <summary>Variables.</summary>
    public int Order => _starts.Length - 1;

    /// <summary>Columns of all blocks together.</summary>
    public int Width => _starts[^1];

    /// <summary>Row-major, over the columns of all blocks.</summary>
    public double[] Correlation { get; }

    /// <summary>Most columns of a block.</summary>
    public int LargestBlock => Enumerable.Range(0, Order).Max(variable => _starts[variable + 1] - _starts[variable]);

    /// <summary>The columns of a variable.</summary>
    public (int From, int To) Block(int variable) => (_starts[variable], _starts[variable + 1]);

    /// <summary>Reads a data set. O(n·width²).</summary>
    /// <param name="data">The data; no column constant.</param>
    /// <param name="kind">Which columns are categories.</param>
    /// <param name="cancellation">Tested for every column.</param>
    public static MixedColumns Of(Dataset data, DataKind kind, CancellationToken cancellation)
    {
        var starts = new int[data.Columns + 1];
        var columns = new List<double[]>();
        for (var variable = 0; variable < data.Columns; variable++)
        {
            cancellation.ThrowIfCancellationRequested();
            var cells = data.Column(variable);
            if (kind.Columns[variable] == ColumnKind.Categorical)
            {
                foreach (var level in cells.ToArray().Distinct().Order().Skip(1))
                {
                    var indicator = new double[cells.Length];
                    for (var row = 0; row < indicator.Length; row++)
                    {
                        indicator[row] = cells[row] == level ? 1 : 0;
                    }

                    columns.Add(indicator);
                }
            }
            else
            {
                columns.Add(cells.ToArray());
            }

            starts[variable + 1] = columns.Count;
        }

        return new MixedColumns(data.Rows, starts, Correlations(data.Rows, columns, cancellation));
    }

    private static double[] Correlations(int rows, List<double[]> columns, CancellationToken cancellation)
    {
        var values = new double[rows * columns.Count];
        for (var column = 0; column < columns.Count; column++)
        {
            columns[column].CopyTo(values, column * rows);
        }

        var all = new Dataset([.. Enumerable.Range(0, columns.Count).Select(column => $"{column}")], rows, values);
        return DatasetMoments.Of(all, cancellation).Correlation;
    }
}
