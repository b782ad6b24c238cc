using System.Collections.Immutable;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Words;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects.Planning;

/// <summary>Chooses the criterion that the estimates rest on.</summary>
internal static class StrategyChoice
{
    private static readonly EffectStrategy[] Order =
        [EffectStrategy.Backdoor, EffectStrategy.FrontDoor, EffectStrategy.Id, EffectStrategy.Instrument];

    /// <summary>The plan with its criterion: the one asked for, or the first that identifies the effect and that the columns allow.</summary>
    /// <exception cref="InputException">The one asked for does not.</exception>
    public static EffectPlan Choose(EffectPlan plan, EffectQuestion question, Func<ImmutableArray<string>, bool> isDiscrete)
    {
        var reasons = new List<Finding>();
        if (plan.Unmeasured.Length > 0)
        {
            reasons.Add(new UnmeasuredNodes(plan.Unmeasured));
        }

        foreach (var strategy in Order)
        {
            if (question.Strategy != EffectStrategy.Auto && question.Strategy != strategy)
            {
                continue;
            }

            if (Obstacle(plan, strategy, question, isDiscrete) is not { } obstacle)
            {
                return plan with { Strategy = strategy, Reasons = [.. reasons] };
            }

            if (question.Strategy == strategy)
            {
                throw new InputException("/strategy", $"strategy is {NameOf(strategy)}, but {Lowered(obstacle.Text)}");
            }

            reasons.Add(obstacle);
        }

        return plan with { Reasons = [.. reasons] };
    }

    /// <summary>Its name on the wire.</summary>
    public static string NameOf(EffectStrategy strategy) => strategy switch
    {
        EffectStrategy.Backdoor => "backdoor",
        EffectStrategy.FrontDoor => "front_door",
        EffectStrategy.Id => "id",
        EffectStrategy.Instrument => "instrument",
        _ => "auto",
    };

    private static Finding? Obstacle(
        EffectPlan plan, EffectStrategy strategy, EffectQuestion question, Func<ImmutableArray<string>, bool> isDiscrete) => strategy switch
        {
            EffectStrategy.Backdoor => plan.AdjustmentSet is null ? new NoAdjustmentSet(question.Treatment, question.Outcome) : null,
            EffectStrategy.FrontDoor => plan.FrontDoorSet is null ? new NoFrontDoorSet(question.Treatment, question.Outcome) : null,
            EffectStrategy.Id => plan.Formula is null ? new NoFormula(question.Treatment, question.Outcome)
                : isDiscrete(plan.FormulaVariables) ? null
                : new FormulaNeedsLevels(plan.FormulaVariables),
            _ => plan.Instruments.IsEmpty ? new NoUsableInstrument(question.Treatment, question.Outcome) : null,
        };

    private static string Lowered(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
