using Isl.Grains.Regression;

namespace Isl.Tests.Unit.Regression;

public sealed class RowwiseQrTests
{
    /// <summary>RᵀR is XᵀX, however the rows are cut, with a column of zeros and one that another determines among them.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(64)]
    public void Factor_OfAnyBlocks_HasTheProductsOfTheColumns(int blockRows)
    {
        const int rows = 37, columns = 5;
        var random = new Random(3);
        var x = new double[columns][];
        for (var j = 0; j < columns; j++)
        {
            x[j] = [.. Enumerable.Range(0, rows).Select(i => j == 2 ? 0 : j == 4 ? 3 * x[1][i] : random.NextDouble() - 0.3)];
        }

        var qr = new RowwiseQr(columns, blockRows);
        for (var first = 0; first < rows; first += blockRows)
        {
            var count = Math.Min(blockRows, rows - first);
            var block = new double[columns * blockRows];
            for (var j = 0; j < columns; j++)
            {
                x[j].AsSpan(first, count).CopyTo(block.AsSpan(j * blockRows));
            }

            qr.Add(block, count);
        }

        var factor = qr.Factor.ToArray();
        for (var a = 0; a < columns; a++)
        {
            Assert.All(Enumerable.Range(a + 1, columns - a - 1), below => Assert.Equal(0, factor[(a * columns) + below]));
            for (var b = 0; b < columns; b++)
            {
                var product = x[a].Zip(x[b], (one, other) => one * other).Sum();
                Assert.Equal(product, Enumerable.Range(0, columns).Sum(i => factor[(a * columns) + i] * factor[(b * columns) + i]), 12);
            }
        }
    }
}
