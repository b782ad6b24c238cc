using System.Collections.Immutable;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Numbers by the levels of variables: the cells of a table with several sides.</summary>
/// <param name="Variables">The variables, by number, ascending.</param>
/// <param name="Levels">How many levels each has.</param>
/// <param name="Values">One for each cell; the last variable runs fastest.</param>
internal sealed record FrequencyTensor(ImmutableArray<int> Variables, ImmutableArray<int> Levels, double[] Values)
{
    /// <summary>For each cell of a larger tensor the number of the cell of this one that agrees with it.</summary>
    /// <param name="variables">Variables of the larger one, which hold those of this one.</param>
    /// <param name="levels">Their levels.</param>
    /// <param name="onto">Variables of this one.</param>
    /// <param name="ontoLevels">Their levels.</param>
    public static int[] Project(ImmutableArray<int> variables, ImmutableArray<int> levels, ImmutableArray<int> onto, ImmutableArray<int> ontoLevels)
    {
        var size = 1;
        foreach (var level in levels)
        {
            size *= level;
        }

        var strides = new int[variables.Length];
        var stride = 1;
        for (var k = onto.Length - 1; k >= 0; k--)
        {
            strides[variables.IndexOf(onto[k])] = stride;
            stride *= ontoLevels[k];
        }

        var map = new int[size];
        var digits = new int[variables.Length];
        for (var cell = 0; cell < size; cell++)
        {
            var at = 0;
            for (var k = 0; k < digits.Length; k++)
            {
                at += digits[k] * strides[k];
            }

            map[cell] = at;
            for (var k = digits.Length - 1; k >= 0 && ++digits[k] == levels[k]; k--)
            {
                digits[k] = 0;
            }
        }

        return map;
    }
}
