using System.Numerics.Tensors;

namespace Isl.Grains.Regression;

/// <summary>The triangular factor R of a tall matrix that comes in blocks of rows: nothing as tall as the matrix is held.</summary>
/// <remarks>
/// Householder reflections annihilate each block against the factor of the rows before it; RᵀR is XᵀX as for the matrix as a whole, to rounding.
/// Source: Demmel, Grigori, Hoemmen and Langou (2012), Communication-optimal parallel and sequential QR and LU factorizations, section 5 (sequential
/// TSQR with a flat tree). O(n·p²).
/// </remarks>
internal sealed class RowwiseQr
{
    private readonly int _columns;
    private readonly int _blockRows;
    private readonly double[] _factor;

    /// <summary>Begins with no rows.</summary>
    /// <param name="columns">Columns p of the matrix.</param>
    /// <param name="blockRows">Most rows of a block.</param>
    public RowwiseQr(int columns, int blockRows) => (_columns, _blockRows, _factor) = (columns, blockRows, new double[columns * columns]);

    /// <summary>R of the rows so far, column-major p×p; 0 below the diagonal.</summary>
    public Span<double> Factor => _factor;

    /// <summary>Takes a block in.</summary>
    /// <param name="block">Column-major, each column as long as the most rows of a block; overwritten.</param>
    /// <param name="rows">How many of its rows count.</param>
    public void Add(Span<double> block, int rows)
    {
        for (var j = 0; j < _columns; j++)
        {
            var own = block.Slice(j * _blockRows, rows);
            ref var diagonal = ref _factor[(j * _columns) + j];
            var norm = Math.Sqrt((diagonal * diagonal) + TensorPrimitives.SumOfSquares<double>(own));
            if (norm == 0)
            {
                continue;
            }

            var head = diagonal > 0 ? diagonal + norm : diagonal - norm;
            diagonal = diagonal > 0 ? -norm : norm;

            // Scaled so that a reflection is y − v (v·y), as in PivotedQr.
            var scale = 1 / Math.Sqrt(norm * Math.Abs(head));
            head *= scale;
            TensorPrimitives.Multiply(own, scale, own);
            for (var k = j + 1; k < _columns; k++)
            {
                var other = block.Slice(k * _blockRows, rows);
                ref var above = ref _factor[(k * _columns) + j];
                var along = (head * above) + TensorPrimitives.Dot<double>(own, other);
                above -= head * along;
                TensorPrimitives.MultiplyAdd(own, -along, other, other);
            }
        }
    }
}
