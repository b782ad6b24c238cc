using Isl.Grains.Numerics;

namespace Isl.Grains.Conformal;

/// <summary>Which points are left out together.</summary>
public static class CalibrationFolds
{
    /// <summary>Folds of CV+ where there are enough points.</summary>
    public const int CrossValidation = 10;

    private static readonly ulong Stream = CounterRandom.StreamOf("", "folds");

    /// <summary>Every point by itself: the jackknife.</summary>
    public static int[][] Each(int points) => [.. Enumerable.Range(0, points).Select(point => new[] { point })];

    /// <summary>At most <see cref="CrossValidation"/> folds of equal size (up to one point), drawn from the seed.</summary>
    public static int[][] Shuffled(int points, long seed)
    {
        var order = new int[points];
        for (var i = 0; i < points; i++)
        {
            order[i] = i;
        }

        // Fisher-Yates; the draws depend on the seed and the position alone.
        var random = new CounterRandom(unchecked((ulong)seed), Stream);
        for (var i = points - 1; i > 0; i--)
        {
            var j = random.Below(0, (uint)i, i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        var folds = Math.Min(CrossValidation, points);
        return [.. Enumerable.Range(0, folds).Select(fold => order[(int)((long)points * fold / folds)..(int)((long)points * (fold + 1) / folds)])];
    }
}
