using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Placeholder while the spine is built.</summary>
internal static class TwoStage
{
    /// <summary>Estimates.</summary>
    public static EstimatorDraft Run(EstimationContext context, EstimatorSpec spec) => Unadjusted.Run(context, spec);
}
