using System.Collections.Immutable;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Regression;
using Isl.Grains.Words;
using Isl.Grains.Words.Fitting;
using MathNet.Numerics;

namespace Isl.Grains.Fitting.Forms;

/// <summary>A count whose mean is the exponential of a sum of terms: Poisson regression by maximum likelihood.</summary>
/// <remarks>Newton's method as repeated weighted least squares (McCullagh and Nelder 1989), with halved steps.</remarks>
internal sealed class PoissonForm : FittedForm
{
    private const int MostSteps = 50;
    private const double Small = 1e-12;
    private const double MostLog = 60;

    /// <summary>Variance over mean of the residuals above which a Poisson noise is too narrow.</summary>
    private const double Wide = 1.5;

    private readonly EquationData _data;
    private readonly Recipe _recipe;
    private readonly double[] _coefficients;
    private readonly LeastSquaresFit _last;
    private readonly double _dispersion;

    private PoissonForm(EquationData data, Recipe recipe)
    {
        (_data, _recipe) = (data, recipe);
        var design = recipe.Design(data.Columns, data.Rows);
        (_coefficients, _last) = Maximise(design, data);
        var means = Means(design);
        var mean = data.Mean(data.Y);
        DevianceExplained = 1 - (Deviance(data, means) / Deviance(data, [.. data.Y.Select(_ => mean)]));
        var pearson = data.Mean([.. data.Y.Select((y, i) => (y - means[i]) * (y - means[i]) / Math.Max(means[i], 1e-300))]);
        _dispersion = pearson * data.Size / Math.Max(data.Size - _last.Rank, 1);
    }

    /// <inheritdoc/>
    public override string Family => "poisson";

    /// <inheritdoc/>
    public override double? DevianceExplained { get; }

    /// <inheritdoc/>
    public override int Parameters => _last.Rank;

    /// <inheritdoc/>
    public override DistributionSpec Noise => NoiseChoice.Spec("uniform", ("low", [0]), ("high", [1]));

    /// <inheritdoc/>
    public override string Formula
    {
        get
        {
            var log = FormulaText.Sum(_coefficients[0], _recipe.Terms.Select(term => (Recipe.Value(term, _coefficients), term.Formula)));
            return $"poisson_quantile(noise, exp({log}))";
        }
    }

    /// <inheritdoc/>
    public override ImmutableArray<FittedCoefficient> Coefficients =>
    [
        .. _recipe.Terms
            .Select(term => term.Name)
            .Prepend("intercept")
            .Select((name, at) => new FittedCoefficient(name, _coefficients[at], Error(at))),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Caveats
    {
        get
        {
            if (_dispersion > Wide)
            {
                yield return new WideCounts(_data.Target.Name, _dispersion);
            }

            if (_last.LeftOut.Any())
            {
                yield return new TermsLeftOut(_data.Target.Name, [.. _last.LeftOut.Select(term => term.Text).Distinct()]);
            }
        }
    }

    /// <summary>Fits.</summary>
    public static PoissonForm Fit(EquationData data, Recipe recipe) => new(data, recipe);

    /// <inheritdoc/>
    public override double[] LogLikelihood(EquationData data)
    {
        var means = Means(_recipe.Design(data.Columns, data.Rows));
        return [.. data.Y.Select((y, i) => y < 0 || y != Math.Floor(y)
            ? -1e6
            : (y * Math.Log(Math.Max(means[i], 1e-300))) - means[i] - SpecialFunctions.GammaLn(y + 1))];
    }

    /// <inheritdoc/>
    public override double[] Residuals(EquationData data, ReadOnlySpan<double> uniforms)
    {
        var means = Means(_recipe.Design(data.Columns, data.Rows));
        var residuals = new double[data.Rows];
        for (var i = 0; i < residuals.Length; i++)
        {
            var (below, upTo) = (Chance(data.Y[i] - 1, means[i]), Chance(data.Y[i], means[i]));
            residuals[i] = below + (uniforms[i] * (upTo - below));
        }

        return residuals;
    }

    /// <inheritdoc/>
    public override void Draw(IReadOnlyList<DesignColumn> parents, ReadOnlySpan<double> uniforms, Span<double> destination)
    {
        var means = Means(_recipe.Design(parents, destination.Length));
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = PoissonQuantile.Of(uniforms[i], means[i]);
        }
    }

    private static double Chance(double k, double mean) => k < 0 ? 0 : mean <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(k + 1, mean);

    private double[] Means(DesignMatrix design) =>
        [.. LinearPredictor.Of(design, _coefficients).Select(log => Math.Exp(Math.Min(log, MostLog)))];

    private double? Error(int column)
    {
        if (!_last.IsEstimable[column])
        {
            return null;
        }

        var unit = new double[_coefficients.Length];
        unit[column] = 1;
        var variance = _last.Direction(unit)[column];
        if (_data.Weights.Length > 0 && !_data.AreFrequencies)
        {
            return _last.StandardError(unit, ErrorKind.Hc1);
        }

        return variance >= 0 && double.IsFinite(variance) ? Math.Sqrt(variance) : null;
    }

    private static (double[] Coefficients, LeastSquaresFit Last) Maximise(DesignMatrix design, EquationData data)
    {
        var mean = data.Mean(data.Y);
        var logs = data.Y.Select(y => Math.Log((y + mean) / 2)).ToArray();
        var last = Step(design, data, logs);
        var coefficients = last.Coefficients;
        var deviance = Deviance(data, Exp(design, coefficients, logs));
        for (var step = 0; step < MostSteps; step++)
        {
            last = Step(design, data, logs);
            var (from, to) = (coefficients, last.Coefficients);
            var (length, better) = (1.0, 0.0);
            do
            {
                coefficients = [.. from.Select((value, j) => value + (length * (to[j] - value)))];
                better = Deviance(data, Exp(design, coefficients, logs));
                length /= 2;
            }
            while (!(better <= deviance + (1e-10 * Math.Abs(deviance))) && length > 1e-6);
            var moved = coefficients.Select((value, j) => Math.Abs(value - from[j]) / Math.Max(1, Math.Abs(value))).Max();
            deviance = better;
            if (moved < Small)
            {
                break;
            }
        }

        return (coefficients, Step(design, data, logs));
    }

    /// <summary>Weighted least squares of the working response at linear predictors.</summary>
    private static LeastSquaresFit Step(DesignMatrix design, EquationData data, double[] logs)
    {
        var (response, weights) = (new double[data.Rows], new double[data.Rows]);
        for (var i = 0; i < response.Length; i++)
        {
            var mean = Math.Exp(Math.Clamp(logs[i], -MostLog, MostLog));
            response[i] = logs[i] + ((data.Y[i] - mean) / mean);
            weights[i] = mean * (data.Weights.Length == 0 ? 1 : data.Weights[i]);
        }

        return LeastSquares.Fit(design, response, weights);
    }

    private static double[] Exp(DesignMatrix design, double[] coefficients, double[] logs)
    {
        LinearPredictor.Of(design, coefficients, logs);
        return [.. logs.Select(log => Math.Exp(Math.Min(log, MostLog)))];
    }

    private static double Deviance(EquationData data, double[] means)
    {
        var sum = 0.0;
        for (var i = 0; i < means.Length; i++)
        {
            var (y, mean) = (data.Y[i], Math.Max(means[i], 1e-300));
            sum += (data.Weights.Length == 0 ? 1 : data.Weights[i]) * 2 * ((y > 0 ? y * Math.Log(y / mean) : 0) - (y - mean));
        }

        return sum;
    }
}
