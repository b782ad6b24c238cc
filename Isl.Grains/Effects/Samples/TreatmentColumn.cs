using System.Collections.Immutable;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Effects.Samples;

/// <summary>The treatment of the rows used: arms, or amounts.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Values">The number of each row: the amount, or the number of its arm.</param>
/// <param name="Arms">The arm of each row, from 0; empty for amounts.</param>
/// <param name="Levels">The arms as they stand in answers: numbers or texts; empty for amounts.</param>
internal sealed record TreatmentColumn(string Name, double[] Values, int[] Arms, ImmutableArray<object> Levels)
{
    /// <summary>Does it have arms, rather than amounts?</summary>
    public bool HasArms => !Levels.IsEmpty;

    /// <summary>The treatment of the rows listed.</summary>
    public TreatmentColumn Of(ReadOnlySpan<int> rows)
    {
        var values = new double[rows.Length];
        var arms = new int[HasArms ? rows.Length : 0];
        for (var i = 0; i < rows.Length; i++)
        {
            values[i] = Values[rows[i]];
            if (HasArms)
            {
                arms[i] = Arms[rows[i]];
            }
        }

        return this with { Values = values, Arms = arms };
    }

    /// <summary>Rows of an arm.</summary>
    public int[] RowsOf(int arm)
    {
        var rows = new List<int>();
        for (var i = 0; i < Arms.Length; i++)
        {
            if (Arms[i] == arm)
            {
                rows.Add(i);
            }
        }

        return [.. rows];
    }
}

/// <summary>What is compared: two arms, or amounts.</summary>
/// <param name="From">The arm that it comes from; -1 for amounts.</param>
/// <param name="To">The arm that it leads to; -1 for amounts.</param>
/// <param name="Factor">What a difference of arms, or a slope, is multiplied by.</param>
internal readonly record struct ArmPair(int From, int To, double Factor);

/// <summary>The comparisons of an answer.</summary>
/// <param name="Pairs">One, or one for each level but the reference.</param>
/// <param name="Wire">As it stands in the answer.</param>
/// <param name="IsByLevel">Is it each level against the reference?</param>
internal sealed record ContrastPlan(ImmutableArray<ArmPair> Pairs, EffectContrast Wire, bool IsByLevel);
