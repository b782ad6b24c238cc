namespace Isl.Grains.Regression;

/// <summary>Folds of cross-fitting and cross-validation, of rows that stand in the order of <see cref="RowOrder"/>.</summary>
/// <param name="Of">The fold of each row, from 0.</param>
/// <param name="Count">How many there are.</param>
internal sealed record Folds(int[] Of, int Count)
{
    /// <summary>Deals the rows of each stratum out in turn.</summary>
    /// <param name="strata">The stratum of each row, from 0: an arm, or 0 for all.</param>
    /// <param name="count">Folds wanted.</param>
    /// <param name="repeat">Which division it is, from 0: each further one deals the rows out in another order.</param>
    public static Folds Stratified(ReadOnlySpan<int> strata, int count, int repeat = 0)
    {
        var next = new Dictionary<int, int>();
        var folds = new int[strata.Length];
        foreach (var at in Order(strata.Length, repeat))
        {
            var number = next.GetValueOrDefault(strata[at]);
            next[strata[at]] = number + 1;
            folds[at] = number % count;
        }

        return new Folds(folds, count);
    }

    /// <summary>Deals out whole clusters, in the order of their first rows.</summary>
    /// <param name="clusters">The cluster of each row, from 0.</param>
    /// <param name="count">Folds wanted.</param>
    /// <param name="repeat">Which division it is, from 0.</param>
    public static Folds ByCluster(ReadOnlySpan<int> clusters, int count, int repeat = 0)
    {
        var fold = new Dictionary<int, int>();
        foreach (var at in Order(clusters.Length, repeat))
        {
            fold.TryAdd(clusters[at], fold.Count % count);
        }

        var folds = new int[clusters.Length];
        for (var i = 0; i < folds.Length; i++)
        {
            folds[i] = fold[clusters[i]];
        }

        return new Folds(folds, Math.Min(count, fold.Count));
    }

    /// <summary>The rows of a fold, or all the others.</summary>
    public int[] Rows(int fold, bool inside) => [.. Enumerable.Range(0, Of.Length).Where(row => (Of[row] == fold) == inside)];

    private static IEnumerable<int> Order(int rows, int repeat)
    {
        if (repeat == 0)
        {
            return Enumerable.Range(0, rows);
        }

        // A multiplicative step through the rows, coprime to their number: another division for each repeat, and no draws.
        var step = (long)(rows * 0.6180339887) + repeat;
        while (Gcd(step, rows) != 1)
        {
            step++;
        }

        return Enumerable.Range(0, rows).Select(i => (int)(i * step % rows));
    }

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);
}
