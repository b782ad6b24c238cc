using System.Numerics.Tensors;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Effects as coefficients of least squares.</summary>
internal static class LinearEffects
{
    /// <summary>The comparisons as combinations of coefficients.</summary>
    /// <param name="context">The question.</param>
    /// <param name="spec">How it is asked.</param>
    /// <param name="design">The design, with the treatment behind <paramref name="first"/> columns.</param>
    /// <param name="first">Columns before the treatment.</param>
    /// <param name="withMeans">Are the means of the levels those of the fit without covariates?</param>
    public static EstimatorDraft Of(EstimationContext context, EstimatorSpec spec, DesignMatrix design, int first, bool withMeans)
    {
        var data = context.Data;
        var fit = LeastSquares.Fit(design, data.Outcome, data.Weights);
        Estimability.RequireTreatment(fit, first, data);
        var kind = ErrorKinds.Of(spec, data);
        var pairs = context.Contrast.Pairs.Select(pair =>
        {
            var gradient = TreatmentTerms.Gradient(design, first, pair);
            return new PairDraft
            {
                Value = TensorPrimitives.Dot<double>(gradient, fit.Coefficients),
                Contributions = fit.Contributions(gradient),
                StandardError = fit.StandardError(gradient, ErrorKinds.Formula(kind), data.Clusters),
                DegreesOfFreedom = ErrorKinds.DegreesOfFreedom(kind, fit, data),
                From = withMeans ? Mean(pair.From) : null,
                To = withMeans ? Mean(pair.To) : null,
                Scores = Scores(fit, gradient, pair),
            };
        });
        return new EstimatorDraft([.. pairs], ErrorKinds.Text(kind), LeftOut(fit), []);

        MeanDraft Mean(int arm)
        {
            var gradient = TreatmentTerms.Gradient(design, first, new ArmPair(0, arm, 1));
            gradient[0] = 1;
            return new MeanDraft(TensorPrimitives.Dot<double>(gradient, fit.Coefficients), fit.Contributions(gradient));
        }

        // Frisch, Waugh and Lovell: the coefficient is a sum over rows of what the other columns leave of the treatment.
        EffectScores? Scores(LeastSquaresFit own, double[] gradient, ArmPair pair)
        {
            if (context.Contrast.Pairs.Length > 1 || (data.Treatment.HasArms && data.Treatment.Levels.Length > 2))
            {
                return null;
            }

            int[] others = [.. Enumerable.Range(0, first)];
            var treated = LeastSquares.Fit(design.OfColumns(others), design.Column(first), data.Weights).Residuals;
            var coefficient = own.Coefficients[first];
            var (numerator, denominator) = (new double[data.Rows], new double[data.Rows]);
            for (var i = 0; i < numerator.Length; i++)
            {
                numerator[i] = gradient[first] * treated[i] * (own.Residuals[i] + (coefficient * treated[i]));
                denominator[i] = treated[i] * treated[i];
            }

            return new EffectScores(numerator, denominator);
        }
    }

    /// <summary>What was left out of a fit, told by its names.</summary>
    public static EstimateDiagnostics LeftOut(LeastSquaresFit fit)
    {
        string[] names = [.. fit.LeftOut.Select(term => term.Text)];
        return new EstimateDiagnostics { LeftOut = names.Length == 0 ? null : [.. names.Take(20)], DegreesOfFreedom = fit.DegreesOfFreedom };
    }
}
