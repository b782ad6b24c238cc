using System.Collections.Immutable;
using System.Globalization;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Grains.Effects.Samples;

/// <summary>Which levels of a treatment are compared.</summary>
internal static class TreatmentContrasts
{
    private const string Place = "/contrast";

    /// <summary>The comparisons of a question.</summary>
    /// <exception cref="InputException">A level does not occur, an amount is out of range, or the treatment's kind does not allow it.</exception>
    public static ContrastPlan Of(TreatmentColumn treatment, EffectQuestion question) =>
        !treatment.HasArms ? OfAmounts(treatment, question.Contrast)
        : question.Contrast is { IsDerivative: true } ? PerUnit(treatment)
        : question.Contrast is { } contrast ? OfLevels(treatment, Find(treatment, contrast.From!, "/from"), Find(treatment, contrast.To!, "/to"))
        : treatment.Levels.Length == 2 && question.Reference is null ? OfLevels(treatment, 0, 1)
        : EachLevel(treatment, question.Reference);

    private static ContrastPlan OfAmounts(TreatmentColumn treatment, LevelContrast? contrast)
    {
        if (contrast is null or { IsDerivative: true })
        {
            return new ContrastPlan([new ArmPair(-1, -1, 1)], new EffectContrast(null, null, "derivative"), false);
        }

        var (least, most) = (treatment.Values.Min(), treatment.Values.Max());
        var from = Amount(contrast.From!, "/from");
        var to = Amount(contrast.To!, "/to");
        return from == to
            ? throw new InputException(Place, $"contrast goes from {Levels.Text(from)} to {Levels.Text(to)}; give two different amounts.")
            : new ContrastPlan([new ArmPair(-1, -1, to - from)], new EffectContrast(from, to, "levels"), false);

        double Amount(string text, string member) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && amount >= least && amount <= most
                ? amount
                : throw new InputException(
                    Place + member,
                    $"{treatment.Name} = {text} lies outside of the data, where {treatment.Name} runs from {Levels.Text(least)} to "
                    + $"{Levels.Text(most)}; give a number within, or \"derivative\".");
    }

    private static ContrastPlan PerUnit(TreatmentColumn treatment)
    {
        if (treatment.Levels.Length != 2 || treatment.Levels[0] is not double low || treatment.Levels[1] is not double high)
        {
            throw new InputException(
                Place, $"'{treatment.Name}' holds levels, which have no derivative; give {{\"from\": …, \"to\": …}} with two of them.");
        }

        return new ContrastPlan([new ArmPair(0, 1, 1 / (high - low))], new EffectContrast(null, null, "derivative"), false);
    }

    private static ContrastPlan OfLevels(TreatmentColumn treatment, int from, int to) => from == to
        ? throw new InputException(Place, $"contrast goes from {Levels.Text(treatment.Levels[from])} to the same level; give two different ones.")
        : new ContrastPlan([new ArmPair(from, to, 1)], new EffectContrast(treatment.Levels[from], treatment.Levels[to], "levels"), false);

    private static ContrastPlan EachLevel(TreatmentColumn treatment, string? reference)
    {
        var from = reference is null ? 0 : Levels.Find(treatment.Levels, reference);
        if (from < 0)
        {
            throw Unknown(treatment, reference!, "/reference");
        }

        ImmutableArray<ArmPair> pairs = [.. Enumerable.Range(0, treatment.Levels.Length)
            .Where(to => to != from)
            .Select(to => new ArmPair(from, to, 1))];
        return new ContrastPlan(pairs, new EffectContrast(treatment.Levels[from], null, "each_level"), true);
    }

    private static int Find(TreatmentColumn treatment, string text, string member) =>
        Levels.Find(treatment.Levels, text) is var at and >= 0 ? at : throw Unknown(treatment, text, Place + member);

    private static InputException Unknown(TreatmentColumn treatment, string text, string path) => new(
        path, $"No row used has {treatment.Name} = {text}; its levels are {string.Join(", ", treatment.Levels.Select(Levels.Text))}.");
}
