using Isl.Grains.Interfaces.Sensitivity;

namespace Isl.Grains.Sensitivity;

/// <summary>Estimates of other kinds as approximate risk ratios.</summary>
/// <remarks>Source: VanderWeele and Ding (2017), table 2; VanderWeele (2017) for odds ratios of common outcomes.</remarks>
internal static class RiskRatios
{
    /// <summary>The risk ratio; null where the estimate is no risk, or there is nothing to convert it by.</summary>
    /// <param name="estimate">The estimate.</param>
    /// <param name="question">What kind it is.</param>
    public static double? Of(double estimate, ConfoundingQuestion question) => question.Scale switch
    {
        EffectMeasure.RiskRatio => estimate,
        EffectMeasure.OddsRatio => question.IsRare ? estimate : Math.Sqrt(estimate),
        EffectMeasure.HazardRatio => question.IsRare ? estimate : OfCommonHazard(estimate),
        EffectMeasure.RiskDifference => question.BaselineRisk is { } risk && risk + estimate > 0 ? (risk + estimate) / risk : null,
        EffectMeasure.StandardizedDifference => EValue.RiskRatio(estimate),
        EffectMeasure.Regression => question.OutcomeDeviation is { } deviation ? EValue.RiskRatio(estimate / deviation) : null,
        var scale => throw new ArgumentOutOfRangeException(nameof(question), scale, "There is no such scale."),
    };

    /// <summary>Whether estimates of this kind are ratios, whose intervals are symmetric in their logarithms.</summary>
    public static bool IsRatio(EffectMeasure scale) =>
        scale is EffectMeasure.RiskRatio or EffectMeasure.OddsRatio or EffectMeasure.HazardRatio;

    /// <summary>(1 − 0.5^√HR) / (1 − 0.5^√(1/HR)), by logarithms' differences so that small ratios keep their digits.</summary>
    private static double OfCommonHazard(double ratio) =>
        Numerics.SmallArguments.Expm1(Math.Sqrt(ratio) * Math.Log(0.5)) / Numerics.SmallArguments.Expm1(Math.Sqrt(1 / ratio) * Math.Log(0.5));
}
