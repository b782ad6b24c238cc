using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Bench;

/// <summary>A simulated data set of numbers and categories, and the Markov class behind it.</summary>
/// <param name="Data">The data; levels are whole numbers in no order that means anything.</param>
/// <param name="Truth">The completed graph of the true DAG.</param>
/// <param name="IsConditional">Has no category a number among its causes, so that numbers are normal given the categories?</param>
internal sealed record MixedBenchCase(Dataset Data, Cpdag Truth, bool IsConditional)
{
    private const int MostParents = 3;
    private static readonly int[] Rows = [200, 500, 1000, 3000];

    /// <summary>Simulates a data set, the same for the same seed.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="number">Place in its range: in every other set no number causes a category.</param>
    /// <remarks>
    /// d is 5–12, n one of 200, 500, 1000 and 3000, the graph Erdős–Rényi with d or 1.5d edges and at most three causes a node, each column a
    /// category of 2–4 levels with probability ½ and at least one of each kind. A number is a sum of its causes' terms and normal noise:
    /// ±U(0.5, 1.5) times a number, a shift of N(0, 1) for each level. A category follows a multinomial logistic model of terms twice as large.
    /// </remarks>
    public static MixedBenchCase Simulate(int seed, int number)
    {
        var random = new Random(seed);
        var (d, n, isConditional) = (random.Next(5, 13), Rows[random.Next(Rows.Length)], number % 2 == 0);
        var levels = Kinds(random, d);
        var edges = Graph(random, d, (from, to) => isConditional && levels[from] == 0 && levels[to] > 0);
        var place = Enumerable.Range(0, d).ToArray();
        random.Shuffle(place);
        var values = new double[n * d];
        for (var to = 0; to < d; to++)
        {
            Fill(random, to, [.. Enumerable.Range(0, to).Where(from => edges[from, to])], levels, node => values.AsMemory(place[node] * n, n));
        }

        var truth = Cpdag.FromDag(d, from i in Enumerable.Range(0, d) from j in Enumerable.Range(0, d) where edges[i, j] select (place[i], place[j]));
        return new MixedBenchCase(new Dataset([.. Enumerable.Range(0, d).Select(i => $"V{i}")], n, values), truth, isConditional);
    }

    /// <summary>Levels of each node; 0 for numbers.</summary>
    private static int[] Kinds(Random random, int d)
    {
        int[] levels;
        do
        {
            levels = [.. Enumerable.Range(0, d).Select(_ => random.Next(2) == 0 ? 0 : random.Next(2, 5))];
        }
        while (!levels.Contains(0) || levels.Max() == 0);
        return levels;
    }

    private static bool[,] Graph(Random random, int d, Func<int, int, bool> isBarred)
    {
        var edges = new bool[d, d];
        var probability = (random.Next(2) == 0 ? 2.0 : 3.0) / (d - 1);
        for (var to = 1; to < d; to++)
        {
            var parents = Enumerable.Range(0, to).Where(from => random.NextDouble() < probability && !isBarred(from, to)).ToArray();
            random.Shuffle(parents);
            foreach (var from in parents.Take(MostParents))
            {
                edges[from, to] = true;
            }
        }

        return edges;
    }

    private static void Fill(Random random, int node, int[] parents, int[] levels, Func<int, Memory<double>> column)
    {
        var own = column(node);
        var drives = new double[Math.Max(levels[node], 1)][];
        for (var level = 0; level < drives.Length; level++)
        {
            var drive = drives[level] = new double[own.Length];
            foreach (var parent in parents)
            {
                var cells = column(parent).Span;
                var slope = (0.5 + random.NextDouble()) * (random.Next(2) == 0 ? -1 : 1);
                double[] shifts = [.. Enumerable.Range(0, levels[parent]).Select(_ => Normal(random))];
                for (var row = 0; row < drive.Length; row++)
                {
                    drive[row] += levels[parent] == 0 ? slope * cells[row] : shifts[(int)cells[row]];
                }
            }
        }

        for (var row = 0; row < own.Length; row++)
        {
            own.Span[row] = levels[node] == 0
                ? drives[0][row] + Normal(random)
                : Level(random, [.. drives.Select(drive => Math.Exp(2 * drive[row]))]);
        }
    }

    private static int Level(Random random, double[] weights)
    {
        var left = random.NextDouble() * weights.Sum();
        for (var level = 0; level < weights.Length - 1; level++)
        {
            left -= weights[level];
            if (left < 0)
            {
                return level;
            }
        }

        return weights.Length - 1;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
