using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Regression;
using Isl.Grains.Words;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Least squares of the outcome on treatment and covariates, without interactions.</summary>
internal static class AdjustedRegression
{
    /// <summary>Level of the test for interactions.</summary>
    private const double Alpha = 0.05;

    /// <summary>Most cells of a design with interactions: beyond them the test costs more than the answer.</summary>
    private const long MostCells = 4_000_000;

    /// <summary>Estimates.</summary>
    public static EstimatorDraft Run(EstimationContext context, EstimatorSpec spec)
    {
        var data = context.Data;
        var design = TreatmentTerms.Append(data.Design, data.Treatment);
        var draft = LinearEffects.Of(context, spec, design, data.Design.Columns, withMeans: false);
        var caveats = new List<Finding>();
        if (spec.Estimand != EffectEstimand.Ate)
        {
            caveats.Add(new RegressionHasOneEstimand());
        }

        var test = Interactions(context, design);
        if (test?.PValue < Alpha)
        {
            caveats.Add(new EffectsVary(test.PValue));
        }

        return draft with { Caveats = [.. caveats], Diagnostics = draft.Diagnostics with { Interactions = test } };
    }

    /// <summary>Wald's test, robust, of all products of treatment and centred covariates; null where there is no room for them.</summary>
    private static DiagnosticTest? Interactions(EstimationContext context, DesignMatrix design)
    {
        var data = context.Data;
        var (covariates, treatments) = (data.Design.Columns - 1, design.Columns - data.Design.Columns);
        var products = covariates * treatments;
        if (covariates == 0 || (long)(design.Columns + products) * data.Rows > MostCells || data.Rows < 3 * (design.Columns + products))
        {
            return null;
        }

        var wide = design;
        for (var t = data.Design.Columns; t < design.Columns; t++)
        {
            for (var j = 1; j <= covariates; j++)
            {
                var mean = System.Numerics.Tensors.TensorPrimitives.Sum(design.Column(j)) / data.Rows;
                wide = wide.WithProduct(new DesignTerm($"{design.Terms[t].Text}:{design.Terms[j].Text}"), t, j, mean);
            }
        }

        var fit = LeastSquares.Fit(wide, data.Outcome, data.Weights);
        int[] tested = [.. Enumerable.Range(design.Columns, products).Where(column => fit.IsEstimable[column])];
        return tested.Length == 0 || fit.DegreesOfFreedom < 1 ? null : WaldTest.Of(fit, tested, data.Clusters);
    }
}
