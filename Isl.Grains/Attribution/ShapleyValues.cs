using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Numerics;

namespace Isl.Grains.Attribution;

/// <summary>Shares of players in a game: what each adds when it joins, averaged over the orders of joining.</summary>
/// <remarks>Source: Shapley (1953); orders drawn in pairs of opposites as in Mitchell, Cooper, Frank and Holmes (2022).</remarks>
internal static class ShapleyValues
{
    /// <summary>Most players of a game that is gone through in all orders.</summary>
    public const int MostExact = 12;

    /// <summary>The exact values. O(m · 2ᵐ).</summary>
    /// <param name="players">m.</param>
    /// <param name="worths">The worth of each set of players, by its bits.</param>
    public static double[] Exact(int players, ReadOnlySpan<double> worths)
    {
        var chances = Enumerable.Range(0, players).Select(size => Chance(players, size)).ToArray();
        var values = new double[players];
        for (var set = 0; set < worths.Length; set++)
        {
            var size = System.Numerics.BitOperations.PopCount((uint)set);
            for (var player = 0; player < players; player++)
            {
                if ((set & (1 << player)) == 0)
                {
                    values[player] += chances[size] * (worths[set | (1 << player)] - worths[set]);
                }
            }
        }

        return values;
    }

    /// <summary>What the worth of a set is multiplied by in a player's value.</summary>
    public static double FactorOf(int players, int player, int set)
    {
        var size = System.Numerics.BitOperations.PopCount((uint)set);
        return (set & (1 << player)) != 0 ? Chance(players, size - 1) : -Chance(players, size);
    }

    /// <summary>The values over drawn orders, each with its opposite, and their errors.</summary>
    /// <param name="players">m.</param>
    /// <param name="worth">The worth of a set of players, true for those in it.</param>
    /// <param name="pairs">Pairs of orders.</param>
    /// <param name="random">Where orders come from.</param>
    /// <param name="budget">Time; when it is spent, the orders so far answer.</param>
    public static (double[] Values, double[] Errors, int Orders) Sampled(
        int players, Func<bool[], double> worth, int pairs, CounterRandom random, WorkBudget budget)
    {
        var (sums, squares) = (new double[players], new double[players]);
        var done = 0;
        for (; done < pairs && !(done > 1 && budget.IsSpent); done++)
        {
            budget.ThrowIfCancelled();
            budget.Progress?.Tell(ProgressStage.Contributions, done, pairs);
            var order = Order(players, random, (uint)done);
            var gains = new double[players];
            Join(order, worth, gains);
            Array.Reverse(order);
            Join(order, worth, gains);
            for (var player = 0; player < players; player++)
            {
                var mean = gains[player] / 2;
                sums[player] += mean;
                squares[player] += mean * mean;
            }
        }

        var errors = new double[players];
        for (var player = 0; player < players; player++)
        {
            sums[player] /= done;
            var variance = Math.Max((squares[player] / done) - (sums[player] * sums[player]), 0);
            errors[player] = Math.Sqrt(variance / Math.Max(done - 1, 1));
        }

        return (sums, errors, 2 * done);
    }

    /// <summary>|S|! (m − 1 − |S|)! / m!: the chance that just a given set of others joined before a player.</summary>
    private static double Chance(int players, int size)
    {
        var chance = 1.0 / players;
        for (var i = 1; i <= size; i++)
        {
            chance *= (double)i / (players - i);
        }

        return chance;
    }

    private static void Join(int[] order, Func<bool[], double> worth, double[] gains)
    {
        var inside = new bool[order.Length];
        var before = worth(inside);
        foreach (var player in order)
        {
            inside[player] = true;
            var after = worth(inside);
            gains[player] += after - before;
            before = after;
        }
    }

    private static int[] Order(int players, CounterRandom random, uint number)
    {
        var order = Enumerable.Range(0, players).ToArray();
        for (var i = players - 1; i > 0; i--)
        {
            var j = random.Below(number, (uint)i, i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
