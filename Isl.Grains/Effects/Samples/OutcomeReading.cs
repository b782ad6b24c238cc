using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Samples;

/// <summary>The outcome as a number.</summary>
internal static class OutcomeReading
{
    /// <summary>The values of the outcome; a level that counts as 1 is 1 and any other 0.</summary>
    /// <exception cref="InputException">It is constant, or a category of which it is not said which level counts.</exception>
    public static double[] Read(DesignColumn column, EffectQuestion question)
    {
        var values = column.Values;
        var distinct = Levels.Distinct(values);
        if (distinct.Length < 2)
        {
            var value = distinct.Length == 0 ? "nothing" : Levels.Text(Levels.Wire(column, distinct[0]));
            throw new InputException(
                "/outcome", $"Column '{column.Name}' holds {value} in every row used; an outcome that never changes has no effect to estimate.");
        }

        if (question.OutcomeLevel is { } level)
        {
            var at = Levels.Find([.. distinct.Select(value => Levels.Wire(column, value))], level);
            return at >= 0
                ? [.. values.Select(value => value == distinct[at] ? 1.0 : 0)]
                : throw new InputException(
                    "/outcome_level",
                    $"No row used has {column.Name} = {level}; its levels are "
                    + $"{string.Join(", ", distinct.Take(10).Select(value => Levels.Text(Levels.Wire(column, value))))}.");
        }

        return column.IsCategory && distinct.Length > 2
            ? throw new InputException(
                "/outcome",
                $"Column '{column.Name}' has {distinct.Length} levels; name the one that counts as 1 as outcome_level, such as "
                + $"'{column.Levels[^1]}'.")
            : values;
    }
}
