using System.Numerics.Tensors;

namespace Isl.Grains.Regression;

/// <summary>
/// A design whose columns have mean 0 and standard deviation 1, so that normal equations lose no digits to units; columns that the ones before
/// them determine are left out.
/// </summary>
internal sealed class StandardisedDesign
{
    private const int BlockRows = 1024;

    /// <summary>Cells up to which the standardised columns outlive a fit; more are made again from the design when they are asked for.</summary>
    private const int MostKept = 1 << 17;

    private readonly DesignMatrix _design;
    private double[]? _values;
    private readonly double[] _means;
    private readonly double[] _scales;
    private readonly int _width;

    /// <summary>Standardises a design.</summary>
    /// <param name="design">The design; its first column is the constant.</param>
    public StandardisedDesign(DesignMatrix design)
    {
        (_design, Rows, _width) = (design, design.Rows, design.Columns);
        var cells = new double[(long)Rows * _width];
        for (var j = 0; j < _width; j++)
        {
            design.CopyTo(j, cells.AsSpan(j * Rows, Rows));
        }

        Kept = new PivotedQr(Rows, _width, cells).Kept;
        (_means, _scales) = (new double[Kept.Length], new double[Kept.Length]);
        _values = Standardise(cells); // in the place of the reflections, which nobody needs any more
    }

    /// <summary>Rows n.</summary>
    public int Rows { get; }

    /// <summary>The columns of the design that count; the constant is the first.</summary>
    public int[] Kept { get; }

    /// <summary>How many they are.</summary>
    public int Columns => Kept.Length;

    private double[] Values => _values ??= Standardise(new double[(long)Rows * Columns]);

    /// <summary>One standardised column.</summary>
    public ReadOnlySpan<double> Column(int k) => Values.AsSpan(k * Rows, Rows);

    /// <summary>Lets go of the standardised columns, unless they are small; they are made again when they are asked for.</summary>
    public void Release()
    {
        if ((long)Rows * Columns > MostKept)
        {
            _values = null;
        }
    }

    /// <summary>X β of standardised coefficients.</summary>
    public void Predict(ReadOnlySpan<double> coefficients, Span<double> destination)
    {
        destination.Fill(coefficients[0]);
        for (var k = 1; k < Columns; k++)
        {
            TensorPrimitives.MultiplyAdd(Column(k), coefficients[k], destination, destination);
        }
    }

    /// <summary>Xᵀ r.</summary>
    public void Transposed(ReadOnlySpan<double> r, Span<double> destination)
    {
        for (var k = 0; k < Columns; k++)
        {
            destination[k] = TensorPrimitives.Dot(Column(k), r);
        }
    }

    /// <summary>Adds Xᵀ W X to a block of a larger matrix.</summary>
    /// <param name="weights">The diagonal of W.</param>
    /// <param name="matrix">Row-major.</param>
    /// <param name="stride">Columns of the larger matrix.</param>
    /// <param name="row">First row of the block.</param>
    /// <param name="column">First column of the block.</param>
    public void AddGram(ReadOnlySpan<double> weights, double[] matrix, int stride, int row, int column)
    {
        var weighted = new double[BlockRows * Columns];
        for (var start = 0; start < Rows; start += BlockRows)
        {
            var length = Math.Min(BlockRows, Rows - start);
            for (var j = 0; j < Columns; j++)
            {
                TensorPrimitives.Multiply(Column(j).Slice(start, length), weights.Slice(start, length), weighted.AsSpan(j * BlockRows, length));
            }

            for (var i = 0; i < Columns; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    var sum = TensorPrimitives.Dot(Column(i).Slice(start, length), weighted.AsSpan(j * BlockRows, length));
                    matrix[((row + i) * stride) + column + j] += sum;
                    if (i != j)
                    {
                        matrix[((row + j) * stride) + column + i] += sum;
                    }
                }
            }
        }
    }

    private double[] Standardise(double[] values)
    {
        for (var k = 0; k < Kept.Length; k++)
        {
            var own = values.AsSpan(k * Rows, Rows);
            _design.CopyTo(Kept[k], own);
            if (k == 0)
            {
                (_means[0], _scales[0]) = (0, 1);
                continue;
            }

            _means[k] = TensorPrimitives.Sum<double>(own) / Rows;
            TensorPrimitives.Subtract(own, _means[k], own);
            _scales[k] = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(own) / Rows);
            TensorPrimitives.Divide(own, _scales[k], own);
        }

        return values;
    }

    /// <summary>Coefficients on the columns as they were; 0 for those left out.</summary>
    public double[] Original(ReadOnlySpan<double> standardised)
    {
        var original = new double[_width];
        original[0] = standardised[0];
        for (var k = 1; k < Columns; k++)
        {
            original[Kept[k]] = standardised[k] / _scales[k];
            original[0] -= _means[k] * original[Kept[k]];
        }

        return original;
    }

    /// <summary>Standardised coefficients from those on the columns as they were.</summary>
    public double[] Standardised(ReadOnlySpan<double> original)
    {
        var standardised = new double[Columns];
        standardised[0] = original[0];
        for (var k = 1; k < Columns; k++)
        {
            standardised[k] = original[Kept[k]] * _scales[k];
            standardised[0] += _means[k] * original[Kept[k]];
        }

        return standardised;
    }

    /// <summary>The gradient with respect to standardised coefficients, from that to those on the columns as they were.</summary>
    public double[] Gradient(ReadOnlySpan<double> original)
    {
        var gradient = new double[Columns];
        gradient[0] = original[0];
        for (var k = 1; k < Columns; k++)
        {
            gradient[k] = (original[Kept[k]] - (_means[k] * original[0])) / _scales[k];
        }

        return gradient;
    }
}
