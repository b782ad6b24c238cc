using System.Collections.Immutable;
using System.Numerics.Tensors;
using System.Text.Json;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Regression;
using Isl.Grains.Words;
using Isl.Grains.Words.Fitting;

namespace Isl.Grains.Fitting.Forms;

/// <summary>A number that is a sum of terms of the parents, and noise: least squares.</summary>
internal sealed class GaussianForm : FittedForm
{
    /// <summary>Share of the variance below which residuals are rounding.</summary>
    private const double Rounding = 1e-24;

    private readonly EquationData _data;
    private readonly EquationFamily _family;
    private readonly LeastSquaresFit _fit;
    private readonly NoiseForm _asked;
    private readonly double _variance;
    private readonly double _total;
    private DistributionSpec? _noise;
    private Distribution? _quantiles;

    private GaussianForm(EquationData data, EquationFamily family, Recipe recipe, NoiseForm noise)
    {
        (_data, _family, Recipe, _asked) = (data, family, recipe, noise);
        _fit = LeastSquares.Fit(recipe.Design(data.Columns, data.Rows), data.Y, data.Weights);
        var mean = data.Mean(data.Y);
        var squares = data.Y.Select(value => (value - mean) * (value - mean)).ToArray();
        _total = data.Mean(squares) * data.Size;
        var residual = data.Weights.Length > 0 && !data.AreFrequencies
            ? _fit.ResidualSquares * data.Rows / TensorPrimitives.Sum(data.Weights)
            : _fit.ResidualSquares;
        _variance = Math.Max(residual / Math.Max(data.Size - _fit.Rank, 1), Rounding * Math.Max(_total / data.Size, mean * mean) + double.Epsilon);
        R2 = 1 - (residual / _total);
    }

    /// <inheritdoc/>
    public override string Family => JsonNamingPolicy.SnakeCaseLower.ConvertName(_family.ToString());

    /// <inheritdoc/>
    public override double? R2 { get; }

    /// <inheritdoc/>
    public override double? ResidualStd => Math.Sqrt(_variance);

    /// <inheritdoc/>
    public override int Parameters => _fit.Rank + 1;

    /// <inheritdoc/>
    public override ImmutableArray<FittedCoefficient> Coefficients =>
    [
        Coefficient("intercept", Unit(0), _fit.Coefficients[0]),
        .. Recipe.Terms.Select(term => Coefficient(term.Name, term.Gradient, Recipe.Value(term, _fit.Coefficients))),
    ];

    /// <inheritdoc/>
    public override string Formula => FormulaText.Sum(
        _fit.Coefficients[0], Recipe.Terms.Select(term => (Recipe.Value(term, _fit.Coefficients), term.Formula))) + " + noise";

    /// <inheritdoc/>
    public override DistributionSpec Noise => _noise ??= NoiseChoice.Of(_fit.Residuals, _data, Math.Sqrt(_variance), _asked);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Caveats =>
        _fit.LeftOut.Any() ? [new TermsLeftOut(_data.Target.Name, [.. _fit.LeftOut.Select(term => term.Text).Distinct()])] : [];

    /// <summary>How the parents become terms.</summary>
    public Recipe Recipe { get; }

    /// <summary>Is it a sum of the parents, each times a number?</summary>
    public bool IsLinear => _family switch
    {
        EquationFamily.Interactions => _data.Columns.Count < 2,
        EquationFamily.Spline => !Recipe.HasCurves,
        _ => true,
    };

    /// <summary>The coefficients of the design: the constant, then one for each number or level but the first.</summary>
    public double[] DesignCoefficients => _fit.Coefficients;

    /// <summary>Fits.</summary>
    public static GaussianForm Fit(EquationData data, EquationFamily family, Recipe recipe, NoiseForm noise) => new(data, family, recipe, noise);

    /// <inheritdoc/>
    public override double[] LogLikelihood(EquationData data)
    {
        var residuals = Residuals(data, default);
        var constant = -0.5 * Math.Log(2 * Math.PI * _variance);
        foreach (ref var residual in residuals.AsSpan())
        {
            residual = constant - (residual * residual / (2 * _variance));
        }

        return residuals;
    }

    /// <inheritdoc/>
    public override double[] Residuals(EquationData data, ReadOnlySpan<double> uniforms)
    {
        var predicted = _fit.Predict(Recipe.Design(data.Columns, data.Rows));
        TensorPrimitives.Subtract(data.Y, predicted, predicted);
        return predicted;
    }

    /// <inheritdoc/>
    public override void Draw(IReadOnlyList<DesignColumn> parents, ReadOnlySpan<double> uniforms, Span<double> destination)
    {
        _quantiles ??= Distribution.Create(Noise);
        RootForm.Transform(_quantiles, uniforms, destination);
        var predicted = _fit.Predict(Recipe.Design(parents, destination.Length));
        TensorPrimitives.Add(destination, predicted, destination);
    }

    private FittedCoefficient Coefficient(string name, double[] gradient, double value)
    {
        var isEstimable = gradient.Select((entry, j) => entry == 0 || _fit.IsEstimable[j]).All(counts => counts);
        return new FittedCoefficient(name, value, isEstimable && _fit.DegreesOfFreedom > 0 ? Error(gradient) : null);
    }

    private double? Error(double[] gradient)
    {
        if (_data.Weights.Length > 0 && !_data.AreFrequencies)
        {
            return _fit.StandardError(gradient, ErrorKind.Hc1);
        }

        // Frequencies repeat rows: the degrees of freedom are those of the repeated ones.
        var error = _fit.StandardError(gradient, ErrorKind.Classical) * Math.Sqrt(_fit.DegreesOfFreedom / Math.Max(_data.Size - _fit.Rank, 1));
        return double.IsFinite(error) ? error : null;
    }

    private double[] Unit(int at)
    {
        var unit = new double[_fit.Design.Columns];
        unit[at] = 1;
        return unit;
    }
}
