namespace Isl.Grains.Effects.Estimators;

/// <summary>Comparisons of two means.</summary>
internal static class Differences
{
    /// <summary>The difference of two means, with both kept for other scales.</summary>
    public static PairDraft Of(MeanDraft from, MeanDraft to, double factor, EffectScores? scores = null)
    {
        var contributions = new double[to.Contributions.Length];
        for (var i = 0; i < contributions.Length; i++)
        {
            contributions[i] = factor * (to.Contributions[i] - from.Contributions[i]);
        }

        return new PairDraft { Value = factor * (to.Value - from.Value), Contributions = contributions, From = from, To = to, Scores = scores };
    }
}
