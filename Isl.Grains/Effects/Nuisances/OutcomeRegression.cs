using System.Numerics.Tensors;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Nuisances;

/// <summary>The mean of an outcome by covariates: linear, or logistic for 0 and 1.</summary>
internal sealed class OutcomeRegression
{
    private readonly LeastSquaresFit? _linear;
    private readonly LogisticFit? _logistic;
    private readonly double _constant;

    private OutcomeRegression(LeastSquaresFit? linear, LogisticFit? logistic, double constant) =>
        (_linear, _logistic, _constant) = (linear, logistic, constant);

    /// <summary>Did the covariates tell 0 from 1 without doubt somewhere?</summary>
    public bool IsSeparated => _logistic?.IsSeparated == true;

    /// <summary>The terms that were left out.</summary>
    public IEnumerable<DesignTerm> LeftOut => _linear?.LeftOut ?? _logistic?.LeftOut ?? [];

    /// <summary>Fits.</summary>
    /// <param name="design">The design of the rows to fit on.</param>
    /// <param name="outcome">Their outcome.</param>
    /// <param name="weights">Their weights; empty for none.</param>
    /// <param name="isLogistic">Logistic, for an outcome of 0 and 1.</param>
    /// <param name="budget">Tested at each step.</param>
    public static OutcomeRegression Fit(DesignMatrix design, double[] outcome, double[] weights, bool isLogistic, WorkBudget budget)
    {
        if (!isLogistic)
        {
            return new OutcomeRegression(LeastSquares.Fit(design, outcome, weights), null, 0);
        }

        // One value alone has no likelihood with a maximum: the mean is that value whatever the covariates.
        if (Array.TrueForAll(outcome, value => value == outcome[0]))
        {
            return new OutcomeRegression(null, null, outcome[0]);
        }

        int[] classes = [.. outcome.Select(value => (int)value)];
        return new OutcomeRegression(null, LogisticRegression.Fit(design, classes, 2, weights, budget), 0);
    }

    /// <summary>The means of the rows of a design.</summary>
    public double[] Predict(DesignMatrix design)
    {
        if (_linear is not null)
        {
            return _linear.Predict(design);
        }

        if (_logistic is not null)
        {
            return _logistic.Predict(design)[1];
        }

        var constant = new double[design.Rows];
        constant.AsSpan().Fill(_constant);
        return constant;
    }

    /// <summary>What each row fitted on adds to the error of Σ h m(x) over the rows of a design.</summary>
    /// <param name="design">The design summed over.</param>
    /// <param name="shares">h of its rows.</param>
    /// <param name="means">m of its rows.</param>
    public double[]? Contributions(DesignMatrix design, double[] shares, double[] means)
    {
        if (_linear is not null)
        {
            return _linear.Contributions(Gradients.Sum(design, shares));
        }

        if (_logistic is null)
        {
            return null;
        }

        var slopes = new double[shares.Length];
        for (var i = 0; i < slopes.Length; i++)
        {
            slopes[i] = shares[i] * means[i] * (1 - means[i]);
        }

        return _logistic.Contributions([Gradients.Sum(design, slopes)]);
    }
}

/// <summary>Weighted sums of the rows of a design.</summary>
internal static class Gradients
{
    /// <summary>Xᵀ h.</summary>
    public static double[] Sum(DesignMatrix design, double[] shares)
    {
        var (sum, scratch) = (new double[design.Columns], new double[design.Rows]);
        for (var j = 0; j < sum.Length; j++)
        {
            sum[j] = TensorPrimitives.Dot(design.Read(j, 0, scratch), shares);
        }

        return sum;
    }
}
