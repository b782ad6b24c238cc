using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Counterfactuals;

/// <summary>Whether scenarios strengthen or weaken each other.</summary>
/// <param name="Pairs">Pairs that were examined.</param>
/// <param name="AreAll">Whether there are no more.</param>
/// <param name="Synergies">How many of them do more together than the sum of their parts, beyond error.</param>
/// <param name="Strongest">The one that does most; null where there is none.</param>
/// <param name="Interfering">The one that does least, where that is less than the sum of its parts; null where there is none.</param>
/// <param name="Level">Level of the intervals, which hold together.</param>
public sealed record InteractionsJudged(
    int Pairs, bool AreAll, int Synergies, InteractionDetail? Strongest, InteractionDetail? Interfering, decimal Level) : Finding
{
    /// <inheritdoc/>
    public override string Text => Wording.Paragraph(
        Strongest is { } most ? Describe(most, "more") : "",
        Judgement,
        Interfering is { } least ? Describe(least, "less") : "",
        AreAll || Pairs == 0 ? "" : $"Only the first {Wording.Count(Pairs, "pair")} were examined.");

    private string Judgement => (Pairs, Synergies) switch
    {
        (0, _) => "No two scenarios change different variables, so none can be combined.",
        (1, 0) => "The two scenarios that can be combined do no more together than the sum of their parts: "
            + $"the {ExactPercent.Of(Level)} interval of the difference does not lie above zero.",
        (_, 0) => $"No pair does more together than the sum of its parts: of {Wording.Count(Pairs)} simultaneous {ExactPercent.Of(Level)} "
            + "intervals, none lies above zero.",
        (1, _) => $"It is the only pair, and its {ExactPercent.Of(Level)} interval lies above zero.",
        _ => $"Synergy is claimed for {Wording.Count(Synergies)} of {Wording.Count(Pairs)} pairs: "
            + (Synergies == 1
                ? $"its simultaneous {ExactPercent.Of(Level)} interval lies above zero."
                : $"their simultaneous {ExactPercent.Of(Level)} intervals lie above zero."),
    };

    private static string Describe(InteractionDetail pair, string direction)
    {
        var (size, error) = (Math.Abs(pair.Interaction), pair.StandardError);
        var range = error > 0 ? $" (interval {new Figure(pair.Lower, error)} to {new Figure(pair.Upper, error)})" : "";
        return $"{pair.First} and {pair.Second} together do {new Figure(size, error)} {direction} than the sum of their parts{range}.";
    }
}
