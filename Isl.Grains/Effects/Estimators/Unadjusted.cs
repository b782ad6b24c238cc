using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Estimators;

/// <summary>The difference of means, or the slope, with nothing adjusted for.</summary>
internal static class Unadjusted
{
    /// <summary>Estimates.</summary>
    public static EstimatorDraft Run(EstimationContext context, EstimatorSpec spec)
    {
        var data = context.Data;
        var design = TreatmentTerms.Append(DesignMatrix.Of(data.Rows, []), data.Treatment);
        return LinearEffects.Of(context, spec, design, 1, withMeans: data.Treatment.HasArms) with { Caveats = [] };
    }
}
