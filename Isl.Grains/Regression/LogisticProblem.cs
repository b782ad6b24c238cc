using System.Numerics.Tensors;

namespace Isl.Grains.Regression;

/// <summary>The likelihood of a logistic regression at one point after the other.</summary>
internal sealed class LogisticProblem
{
    /// <summary>A linear predictor beyond this is that of a likelihood without a maximum: no data of fewer than e²⁵ rows bear it out.</summary>
    private const double Extreme = 25;

    private readonly StandardisedDesign _design;
    private readonly int[] _classes;
    private readonly double[] _weights;
    private readonly int _free;
    private double[] _point;
    private double[] _candidate;

    /// <summary>Starts at the shares of the classes.</summary>
    public LogisticProblem(StandardisedDesign design, ReadOnlySpan<int> classes, int count, ReadOnlySpan<double> weights)
    {
        (_design, _classes, Count, _free) = (design, classes.ToArray(), count, count - 1);
        _weights = new double[design.Rows];
        _weights.AsSpan().Fill(1);
        if (!weights.IsEmpty)
        {
            // The scale of the weights changes no estimate, but the ridge and the tolerances refer to rows.
            TensorPrimitives.Multiply(weights[..design.Rows], design.Rows / TensorPrimitives.Sum(weights[..design.Rows]), _weights);
        }

        Probabilities = [.. Enumerable.Range(0, count).Select(_ => new double[design.Rows])];
        _point = _candidate = [];
        Reset();
    }

    /// <summary>Classes.</summary>
    public int Count { get; }

    /// <summary>The design.</summary>
    public StandardisedDesign Design => _design;

    /// <summary>The class of each row.</summary>
    public ReadOnlySpan<int> Classes => _classes;

    /// <summary>The weight of each row; they sum to the number of rows.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>For each class the probability of each row, at the point last tried.</summary>
    public double[][] Probabilities { get; }

    /// <summary>Is a linear predictor of the point last tried beyond what data can tell?</summary>
    public bool IsExtreme { get; private set; }

    /// <summary>Standardised coefficients: for each class but the first one for each column.</summary>
    public ReadOnlySpan<double> Point => _point;

    /// <summary>Back to the shares of the classes.</summary>
    public void Reset()
    {
        _point = new double[_free * _design.Columns];
        var shares = new double[Count];
        for (var i = 0; i < _classes.Length; i++)
        {
            shares[_classes[i]] += _weights[i];
        }

        for (var k = 1; k < Count; k++)
        {
            _point[(k - 1) * _design.Columns] = Math.Log(shares[k] / shares[0]);
        }

        _candidate = _point;
    }

    /// <summary>Minus the log likelihood of a step; <see cref="Accept"/> takes it.</summary>
    public double Try(ReadOnlySpan<double> direction, double length, double ridge)
    {
        _candidate = new double[_point.Length];
        TensorPrimitives.MultiplyAdd(direction, length, _point, _candidate);
        return Evaluate(ridge);
    }

    /// <summary>Takes the step last tried.</summary>
    public void Accept() => _point = _candidate;

    /// <summary>Minus the log likelihood at the point last tried; fills the probabilities.</summary>
    public double Evaluate(double ridge)
    {
        for (var k = 1; k < Count; k++)
        {
            _design.Predict(_candidate.AsSpan((k - 1) * _design.Columns, _design.Columns), Probabilities[k]);
        }

        var extreme = 0.0;
        var minusLog = 0.0;
        for (var i = 0; i < _classes.Length; i++)
        {
            var most = 0.0;
            var least = 0.0;
            for (var k = 1; k < Count; k++)
            {
                most = Math.Max(most, Probabilities[k][i]);
                least = Math.Min(least, Probabilities[k][i]);
            }

            extreme = Math.Max(extreme, most - least);
            var own = _classes[i] == 0 ? 0 : Probabilities[_classes[i]][i];
            var sum = Probabilities[0][i] = Math.Exp(-most);
            for (var k = 1; k < Count; k++)
            {
                sum += Probabilities[k][i] = Math.Exp(Probabilities[k][i] - most);
            }

            for (var k = 0; k < Count; k++)
            {
                Probabilities[k][i] /= sum;
            }

            minusLog += _weights[i] * (Math.Log(sum) + most - own);
        }

        IsExtreme = !(extreme < Extreme);
        return minusLog + (0.5 * ridge * _design.Rows * Penalised(_candidate));
    }

    /// <summary>The step to the maximum of the quadratic approximation; null where it has none.</summary>
    public double[]? Direction(double ridge)
    {
        var (p, order) = (_design.Columns, _free * _design.Columns);
        var gradient = new double[order];
        var residual = new double[_design.Rows];
        for (var k = 1; k < Count; k++)
        {
            Residuals(k, residual);
            _design.Transposed(residual, gradient.AsSpan((k - 1) * p, p));
        }

        for (var j = 0; j < order; j++)
        {
            gradient[j] -= j % p == 0 ? 0 : ridge * _design.Rows * _point[j];
        }

        if (Information(ridge) is not { } information)
        {
            return null;
        }

        information.Solve(gradient);
        return gradient;
    }

    /// <summary>w (1{class = k} − p).</summary>
    public void Residuals(int k, Span<double> destination)
    {
        for (var i = 0; i < _classes.Length; i++)
        {
            destination[i] = _weights[i] * ((_classes[i] == k ? 1 : 0) - Probabilities[k][i]);
        }
    }

    /// <summary>The information matrix, factorised; null where it is singular.</summary>
    public Cholesky? Information(double ridge)
    {
        var (p, order) = (_design.Columns, _free * _design.Columns);
        var matrix = new double[order * order];
        var weights = new double[_design.Rows];
        for (var a = 1; a < Count; a++)
        {
            for (var b = 1; b <= a; b++)
            {
                for (var i = 0; i < weights.Length; i++)
                {
                    weights[i] = _weights[i] * Probabilities[a][i] * ((a == b ? 1 : 0) - Probabilities[b][i]);
                }

                _design.AddGram(weights, matrix, order, (a - 1) * p, (b - 1) * p);
            }
        }

        for (var j = 0; j < order; j++)
        {
            matrix[(j * order) + j] += j % p == 0 ? 0 : ridge * _design.Rows;
        }

        return Cholesky.TryOf(matrix, order);
    }

    private double Penalised(ReadOnlySpan<double> point)
    {
        var sum = 0.0;
        for (var j = 0; j < point.Length; j++)
        {
            sum += j % _design.Columns == 0 ? 0 : point[j] * point[j];
        }

        return sum;
    }
}
