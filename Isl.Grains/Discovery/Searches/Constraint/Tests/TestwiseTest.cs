using Isl.Grains.Data;
using Isl.Grains.Discovery.Data;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Discovery.Searches.Constraint.Tests;

/// <summary>A test of conditional independence that uses, for each question, the rows complete in the columns of that question.</summary>
/// <remarks>
/// Source: "test-wise deletion", Strobl, Visweswaran &amp; Spirtes (2018), "Fast causal inference with non-random missingness by test-wise deletion".
/// Every test is made afresh on its own rows, O(n·k²) for k columns. Where too few rows are left, or one of the two columns holds one value in them,
/// no test is possible and dependence is kept.
/// </remarks>
/// <param name="data">The data; NaN where a value is missing.</param>
/// <param name="test">Which test.</param>
/// <param name="kind">Which columns are categories, for the test of mixed columns.</param>
/// <param name="resolution">Grain of the p-values of that test.</param>
/// <param name="cancellation">Tested for every test.</param>
internal sealed class TestwiseTest(Dataset data, CiTest test, DataKind kind, double resolution, CancellationToken cancellation) : IndependenceTest
{
    private readonly int[] _gappy = [.. Enumerable.Range(0, data.Columns).Where(column => HasGaps(data.Column(column)))];

    /// <inheritdoc/>
    public override int Order => data.Columns;

    /// <inheritdoc/>
    public override int MaxConditioning => Math.Max(Math.Min(Order - 2, data.Rows - 4), -1);

    /// <inheritdoc/>
    public override double Resolution => resolution;

    /// <summary>Fewest rows that a test had; 0 before the first one.</summary>
    public int FewestRows { get; private set; }

    /// <summary>Most rows that a test had.</summary>
    public int MostRows { get; private set; }

    /// <inheritdoc/>
    public override double PValue(int x, int y, ReadOnlySpan<int> given)
    {
        cancellation.ThrowIfCancellationRequested();
        int[] columns = [Math.Min(x, y), Math.Max(x, y), .. given];
        var rows = RowsFor(columns);
        FewestRows = MostRows == 0 ? rows.Length : Math.Min(FewestRows, rows.Length);
        MostRows = Math.Max(MostRows, rows.Length);
        var part = Dataset.Create([.. columns.Select(column => data.Variables[column])], rows.Length, (at, cells) =>
        {
            var all = data.Column(columns[at]);
            for (var row = 0; row < cells.Length; row++)
            {
                cells[row] = all[rows[row]];
            }
        });
        int[] others = [.. Enumerable.Range(2, given.Length)];
        return rows.Length < 4 || IsConstant(part.Column(0)) || IsConstant(part.Column(1)) ? 0
            : ToTest(part, columns) is { } plain && others.Length <= plain.MaxConditioning ? plain.PValue(0, 1, others)
            : 0;
    }

    private IndependenceTest? ToTest(Dataset part, int[] columns)
    {
        if (test == CiTest.FisherZ)
        {
            return new FisherZ(DatasetMoments.Of(part, cancellation).Correlation, part.Columns, part.Rows);
        }

        if (test == CiTest.Mixed)
        {
            var kinds = new DataKind([.. columns.Select(column => kind.Columns[column])], [.. columns.Select(column => kind.Levels[column])]);
            return new MixedTest(MixedColumns.Of(part, kinds, cancellation));
        }

        return CategoricalColumns.TryOf(part, cancellation, out _) is { } categories
            ? new ContingencyTest(categories, test == CiTest.ChiSquare ? ContingencyStatistic.ChiSquare : ContingencyStatistic.GSquare)
            : null;
    }

    private int[] RowsFor(int[] columns)
    {
        int[] gappy = [.. columns.Intersect(_gappy)];
        var rows = new List<int>(data.Rows);
        for (var row = 0; row < data.Rows; row++)
        {
            var isWhole = true;
            foreach (var column in gappy)
            {
                isWhole &= !double.IsNaN(data.Column(column)[row]);
            }

            if (isWhole)
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    private static bool HasGaps(ReadOnlySpan<double> cells)
    {
        foreach (var cell in cells)
        {
            if (double.IsNaN(cell))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsConstant(ReadOnlySpan<double> cells) => cells.IsEmpty || !cells.ContainsAnyExcept(cells[0]);
}
