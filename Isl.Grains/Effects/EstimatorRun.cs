using Isl.Grains.Effects.Estimators;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Effects;

/// <summary>An estimator that ran.</summary>
/// <param name="Spec">How it was asked.</param>
/// <param name="Estimate">As it stands in the answer.</param>
/// <param name="Draft">What it found.</param>
internal sealed record EstimatorRun(EstimatorSpec Spec, EffectEstimate Estimate, EstimatorDraft Draft);
