using System.Numerics.Tensors;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Strength and agreement of instruments, and the set of effects that the data do not contradict.</summary>
internal sealed class InstrumentTests(
    EstimationContext context, DesignMatrix covariates, DesignMatrix full, LeastSquaresFit first, LeastSquaresFit restricted, int count)
{
    private readonly Samples.EstimationData _data = context.Data;

    /// <summary>All of them.</summary>
    /// <param name="residuals">Those of two-stage least squares.</param>
    /// <param name="factor">What a slope is multiplied by in the answer.</param>
    public EstimateDiagnostics Report(double[] residuals, double factor)
    {
        var outcome = LeastSquares.Fit(full, _data.Outcome, _data.Weights);
        return new EstimateDiagnostics
        {
            FirstStageF = (restricted.ResidualSquares - first.ResidualSquares) / count / (first.ResidualSquares / first.DegreesOfFreedom),
            EffectiveF = EffectiveF(),
            WuHausman = WuHausman(),
            Sargan = count > 1 ? Sargan(residuals) : null,
            AndersonRubin = AndersonRubin(outcome, factor),
        };
    }

    /// <summary>The first stage's F with errors as they are.</summary>
    /// <remarks>Source: Montiel Olea and Pflueger (2013), equation 12, on instruments made orthonormal.</remarks>
    private double EffectiveF()
    {
        var basis = new List<double[]>();
        for (var j = covariates.Columns; j < full.Columns; j++)
        {
            var own = Scaled(LeastSquares.Fit(covariates, full.Column(j), _data.Weights).Residuals);
            foreach (var other in basis)
            {
                TensorPrimitives.MultiplyAdd(other, -TensorPrimitives.Dot<double>(other, own), own, own);
            }

            var length = TensorPrimitives.Norm<double>(own);
            if (length > 1e-8 * TensorPrimitives.Norm(full.Column(j)))
            {
                TensorPrimitives.Divide(own, length, own);
                basis.Add(own);
            }
        }

        var (treatment, errors) = (Scaled(restricted.Residuals), Scaled(first.Residuals));
        var (strength, spread) = (0.0, 0.0);
        foreach (var own in basis)
        {
            var along = TensorPrimitives.Dot<double>(own, treatment);
            strength += along * along;
            for (var i = 0; i < own.Length; i++)
            {
                spread += own[i] * own[i] * errors[i] * errors[i];
            }
        }

        return strength / (spread * _data.Rows / first.DegreesOfFreedom);
    }

    /// <summary>Would least squares do? F of the first stage's residual beside treatment and covariates.</summary>
    private DiagnosticTest? WuHausman()
    {
        var design = covariates.With(new DesignTerm(_data.Treatment.Name), _data.Treatment.Values).With(new DesignTerm("residual"), first.Residuals);
        var fit = LeastSquares.Fit(design, _data.Outcome, _data.Weights);
        var last = design.Columns - 1;
        if (!fit.IsEstimable[last] || fit.DegreesOfFreedom < 1)
        {
            return null;
        }

        var t = fit.Coefficients[last] / fit.StandardError(last, ErrorKind.Classical);
        return new DiagnosticTest(t * t, Tails.FisherUpper(t * t, 1, fit.DegreesOfFreedom), fit.DegreesOfFreedom);
    }

    /// <summary>n R² of the residuals on instruments and covariates.</summary>
    private DiagnosticTest Sargan(double[] residuals)
    {
        var fit = LeastSquares.Fit(full, residuals, _data.Weights);
        var whole = TensorPrimitives.SumOfSquares<double>(Scaled(residuals));
        var statistic = _data.Rows * (1 - (fit.ResidualSquares / whole));
        return new DiagnosticTest(statistic, Tails.ChiSquaredUpper(statistic, count - 1), count - 1);
    }

    /// <summary>The effects for which the instruments do not explain what they leave of the outcome: a quadratic inequality.</summary>
    private AndersonRubinSet AndersonRubin(LeastSquaresFit outcome, double factor)
    {
        var reduced = LeastSquares.Fit(covariates, _data.Outcome, _data.Weights);
        var (y, d) = (Scaled(reduced.Residuals), Scaled(restricted.Residuals));
        var (ry, rd) = (Scaled(outcome.Residuals), Scaled(first.Residuals));
        var limit = Tails.FisherCritical(1 - context.ConfidenceLevel, count, first.DegreesOfFreedom) * count / first.DegreesOfFreedom;

        // P y = y − M y, so that y'Py − k y'My = y'y − (1 + k) y'My on what the covariates leave.
        var a = Dot(d, d) - ((1 + limit) * Dot(rd, rd));
        var b = Dot(d, y) - ((1 + limit) * Dot(rd, ry));
        var c = Dot(y, y) - ((1 + limit) * Dot(ry, ry));
        var inner = (b * b) - (a * c);
        if (inner < 0)
        {
            return new AndersonRubinSet(a > 0 ? "empty" : "line", null, null);
        }

        var root = Math.Sqrt(inner);
        double[] ends = [(b - root) / a * factor, (b + root) / a * factor];
        Array.Sort(ends);
        return new AndersonRubinSet(a > 0 ? "interval" : "two_rays", ends[0], ends[1]);

        static double Dot(double[] left, double[] right) => TensorPrimitives.Dot<double>(left, right);
    }

    private double[] Scaled(double[] values)
    {
        if (_data.Weights.Length == 0)
        {
            return [.. values];
        }

        return [.. values.Select((value, i) => value * Math.Sqrt(_data.Weights[i]))];
    }
}
