using System.Collections.Immutable;

namespace Isl.Grains.Regression;

/// <summary>A column that a regression may use: numbers, or categories by their number.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Values">Its values; of categories the number of the level, from 0. Nobody writes to them.</param>
/// <param name="Levels">The levels in their order; empty for numbers.</param>
internal sealed record DesignColumn(string Name, double[] Values, ImmutableArray<string> Levels)
{
    /// <summary>Does it hold categories?</summary>
    public bool IsCategory => !Levels.IsEmpty;

    /// <summary>A column of numbers.</summary>
    public static DesignColumn Numeric(string name, double[] values) => new(name, values, []);

    /// <summary>The same column, of the rows listed.</summary>
    public DesignColumn Of(ReadOnlySpan<int> rows)
    {
        var values = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            values[i] = Values[rows[i]];
        }

        return this with { Values = values };
    }
}
