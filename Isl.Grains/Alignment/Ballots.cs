namespace Isl.Grains.Alignment;

/// <summary>The members' orders of the options: a place for each, shared by options that a member does not tell apart.</summary>
/// <param name="places">By member, then option; 1 is first, and options that are tied have the mean of their places.</param>
internal sealed class Ballots(double[][] places)
{
    private const int MostExact = 10;

    /// <summary>Number of members.</summary>
    public int Members => places.Length;

    /// <summary>Number of options.</summary>
    public int Options => places[0].Length;

    /// <summary>Up to ten options every order is considered.</summary>
    public bool IsExact => Options <= MostExact;

    /// <summary>Place of an option in a member's order.</summary>
    public double Place(int member, int option) => places[member][option];

    /// <summary>Orders scores, the highest first, ties sharing their places.</summary>
    public static double[] PlacesOf(double[] scores) =>
        [.. scores.Select(score => 1 + scores.Count(other => other > score) + ((scores.Count(other => other == score) - 1) / 2.0))];

    /// <summary>How many members place one option above another.</summary>
    public int Prefer(int option, int other) => places.Count(member => member[option] < member[other]);

    /// <summary>The option that more members prefer to each other one than the other way round, or -1.</summary>
    public int Condorcet() =>
        Enumerable.Range(0, Options).FirstOrDefault(
            option => Enumerable.Range(0, Options).All(other => other == option || Prefer(option, other) > Prefer(other, option)), -1);

    /// <summary>Borda scores: options placed below, ties counting a half, over all members.</summary>
    public double[] Borda() => [.. Enumerable.Range(0, Options).Select(option => places.Sum(member => Options - member[option]))];

    /// <summary>Smallest number of members who prefer an option, over all opponents.</summary>
    public double[] Maximin() =>
        [.. Enumerable.Range(0, Options).Select(option =>
            (double)Enumerable.Range(0, Options).Where(other => other != option).Min(other => Prefer(option, other)))];

    /// <summary>Pairs of options that two members order the other way round, as a share of all pairs.</summary>
    public double Disagreement(int a, int b)
    {
        var (apart, pairs) = (0, 0);
        for (var i = 0; i < Options; i++)
        {
            for (var j = 0; j < i; j++, pairs++)
            {
                apart += (places[a][i] - places[a][j]) * (places[b][i] - places[b][j]) < 0 ? 1 : 0;
            }
        }

        return (double)apart / pairs;
    }

    /// <summary>Kendall's coefficient of concordance W, corrected for ties; 1 where all orders agree, or where nobody tells options apart.</summary>
    /// <remarks>Source: Kendall &amp; Babington Smith (1939).</remarks>
    public double Concordance()
    {
        var (m, n) = (Members, Options);
        var mean = m * (n + 1) / 2.0;
        var spread = Enumerable.Range(0, n).Sum(option => Math.Pow(places.Sum(member => member[option]) - mean, 2));
        var ties = places.Sum(member => member.GroupBy(place => place).Sum(group => Math.Pow(group.Count(), 3) - group.Count()));
        var most = ((double)m * m * ((Math.Pow(n, 3)) - n)) - (m * ties);
        return most > 0 ? Math.Clamp(12 * spread / most, 0, 1) : 1;
    }

    /// <summary>
    /// An order that disagrees with the members least, counted in pairs of options; among equals the one nearest to the caller's order.
    /// </summary>
    /// <remarks>Source: Kemeny (1959). Exact up to ten options, by dynamic programming over sets; else the Borda order, improved by moves of one
    /// option.</remarks>
    public int[] Kemeny() => IsExact ? ExactOrder() : ImprovedOrder();

    private int[] ExactOrder()
    {
        var n = Options;
        var cost = new int[1 << n];
        var last = new int[1 << n];
        for (var set = 1; set < 1 << n; set++)
        {
            cost[set] = int.MaxValue;
            for (var option = n - 1; option >= 0; option--)
            {
                if ((set >> option & 1) == 0)
                {
                    continue;
                }

                // The option comes last of the set: a disagreement for each member who prefers it to one of the others.
                var rest = set & ~(1 << option);
                var total = cost[rest];
                for (var other = 0; other < n; other++)
                {
                    total += (rest >> other & 1) == 1 ? Prefer(option, other) : 0;
                }

                if (total < cost[set])
                {
                    (cost[set], last[set]) = (total, option);
                }
            }
        }

        var order = new int[n];
        for (var (set, at) = ((1 << n) - 1, n - 1); set > 0; set &= ~(1 << last[set]), at--)
        {
            order[at] = last[set];
        }

        return order;
    }

    private int[] ImprovedOrder()
    {
        var borda = Borda();
        var order = Enumerable.Range(0, Options).OrderByDescending(option => borda[option]).ToList();
        for (var improved = true; improved;)
        {
            improved = false;
            for (var from = 0; from < order.Count && !improved; from++)
            {
                for (var to = 0; to < order.Count && !improved; to++)
                {
                    List<int> moved = [.. order];
                    moved.RemoveAt(from);
                    moved.Insert(to, order[from]);
                    if (Cost(moved) < Cost(order))
                    {
                        (order, improved) = (moved, true);
                    }
                }
            }
        }

        return [.. order];
    }

    private int Cost(List<int> order)
    {
        var cost = 0;
        for (var i = 0; i < order.Count; i++)
        {
            for (var j = i + 1; j < order.Count; j++)
            {
                cost += Prefer(order[j], order[i]);
            }
        }

        return cost;
    }
}
