using System.Numerics.Tensors;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Regression;
using Isl.Grains.Words;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Two-stage least squares, with what tells whether the instruments are strong and agree.</summary>
internal static class TwoStage
{
    private const double WeakF = 10;

    /// <summary>Estimates.</summary>
    public static EstimatorDraft Run(EstimationContext context, EstimatorSpec spec)
    {
        var (data, plan) = (context.Data, context.Plan);
        var covariates = DesignMatrix.Of(data.Rows, [.. plan.InstrumentCovariates.Select(name => data.Columns[name])]);
        var instruments = DesignMatrix.Of(data.Rows, [.. plan.Instruments.Select(name => data.Columns[name])]);
        var full = covariates.With(instruments);
        var first = LeastSquares.Fit(full, data.Treatment.Values, data.Weights);
        var restricted = LeastSquares.Fit(covariates, data.Treatment.Values, data.Weights);
        var count = first.Rank - restricted.Rank;
        Require(plan.Instruments, count, first, data);

        var fitted = first.Predict(full);
        var second = LeastSquares.Fit(covariates.With(new DesignTerm(data.Treatment.Name), fitted), data.Outcome, data.Weights);
        var at = covariates.Columns;
        if (!second.IsEstimable[at])
        {
            throw Unrelated(plan.Instruments, data);
        }

        var residuals = LinearPredictor.Of(covariates, second.Coefficients.AsSpan(0, at));
        for (var i = 0; i < residuals.Length; i++)
        {
            residuals[i] = data.Outcome[i] - residuals[i] - (second.Coefficients[at] * data.Treatment.Values[i]);
        }

        var fit = second.WithResiduals(residuals);
        var kind = ErrorKinds.Of(spec, data);
        var tests = new InstrumentTests(context, covariates, full, first, restricted, count);
        var pairs = context.Contrast.Pairs.Select(pair =>
        {
            var gradient = TreatmentTerms.Gradient(second.Design, at, pair);
            return new PairDraft
            {
                Value = TensorPrimitives.Dot<double>(gradient, second.Coefficients),
                Contributions = fit.Contributions(gradient),
                StandardError = fit.StandardError(gradient, ErrorKinds.Formula(kind), data.Clusters),
                DegreesOfFreedom = ErrorKinds.DegreesOfFreedom(kind, fit, data),
            };
        });
        var diagnostics = tests.Report(residuals, context.Contrast.Pairs[0].Factor) with
        {
            Instruments = plan.Instruments,
            DegreesOfFreedom = fit.DegreesOfFreedom,
        };
        return new EstimatorDraft([.. pairs], ErrorKinds.Text(kind), diagnostics, [.. Caveats(diagnostics)]);
    }

    private static IEnumerable<Finding> Caveats(EstimateDiagnostics diagnostics)
    {
        if (diagnostics.FirstStageF < WeakF)
        {
            yield return new InstrumentsWeak(diagnostics.FirstStageF.Value);
        }

        if (diagnostics.AndersonRubin is { Kind: "two_rays" or "line" })
        {
            yield return new EffectUnbounded();
        }
    }

    private static void Require(IReadOnlyList<string> names, int count, LeastSquaresFit first, EstimationData data)
    {
        if (first.DegreesOfFreedom < 1)
        {
            throw new InputException(SampleRows.Place, $"{data.Rows} rows are too few for {first.Rank} columns of instruments and covariates.");
        }

        if (count < 1)
        {
            throw Unrelated(names, data);
        }
    }

    private static InputException Unrelated(IReadOnlyList<string> names, EstimationData data) => new(
        "/instruments",
        $"In the rows used {string.Join(", ", names)} does not vary beside the covariates, or leaves {data.Treatment.Name} as it is, so it tells "
            + $"nothing "
        + "about the effect.");
}
