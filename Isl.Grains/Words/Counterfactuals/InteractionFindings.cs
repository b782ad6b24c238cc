using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Counterfactuals;

/// <summary>Whether scenarios strengthen or weaken each other.</summary>
/// <param name="Pairs">Pairs that were examined.</param>
/// <param name="AreAll">Whether there are no more.</param>
/// <param name="Synergies">How many of them strengthen each other, beyond error.</param>
/// <param name="Strongest">The one that does so most; null where there is none.</param>
/// <param name="Interfering">The one that weakens each other most; null where there is none.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Level">Level of the intervals, which hold together.</param>
public sealed record InteractionsJudged(
    int Pairs, bool AreAll, int Synergies, InteractionDetail? Strongest, InteractionDetail? Interfering, string Outcome, decimal Level) : Finding
{
    /// <inheritdoc/>
    public override string Text => Wording.Paragraph(
        Strongest is { } most ? Describe(most, "they strengthen each other") : "",
        Interfering is { } least ? Describe(least, "their effects overlap or weaken each other") : "",
        Judgement,
        AreAll || Pairs == 0 ? "" : $"Only the first {Wording.Count(Pairs, "pair")} were examined.");

    private string Judgement => (Pairs, Synergies, Interfering) switch
    {
        (0, _, _) => "No two scenarios change different variables, so none can be combined.",
        (1, 0, null) => "The two scenarios that can be combined do together what they do apart: "
            + $"the {ExactPercent.Of(Level)} interval of the difference holds zero.",
        (1, _, _) => $"It is the only pair, and its {ExactPercent.Of(Level)} interval does not hold zero.",
        (_, 0, null) => $"Every pair does together what its parts do apart: {Wording.Count(Pairs)} simultaneous {ExactPercent.Of(Level)} "
            + "intervals hold zero.",
        (_, 0, _) => $"None of {Wording.Count(Pairs)} pairs strengthens each other, by simultaneous {ExactPercent.Of(Level)} intervals.",
        _ => $"By simultaneous {ExactPercent.Of(Level)} intervals, {Wording.Count(Synergies)} of {Wording.Count(Pairs)} pairs "
            + $"{Wording.Of(Synergies, "strengthens", "strengthen")} each other.",
    };

    private string Describe(InteractionDetail pair, string judged)
    {
        var error = pair.StandardError;
        var range = error > 0 ? $", interval {new Figure(pair.Lower, error)} to {new Figure(pair.Upper, error)}" : "";
        return $"{pair.First} and {pair.Second} together change {Outcome} by {new Figure(pair.JointEffect, error)}, and the sum of their parts is "
            + $"{new Figure(pair.FirstEffect + pair.SecondEffect, error)}: {judged} (difference {new Figure(pair.Interaction, error)}{range}).";
    }
}
