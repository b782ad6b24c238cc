using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;
using Isl.Grains.Words;
using Isl.Grains.Words.Fitting;

namespace Isl.Grains.Fitting.Forms;

/// <summary>A variable of two or more levels: logistic regression, and a uniform noise that picks the level.</summary>
internal sealed class ClassForm : FittedForm
{
    private const double LeastChance = 1e-12;

    private readonly EquationData _data;
    private readonly double[] _values;
    private readonly Recipe _recipe;
    private readonly LogisticFit _fit;

    private ClassForm(EquationData data, Recipe recipe, WorkBudget budget)
    {
        (_data, _recipe) = (data, recipe);
        _values = [.. data.Y.Distinct().Order()];
        var classes = ClassesOf(data.Y);
        _fit = LogisticRegression.Fit(recipe.Design(data.Columns, data.Rows), classes, _values.Length, data.Weights, budget);
        DevianceExplained = Explained(classes);
    }

    /// <inheritdoc/>
    public override string Family => _values.Length == 2 ? "logistic" : "categorical";

    /// <inheritdoc/>
    public override double? DevianceExplained { get; }

    /// <inheritdoc/>
    public override int Parameters => _fit.Coefficients.Sum(values => values.Length);

    /// <inheritdoc/>
    public override DistributionSpec Noise => NoiseChoice.Spec("uniform", ("low", [0]), ("high", [1]));

    /// <inheritdoc/>
    public override ImmutableArray<FittedCoefficient> Coefficients
    {
        get
        {
            var terms = _recipe.Terms.Select(term => term.Name).Prepend("intercept").ToList();
            var left = _fit.LeftOut.ToHashSet();
            return
            [
                .. Enumerable.Range(1, _values.Length - 1).SelectMany(level => terms.Select((term, column) => new FittedCoefficient(
                    term,
                    _fit.Coefficients[level - 1][column],
                    left.Contains(_fit.Design.Terms[column]) ? null : Error(level, column),
                    _values.Length == 2 ? null : LabelOf(level)))),
            ];
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Finding> Caveats
    {
        get
        {
            if (_fit.IsSeparated)
            {
                yield return new SeparatedLevels(_data.Target.Name, _fit.Strongest.Text);
            }

            if (_fit.LeftOut.Any())
            {
                yield return new TermsLeftOut(_data.Target.Name, [.. _fit.LeftOut.Select(term => term.Text).Distinct()]);
            }
        }
    }

    /// <inheritdoc/>
    public override string Formula => _values.Length == 2
        ? $"if(noise < sigmoid({Predictor(1)}), {FormulaText.Number(_values[1])}, {FormulaText.Number(_values[0])})"
        : Nested();

    /// <summary>Fits.</summary>
    public static ClassForm Fit(EquationData data, Recipe recipe, WorkBudget budget) => new(data, recipe, budget);

    /// <inheritdoc/>
    public override double[] LogLikelihood(EquationData data)
    {
        var chances = _fit.Predict(_recipe.Design(data.Columns, data.Rows));
        var classes = ClassesOf(data.Y);
        return [.. classes.Select((own, i) => Math.Log(own < 0 ? LeastChance : Math.Max(chances[own][i], LeastChance)))];
    }

    /// <inheritdoc/>
    public override double[] Residuals(EquationData data, ReadOnlySpan<double> uniforms)
    {
        var chances = _fit.Predict(_recipe.Design(data.Columns, data.Rows));
        var classes = ClassesOf(data.Y);
        var residuals = new double[data.Rows];
        for (var i = 0; i < residuals.Length; i++)
        {
            var below = 0.0;
            for (var k = 0; k < classes[i]; k++)
            {
                below += chances[k][i];
            }

            residuals[i] = below + (uniforms[i] * (classes[i] < 0 ? 1 : chances[classes[i]][i]));
        }

        return residuals;
    }

    /// <inheritdoc/>
    public override void Draw(IReadOnlyList<DesignColumn> parents, ReadOnlySpan<double> uniforms, Span<double> destination)
    {
        var chances = _fit.Predict(_recipe.Design(parents, destination.Length));
        for (var i = 0; i < destination.Length; i++)
        {
            if (_values.Length == 2)
            {
                destination[i] = _values[uniforms[i] < chances[1][i] ? 1 : 0];
                continue;
            }

            var (k, sum) = (0, chances[0][i]);
            while (k < _values.Length - 1 && uniforms[i] >= sum)
            {
                sum += chances[++k][i];
            }

            destination[i] = _values[k];
        }
    }

    private string Predictor(int level)
    {
        var coefficients = _fit.Coefficients[level - 1];
        return FormulaText.Sum(coefficients[0], _recipe.Terms.Select(term => (Recipe.Value(term, coefficients), term.Formula)));
    }

    /// <summary>
    /// The noise against the running sums of the levels' odds: <c>if(noise * S &lt; 1, 0, if(noise * S &lt; 1 + exp(…), 1, 2))</c>.
    /// </summary>
    private string Nested()
    {
        var odds = Enumerable.Range(1, _values.Length - 1).Select(level => $"exp({Predictor(level)})").ToList();
        var scaled = $"noise * (1 + {string.Join(" + ", odds)})";
        var text = new StringBuilder();
        for (var level = 0; level < _values.Length - 1; level++)
        {
            var sum = string.Join(" + ", odds.Take(level).Prepend("1"));
            text.Append(CultureInfo.InvariantCulture, $"if({scaled} < {sum}, {FormulaText.Number(_values[level])}, ");
        }

        return text.Append(FormulaText.Number(_values[^1])).Append(')', _values.Length - 1).ToString();
    }

    private double? Error(int level, int column)
    {
        var error = _fit.StandardError(level, column);
        return !double.IsFinite(error) ? null
            : _data.AreFrequencies && _data.Weights.Length > 0 ? error * Math.Sqrt(_data.Rows / _data.Size)
            : error;
    }

    private string LabelOf(int level) => _data.Target.IsText
        ? _data.Target.Levels[(int)_values[level]]
        : _values[level].ToString(CultureInfo.InvariantCulture);

    private int[] ClassesOf(double[] y) => [.. y.Select(value => Array.BinarySearch(_values, value) is var at && at >= 0 ? at : -1)];

    private double Explained(int[] classes)
    {
        var weights = _data.Weights;
        var shares = new double[_values.Length];
        var scale = weights.Length == 0 ? 1 : classes.Length / weights.Sum();
        for (var i = 0; i < classes.Length; i++)
        {
            shares[classes[i]] += weights.Length == 0 ? 1 : weights[i] * scale;
        }

        var nothing = shares.Sum(share => share * Math.Log(share / classes.Length));
        return 1 - (_fit.LogLikelihood / nothing);
    }
}
