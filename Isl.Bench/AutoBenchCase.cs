using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Bench;

/// <summary>A simulated linear data set of unknown scale, and the Markov class behind it.</summary>
/// <param name="Data">The data.</param>
/// <param name="Truth">The completed graph of the true DAG.</param>
/// <param name="Noise">Shape of the noise: gaussian, one of the other shapes, several, or mixed (about half of the columns Gaussian).</param>
internal sealed record AutoBenchCase(Dataset Data, Cpdag Truth, string Noise)
{
    private static readonly int[] Rows = [100, 300, 1000, 3000];
    private static readonly string[] Shapes = ["exponential", "laplace", "uniform", "gumbel", "student"];

    /// <summary>Simulates a data set, the same for the same seed.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="number">Place in its range; decides the noise (every other data set Gaussian), so that a range holds as many of each.</param>
    /// <remarks>
    /// d is 5–20, n one of 100, 300, 1000 and 3000, the graph Erdős–Rényi or scale-free with d or 2d edges, the weights ±U(a, 2) with a from
    /// U(0.3, 0.5), the noise's standard deviation U(0.5, 2) for each column. The columns are shuffled, and each is multiplied by 10^U(−2, 2), so
    /// that neither order nor variance tells causes from effects.
    /// </remarks>
    public static AutoBenchCase Simulate(int seed, int number)
    {
        var random = new Random(seed);
        var d = random.Next(5, 21);
        var n = Rows[random.Next(Rows.Length)];
        var noise = number % 2 == 0 ? "gaussian" : (number / 2 % (Shapes.Length + 2)) switch
        {
            var shape when shape < Shapes.Length => Shapes[shape],
            var shape => shape == Shapes.Length ? "several" : "mixed",
        };
        var edges = Graph(random, d);
        var place = Enumerable.Range(0, d).ToArray();
        random.Shuffle(place);
        var least = 0.3 + (0.2 * random.NextDouble());
        var values = new double[n * d];
        for (var to = 0; to < d; to++)
        {
            var column = values.AsSpan(place[to] * n, n);
            var shape = noise switch
            {
                "several" => Shapes[random.Next(Shapes.Length)],
                "mixed" => random.Next(2) == 0 ? "gaussian" : Shapes[random.Next(Shapes.Length)],
                _ => noise,
            };
            var deviation = 0.5 + (1.5 * random.NextDouble());
            for (var row = 0; row < n; row++)
            {
                column[row] = deviation * Draw(random, shape);
            }

            foreach (var from in Enumerable.Range(0, to).Where(from => edges[from, to]))
            {
                var weight = (least + ((2 - least) * random.NextDouble())) * (random.Next(2) == 0 ? -1 : 1);
                for (var row = 0; row < n; row++)
                {
                    column[row] += weight * values[(place[from] * n) + row];
                }
            }
        }

        for (var j = 0; j < d; j++)
        {
            var scale = Math.Pow(10, (4 * random.NextDouble()) - 2);
            foreach (ref var value in values.AsSpan(j * n, n))
            {
                value *= scale;
            }
        }

        var truth = Cpdag.FromDag(d, from i in Enumerable.Range(0, d) from j in Enumerable.Range(0, d) where edges[i, j] select (place[i], place[j]));
        return new AutoBenchCase(new Dataset([.. Enumerable.Range(0, d).Select(i => $"V{i}")], n, values), truth, noise);
    }

    /// <summary>Edges from earlier to later variables: each with the same probability, or by preferential attachment.</summary>
    private static bool[,] Graph(Random random, int d)
    {
        var edges = new bool[d, d];
        var perNode = random.Next(1, 3);
        if (random.Next(3) > 0)
        {
            var probability = Math.Min(1, 2.0 * perNode / (d - 1));
            for (var i = 0; i < d; i++)
            {
                for (var j = i + 1; j < d; j++)
                {
                    edges[i, j] = random.NextDouble() < probability;
                }
            }

            return edges;
        }

        // Barabási & Albert: each newcomer draws parents in proportion to their degree (and one, so that the first can be drawn).
        var drawn = new List<int> { 0 };
        for (var to = 1; to < d; to++)
        {
            for (var k = 0; k < Math.Min(perNode, to); k++)
            {
                var from = drawn[random.Next(drawn.Count)];
                if (!edges[from, to])
                {
                    edges[from, to] = true;
                    drawn.Add(from);
                }
            }

            drawn.AddRange(Enumerable.Repeat(to, perNode));
        }

        return edges;
    }

    /// <summary>A draw of variance 1 (mean 0 where it has no skew); Student's t has five degrees of freedom.</summary>
    private static double Draw(Random random, string shape)
    {
        switch (shape)
        {
            case "exponential":
                return -Math.Log(1 - random.NextDouble());
            case "laplace":
                return Math.Log((1 - random.NextDouble()) / (1 - random.NextDouble())) / Math.Sqrt(2);
            case "uniform":
                return Math.Sqrt(12) * (random.NextDouble() - 0.5);
            case "gumbel":
                return -Math.Log(-Math.Log(1 - random.NextDouble())) * Math.Sqrt(6) / Math.PI;
            case "student":
                const int freedom = 5;
                var squares = 0.0;
                for (var i = 0; i < freedom; i++)
                {
                    squares += Math.Pow(Gaussian(random), 2);
                }

                return Gaussian(random) / Math.Sqrt(squares / freedom) * Math.Sqrt((freedom - 2.0) / freedom);
            default:
                return Gaussian(random);
        }
    }

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
