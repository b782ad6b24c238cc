using System.Numerics.Tensors;

namespace Isl.Grains.Regression;

/// <summary>A logistic regression: coefficients, probabilities, and what each row adds to the error of any function of them.</summary>
internal sealed class LogisticFit
{
    private readonly LogisticProblem _problem;
    private readonly Cholesky? _information;

    internal LogisticFit(DesignMatrix design, LogisticProblem problem, bool isSeparated, bool isConverged)
    {
        (Design, _problem, IsSeparated, IsConverged) = (design, problem, isSeparated, isConverged);
        var p = problem.Design.Columns;
        Coefficients = [.. Enumerable.Range(0, problem.Count - 1).Select(k => problem.Design.Original(problem.Point.Slice(k * p, p)))];
        _information = problem.Information(isSeparated ? LogisticRegression.Ridge : 0);
    }

    /// <summary>The design.</summary>
    public DesignMatrix Design { get; }

    /// <summary>For each class but the first, one coefficient for each column; 0 for those left out.</summary>
    public double[][] Coefficients { get; }

    /// <summary>For each class the probability of each row.</summary>
    public double[][] Probabilities => _problem.Probabilities;

    /// <summary>Do the covariates tell the classes apart without doubt somewhere? The coefficients are then those of a slight ridge.</summary>
    public bool IsSeparated { get; }

    /// <summary>Was a maximum found?</summary>
    public bool IsConverged { get; }

    /// <summary>The terms that were left out because the ones before them determine them.</summary>
    public IEnumerable<DesignTerm> LeftOut => Design.Terms.Where((_, j) => !_problem.Design.Kept.Contains(j));

    /// <summary>The term with the largest coefficient on standardised columns: the one that separates, where any single one does.</summary>
    public DesignTerm Strongest
    {
        get
        {
            var p = _problem.Design.Columns;
            var (best, size) = (0, -1.0);
            for (var j = 0; j < _problem.Point.Length; j++)
            {
                if (j % p != 0 && Math.Abs(_problem.Point[j]) > size)
                {
                    (best, size) = (j % p, Math.Abs(_problem.Point[j]));
                }
            }

            return Design.Terms[_problem.Design.Kept[best]];
        }
    }

    /// <summary>The log likelihood.</summary>
    public double LogLikelihood
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < _problem.Classes.Length; i++)
            {
                sum += _problem.Weights[i] * Math.Log(Math.Max(Probabilities[_problem.Classes[i]][i], 1e-300));
            }

            return sum;
        }
    }

    /// <summary>Probabilities for another design of the same columns.</summary>
    public double[][] Predict(DesignMatrix design)
    {
        var values = new double[_problem.Count][];
        values[0] = new double[design.Rows];
        for (var k = 1; k < values.Length; k++)
        {
            values[k] = LinearPredictor.Of(design, Coefficients[k - 1]);
        }

        for (var i = 0; i < design.Rows; i++)
        {
            var most = 0.0;
            for (var k = 1; k < values.Length; k++)
            {
                most = Math.Max(most, values[k][i]);
            }

            var sum = 0.0;
            for (var k = 0; k < values.Length; k++)
            {
                sum += values[k][i] = Math.Exp(values[k][i] - most);
            }

            for (var k = 0; k < values.Length; k++)
            {
                values[k][i] /= sum;
            }
        }

        return values;
    }

    /// <summary>What each row adds to c·β̂ − c·β, to first order. Their sum of squares is the robust variance.</summary>
    /// <param name="gradients">c: for each class but the first, one for each column of the design.</param>
    public double[] Contributions(IReadOnlyList<double[]> gradients)
    {
        var (p, n) = (_problem.Design.Columns, Design.Rows);
        var values = new double[n];
        if (_information is null)
        {
            return values;
        }

        var direction = Solved(gradients);
        var (residual, along) = (new double[n], new double[n]);
        for (var k = 1; k < _problem.Count; k++)
        {
            _problem.Residuals(k, residual);
            _problem.Design.Predict(direction.AsSpan((k - 1) * p, p), along);
            TensorPrimitives.MultiplyAdd(residual, along, values, values);
        }

        _problem.Design.Release();
        return values;
    }

    /// <summary>The classical standard error of one coefficient, from the information matrix.</summary>
    public double StandardError(int classNumber, int column)
    {
        var gradients = Coefficients.Select(values => new double[values.Length]).ToArray();
        gradients[classNumber - 1][column] = 1;
        var stacked = Stacked(gradients);
        return _information is null ? double.NaN : Math.Sqrt(Math.Max(TensorPrimitives.Dot<double>(stacked, Solved(gradients)), 0));
    }

    private double[] Solved(IReadOnlyList<double[]> gradients)
    {
        var stacked = Stacked(gradients);
        _information!.Solve(stacked);
        return stacked;
    }

    private double[] Stacked(IReadOnlyList<double[]> gradients)
    {
        var p = _problem.Design.Columns;
        var stacked = new double[gradients.Count * p];
        for (var k = 0; k < gradients.Count; k++)
        {
            _problem.Design.Gradient(gradients[k]).CopyTo(stacked, k * p);
        }

        return stacked;
    }
}
