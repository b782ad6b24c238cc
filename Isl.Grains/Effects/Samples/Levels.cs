using System.Collections.Immutable;
using System.Globalization;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Samples;

/// <summary>Levels of columns: which there are, how they stand in answers, and which one a text means.</summary>
internal static class Levels
{
    /// <summary>The different values of a column without gaps, ascending.</summary>
    public static double[] Distinct(double[] values)
    {
        var known = new HashSet<double>(values);
        known.Remove(double.NaN);
        double[] sorted = [.. known];
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>A value as it stands in answers: a number, or the text of a level.</summary>
    public static object Wire(DesignColumn column, double value) => column.IsCategory ? column.Levels[(int)value] : value;

    /// <summary>As it stands in a sentence.</summary>
    public static string Text(object level) => level is double number ? number.ToString(CultureInfo.InvariantCulture) : level.ToString()!;

    /// <summary>The number of the level that a text means; -1 for none.</summary>
    public static int Find(ImmutableArray<object> levels, string text)
    {
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        for (var i = 0; i < levels.Length; i++)
        {
            if (levels[i] is double level ? isNumber && level == number : (string)levels[i] == text)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The column with those levels alone that occur in it.</summary>
    public static DesignColumn Compact(DesignColumn column)
    {
        if (!column.IsCategory)
        {
            return column;
        }

        var values = column.Values;
        var present = Distinct(values);
        if (present.Length == column.Levels.Length)
        {
            return column;
        }

        var codes = present.Select((value, code) => (value, code)).ToDictionary(pair => pair.value, pair => (double)pair.code);
        return new DesignColumn(
            column.Name, [.. values.Select(value => codes[value])], [.. present.Select(value => column.Levels[(int)value])]);
    }
}
