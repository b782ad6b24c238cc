using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Weights that turn each arm into the rows an estimand is about.</summary>
internal static class TargetWeights
{
    /// <summary>The weight of a row of an arm.</summary>
    /// <param name="estimand">Whose effect.</param>
    /// <param name="pair">The arms compared.</param>
    /// <param name="arm">The row's arm: one of both.</param>
    /// <param name="chances">For each arm the chance of each row.</param>
    /// <param name="row">The row.</param>
    public static double Of(EffectEstimand estimand, ArmPair pair, int arm, double[][] chances, int row) => estimand switch
    {
        EffectEstimand.Att => arm == pair.To ? 1 : chances[pair.To][row] / chances[pair.From][row],
        EffectEstimand.Atc => arm == pair.From ? 1 : chances[pair.From][row] / chances[pair.To][row],
        EffectEstimand.Ato => chances[pair.From][row] * chances[pair.To][row] / chances[arm][row],
        _ => 1 / chances[arm][row],
    };

    /// <summary>The derivative of the weight's logarithm with respect to the linear predictor of an arm.</summary>
    public static double LogSlope(EffectEstimand estimand, ArmPair pair, int arm, double[][] chances, int row, int predictor)
    {
        var own = chances[predictor][row];
        var (isFrom, isTo, isArm) = (pair.From == predictor ? 1 : 0, pair.To == predictor ? 1 : 0, arm == predictor ? 1 : 0);
        return estimand switch
        {
            EffectEstimand.Att => isTo - isArm,
            EffectEstimand.Atc => isFrom - isArm,
            EffectEstimand.Ato => isFrom + isTo - own - isArm,
            _ => own - isArm,
        };
    }

    /// <summary>How much a row counts among those the estimand is about, as it is seen: 1 or 0.</summary>
    public static double Membership(EffectEstimand estimand, ArmPair pair, int arm) => estimand switch
    {
        EffectEstimand.Att => arm == pair.To ? 1 : 0,
        EffectEstimand.Atc => arm == pair.From ? 1 : 0,
        _ => 1,
    };
}
