using Isl.Grains.Effects.Planning;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Words;

namespace Isl.Grains.Effects;

/// <summary>How the effect is identified, as it stands in the answer.</summary>
internal static class IdentificationReport
{
    /// <summary>Writes it.</summary>
    public static EffectIdentification Of(EffectPlan plan) => new()
    {
        Status = plan.Result.Status,
        Method = plan.Strategy switch
        {
            EffectStrategy.Backdoor => "backdoor",
            EffectStrategy.FrontDoor => "front_door",
            EffectStrategy.Id => "id_algorithm",
            EffectStrategy.Instrument => "instrumental_variable",
            _ => plan.Result.Method,
        },
        Strategy = plan.Strategy,
        AdjustmentSet = plan.Strategy == EffectStrategy.Instrument ? plan.InstrumentCovariates : plan.AdjustmentSet,
        FrontDoorSet = plan.Strategy == EffectStrategy.FrontDoor ? plan.FrontDoorSet : null,
        Instruments = plan.Strategy == EffectStrategy.Instrument ? plan.Instruments : null,
        Unmeasured = plan.Unmeasured,
        Reason = Wording.Paragraph(plan.Reasons.Texts().Append(plan.Strategy is null ? plan.Result.Reason ?? "" : "")),
        AdjustmentSetsTried = plan.Tried,
        Formula = plan.Result.IdentificationFormula,
        StructuredAssumptions = plan.Result.StructuredAssumptions,
    };
}
