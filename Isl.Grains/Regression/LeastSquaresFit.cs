using System.Numerics.Tensors;

namespace Isl.Grains.Regression;

/// <summary>A least-squares fit: coefficients, what is left, and the errors of any linear combination of coefficients.</summary>
internal sealed class LeastSquaresFit
{
    /// <summary>Rows read at one time.</summary>
    private const int BlockRows = 256;

    private readonly double[] _roots;
    private readonly PivotedQr _qr;

    internal LeastSquaresFit(DesignMatrix design, double[] roots, PivotedQr qr, double[] coefficients, double[] residuals)
    {
        (Design, _roots, _qr, Coefficients, Residuals) = (design, roots, qr, coefficients, residuals);
        var scaled = Scaled(residuals);
        ResidualSquares = TensorPrimitives.SumOfSquares<double>(scaled);
        IsEstimable = new bool[design.Columns];
        foreach (var column in qr.Kept)
        {
            IsEstimable[column] = true;
        }
    }

    /// <summary>The design.</summary>
    public DesignMatrix Design { get; }

    /// <summary>One for each column; 0 for those that the ones before determine.</summary>
    public double[] Coefficients { get; }

    /// <summary>Is a column no combination of the ones before it?</summary>
    public bool[] IsEstimable { get; }

    /// <summary>y − X β, unweighted.</summary>
    public double[] Residuals { get; }

    /// <summary>Σ w (y − X β)².</summary>
    public double ResidualSquares { get; }

    /// <summary>Columns that count, k.</summary>
    public int Rank => _qr.Rank;

    /// <summary>n − k.</summary>
    public int DegreesOfFreedom => Design.Rows - Rank;

    /// <summary>The terms that were left out because the ones before them determine them.</summary>
    public IEnumerable<DesignTerm> LeftOut => Design.Terms.Where((_, j) => !IsEstimable[j]);

    /// <summary>Predictions for another design of the same columns.</summary>
    public double[] Predict(DesignMatrix design) => LinearPredictor.Of(design, Coefficients);

    /// <summary>The same fit with other residuals: those of two-stage least squares, whose errors rest on the regressors as they were.</summary>
    public LeastSquaresFit WithResiduals(double[] residuals) => new(Design, _roots, _qr, Coefficients, residuals);

    /// <summary>(XᵀWX)⁻¹ c on the columns that count.</summary>
    /// <param name="gradient">c, one for each column.</param>
    /// <returns>One for each column; 0 for those left out.</returns>
    public double[] Direction(ReadOnlySpan<double> gradient)
    {
        var inner = new double[Rank];
        for (var k = 0; k < inner.Length; k++)
        {
            inner[k] = gradient[_qr.Kept[k]];
        }

        _qr.SolveTransposed(inner);
        _qr.Solve(inner);
        var direction = new double[Design.Columns];
        for (var k = 0; k < inner.Length; k++)
        {
            direction[_qr.Kept[k]] = inner[k];
        }

        return direction;
    }

    /// <summary>What each row adds to c·β̂ − c·β, to first order: cᵀ(XᵀWX)⁻¹ x w e. Their sum of squares is the HC0 variance.</summary>
    public double[] Contributions(ReadOnlySpan<double> gradient)
    {
        var values = LinearPredictor.Of(Design, Direction(gradient));
        TensorPrimitives.Multiply(values, Residuals, values);
        for (var i = 0; i < values.Length && _roots.Length > 0; i++)
        {
            values[i] *= _roots[i] * _roots[i];
        }

        return values;
    }

    /// <summary>Leverages: the diagonal of the hat matrix. O(n·k²).</summary>
    public double[] Leverages()
    {
        var leverages = new double[Design.Rows];
        var row = new double[Rank];
        var cells = new double[BlockRows * Rank];
        for (var first = 0; first < leverages.Length; first += BlockRows)
        {
            var count = Math.Min(BlockRows, leverages.Length - first);
            for (var k = 0; k < row.Length; k++)
            {
                var own = cells.AsSpan(k * BlockRows, count);
                Design.Read(_qr.Kept[k], first, own).CopyTo(own);
            }

            for (var i = 0; i < count; i++)
            {
                for (var k = 0; k < row.Length; k++)
                {
                    row[k] = cells[(k * BlockRows) + i] * (_roots.Length > 0 ? _roots[first + i] : 1);
                }

                _qr.SolveTransposed(row);
                leverages[first + i] = TensorPrimitives.SumOfSquares<double>(row);
            }
        }

        return leverages;
    }

    /// <summary>The standard error of c·β̂.</summary>
    /// <param name="gradient">c, one for each column.</param>
    /// <param name="kind">How it is formed.</param>
    /// <param name="clusters">The cluster of each row, for <see cref="ErrorKind.Cluster"/>.</param>
    public double StandardError(ReadOnlySpan<double> gradient, ErrorKind kind, ReadOnlySpan<int> clusters = default) =>
        Math.Sqrt(Covariance([gradient.ToArray()], kind, clusters)[0]);

    /// <summary>The standard error of one coefficient.</summary>
    public double StandardError(int column, ErrorKind kind, ReadOnlySpan<int> clusters = default)
    {
        var gradient = new double[Design.Columns];
        gradient[column] = 1;
        return StandardError(gradient, kind, clusters);
    }

    /// <summary>The covariance of several linear combinations, row-major m×m.</summary>
    public double[] Covariance(IReadOnlyList<double[]> gradients, ErrorKind kind, ReadOnlySpan<int> clusters = default)
    {
        var m = gradients.Count;
        var covariance = new double[m * m];
        if (kind == ErrorKind.Classical)
        {
            var variance = ResidualSquares / DegreesOfFreedom;
            for (var i = 0; i < m; i++)
            {
                var direction = Direction(gradients[i]);
                for (var j = 0; j < m; j++)
                {
                    covariance[(i * m) + j] = variance * TensorPrimitives.Dot<double>(direction, gradients[j]);
                }
            }

            return covariance;
        }

        if (m > 1 && kind != ErrorKind.Cluster)
        {
            return Sandwich(gradients, kind);
        }

        var contributions = gradients.Select(gradient => Contributions(gradient)).ToArray();
        if (kind == ErrorKind.Hc3)
        {
            Inflate(contributions);
        }

        return RowSums.Covariance(contributions, kind == ErrorKind.Cluster ? clusters : default, Factor(kind));
    }

    /// <summary>
    /// The same as (XᵀWX)⁻¹ M (XᵀWX)⁻¹ with M = Σ (w e)² x xᵀ (White 1980), which is summed by blocks of rows: nothing of every row is held.
    /// </summary>
    private double[] Sandwich(IReadOnlyList<double[]> gradients, ErrorKind kind)
    {
        var meat = Meat(Scores(kind));
        var directions = gradients.Select(gradient => Direction(gradient)).ToArray();
        var (m, p, product) = (directions.Length, Design.Columns, new double[Design.Columns]);
        var covariance = new double[m * m];
        for (var i = 0; i < m; i++)
        {
            for (var a = 0; a < p; a++)
            {
                product[a] = TensorPrimitives.Dot<double>(meat.AsSpan(a * p, p), directions[i]);
            }

            for (var j = i; j < m; j++)
            {
                covariance[(i * m) + j] = covariance[(j * m) + i] = Factor(kind) * TensorPrimitives.Dot<double>(product, directions[j]);
            }
        }

        return covariance;
    }

    /// <summary>w e of each row, inflated for <see cref="ErrorKind.Hc3"/>.</summary>
    private double[] Scores(ErrorKind kind)
    {
        double[] scores = [.. Residuals];
        for (var i = 0; i < scores.Length && _roots.Length > 0; i++)
        {
            scores[i] *= _roots[i] * _roots[i];
        }

        if (kind == ErrorKind.Hc3)
        {
            Inflate([scores]);
        }

        return scores;
    }

    private double[] Meat(double[] scores)
    {
        var p = Design.Columns;
        var (meat, cells) = (new double[p * p], new double[p * BlockRows]);
        for (var first = 0; first < scores.Length; first += BlockRows)
        {
            var count = Math.Min(BlockRows, scores.Length - first);
            for (var a = 0; a < p; a++)
            {
                var own = cells.AsSpan(a * BlockRows, count);
                TensorPrimitives.Multiply(Design.Read(a, first, own), scores.AsSpan(first, count), own);
                for (var b = 0; b <= a; b++)
                {
                    meat[(a * p) + b] = meat[(b * p) + a] += TensorPrimitives.Dot<double>(own, cells.AsSpan(b * BlockRows, count));
                }
            }
        }

        return meat;
    }

    private double Factor(ErrorKind kind) => kind switch
    {
        ErrorKind.Hc1 => Design.Rows / (double)DegreesOfFreedom,
        ErrorKind.Cluster => (Design.Rows - 1) / (double)DegreesOfFreedom,
        _ => 1,
    };

    private void Inflate(double[][] contributions)
    {
        var leverages = Leverages();
        foreach (var values in contributions)
        {
            for (var i = 0; i < values.Length; i++)
            {
                // A row that alone carries a coefficient has leverage 1 and residual 0: it says nothing about the error.
                values[i] = leverages[i] < 1 - 1e-12 ? values[i] / (1 - leverages[i]) : 0;
            }
        }
    }

    private double[] Scaled(double[] residuals)
    {
        if (_roots.Length == 0)
        {
            return residuals;
        }

        var scaled = new double[residuals.Length];
        TensorPrimitives.Multiply(residuals, _roots, scaled);
        return scaled;
    }
}
