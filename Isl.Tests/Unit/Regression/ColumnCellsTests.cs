using System.Runtime.InteropServices;
using Isl.Grains.Regression;

namespace Isl.Tests.Unit.Regression;

/// <summary>Columns that are picked out of a table hold what a copy of it would.</summary>
public sealed class ColumnCellsTests
{
    private static readonly double[] Values = [3, 1, 4, 1, 5, 9, 2, 6];

    [Fact]
    public void OfBytes_IsTheColumnInItsPlace()
    {
        var cells = ColumnCells.OfBytes(MemoryMarshal.AsBytes(Values.AsSpan()).ToArray());

        Assert.True(cells.IsKept);
        Assert.Equal(Values, cells.Kept);
        Assert.Equal(Values, cells.ToArray());
    }

    [Fact]
    public void OfRows_OfChosenRows_AreTheRowsOfBothChoices()
    {
        int[] first = [7, 0, 2, 2, 5];
        int[] second = [4, 1, 0, 0];

        var cells = ColumnCells.Of(Values).OfRows(new RowChoice(first)).OfRows(new RowChoice(second));

        Assert.False(cells.IsKept);
        Assert.Equal(4, cells.Rows);
        Assert.Equal([9, 3, 6, 6], cells.ToArray());
        Assert.Equal([3, 6], cells.Read(1, new double[2]));
        Assert.Throws<InvalidOperationException>(() => cells.Kept.Length);
    }

    [Fact]
    public void RowChoice_ColumnsThatShareTheirRows_ShareTheJoinedRowsToo()
    {
        int[] shared = [1, 2, 3];
        var choice = new RowChoice([2, 0]);

        Assert.Equal([3, 1], choice.Among(shared));
        Assert.Same(choice.Among(shared), choice.Among(shared));
    }

    [Fact]
    public void IndicatorAndProduct_OfChosenRows_AreThoseOfTheirNumbers()
    {
        var choice = new RowChoice([1, 3, 4]);
        var (codes, numbers) = (ColumnCells.Of(Values), ColumnCells.Of(Values.Reverse().ToArray()));

        Assert.Equal([1, 1, 0], codes.Indicator(1).OfRows(choice).ToArray());
        Assert.Equal([1 * (2 - 0.5), 1 * (5 - 0.5), 5 * (1 - 0.5)], codes.Times(numbers, 0.5).OfRows(choice).ToArray());
    }

    [Fact]
    public void Fit_OnADesignOfPickedRows_HasTheBytesOfOneOnCopies()
    {
        int[] rows = [6, 2, 5, 0, 7, 4, 1];
        DesignColumn[] columns = [DesignColumn.Numeric("x", Values), new DesignColumn("g", [0, 1, 2, 0, 1, 2, 0, 1], ["a", "b", "c"])];
        double[] y = [1, 3, 2, 5, 4, 6, 8];

        var picked = LeastSquares.Fit(DesignMatrix.Of(8, columns).OfRows(rows), y, []);
        var copied = LeastSquares.Fit(DesignMatrix.Of(7, [.. columns.Select(column => column.Of(rows).Copied())]), y, []);

        Assert.Equal(copied.Coefficients, picked.Coefficients);
        Assert.Equal(copied.Residuals, picked.Residuals);
        Assert.Equal(copied.Leverages(), picked.Leverages());
    }
}
