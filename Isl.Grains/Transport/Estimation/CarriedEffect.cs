using System.Collections.Immutable;
using Isl.Grains.Interfaces.Transport;
using Isl.Grains.Numerics;

namespace Isl.Grains.Transport.Estimation;

/// <summary>Difference of the mean outcome between two treatment values in the target population, from rows of both.</summary>
/// <remarks>
/// Source: Dahabreh et al. (2020), Extending inferences from a randomized trial to a new target population: outcome model, inverse odds of
/// participation weights, and both combined. Regression on the covariates as they are, linear for the outcome and logistic for participation and,
/// where the treatment was not randomised, for the treatment. Standard errors by the influence functions, with the weights taken as known.
/// </remarks>
internal sealed class CarriedEffect
{
    private readonly double[][] _source;
    private readonly double[][] _target;
    private readonly double[] _y;
    private readonly bool[] _treated;
    private readonly double[] _weights;
    private readonly double[][] _models;

    /// <summary>Fits all models.</summary>
    public CarriedEffect(double[][] source, double[][] target, double[] outcome, bool[] treated, bool isRandomised)
    {
        (_source, _target, _y, _treated) = (source, target, outcome, treated);
        _models = [Model(false), Model(true)];
        double[][] all = [.. source, .. target];
        var participation = LinearSystem.Logistic(all, r => r < source.Length);
        var share = treated.Count(one => one) / (double)treated.Length;
        var propensity = isRandomised ? null : LinearSystem.Logistic(source, r => treated[r]);
        _weights =
        [
            .. source.Select((row, r) =>
            {
                var p = LinearSystem.Probability(row, participation);
                var one = propensity is null ? share : LinearSystem.Probability(row, propensity);
                return (1 - p) / p / Math.Max(treated[r] ? one : 1 - one, 1e-9);
            }),
        ];
    }

    /// <summary>The answer in numbers.</summary>
    public TransportEstimate Figures(ImmutableArray<double> contrast, ImmutableArray<string> covariates)
    {
        var (regression, weighted, combined) = (OutcomeModel(), Weighted(), Combined());
        return new TransportEstimate(
            combined.Value,
            combined.StandardError,
            contrast,
            covariates,
            regression,
            weighted,
            combined,
            new OverlapFigures(
                WireNumber.Round(Math.Pow(_weights.Sum(), 2) / _weights.Sum(w => w * w)),
                WireNumber.Round(_weights.Max() / _weights.Sum()),
                _source.Length,
                _target.Length));
    }

    private static EstimateFigure Figure(double value, double variance) => new(WireNumber.Round(value), WireNumber.Round(Math.Sqrt(variance)));

    private static double Squares(IEnumerable<double> values) => values.Sum(value => value * value);

    private double[] Model(bool arm)
    {
        var rows = Enumerable.Range(0, _source.Length).Where(r => _treated[r] == arm).ToArray();
        return LinearSystem.LeastSquares([.. rows.Select(r => _source[r])], i => _y[rows[i]]);
    }

    private double Predicted(double[] row, bool arm) => LinearSystem.Dot(row, _models[arm ? 1 : 0]);

    private double Gain(double[] row) => Predicted(row, true) - Predicted(row, false);

    private EstimateFigure OutcomeModel()
    {
        var k = _target[0].Length;
        double[] mean = [.. Enumerable.Range(0, k).Select(j => _target.Average(row => row[j]))];
        var value = LinearSystem.Dot(mean, _models[1]) - LinearSystem.Dot(mean, _models[0]);
        var variance = Squares(_target.Select(row => (Gain(row) - value) / _target.Length));
        foreach (var arm in (bool[])[false, true])
        {
            var matrix = new double[k * k];
            foreach (var row in _source.Where((_, r) => _treated[r] == arm))
            {
                for (var i = 0; i < k * k; i++)
                {
                    matrix[i] += row[i / k] * row[i % k];
                }
            }

            double[] lever = [.. mean];
            LinearSystem.Solve(matrix, lever);
            variance += Squares(Residuals(arm).Select(one => one.Residual * LinearSystem.Dot(_source[one.Row], lever)));
        }

        return Figure(value, variance);
    }

    private EstimateFigure Weighted()
    {
        var (value, variance) = (0.0, 0.0);
        foreach (var arm in (bool[])[false, true])
        {
            var rows = Enumerable.Range(0, _source.Length).Where(r => _treated[r] == arm).ToList();
            var total = rows.Sum(r => _weights[r]);
            var mean = rows.Sum(r => _weights[r] * _y[r]) / total;
            value += arm ? mean : -mean;
            variance += Squares(rows.Select(r => _weights[r] * (_y[r] - mean) / total));
        }

        return Figure(value, variance);
    }

    private EstimateFigure Combined()
    {
        var value = _target.Average(Gain);
        var variance = Squares(_target.Select(row => (Gain(row) - value) / _target.Length));
        foreach (var arm in (bool[])[false, true])
        {
            var residuals = Residuals(arm).ToList();
            var total = residuals.Sum(one => _weights[one.Row]);
            var correction = residuals.Sum(one => _weights[one.Row] * one.Residual) / total;
            value += arm ? correction : -correction;
            variance += Squares(residuals.Select(one => _weights[one.Row] * (one.Residual - correction) / total));
        }

        return Figure(value, variance);
    }

    private IEnumerable<(int Row, double Residual)> Residuals(bool arm)
    {
        for (var r = 0; r < _source.Length; r++)
        {
            if (_treated[r] == arm)
            {
                yield return (r, _y[r] - Predicted(_source[r], arm));
            }
        }
    }
}
