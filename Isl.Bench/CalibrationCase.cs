using Isl.Grains.Interfaces.Discovery;

namespace Isl.Bench;

/// <summary>A simulated data set whose graph is known.</summary>
/// <param name="Data">The data.</param>
/// <param name="Edges">Row-major d×d: is there an edge from i to j?</param>
/// <param name="Kind">How noise and effects look.</param>
internal sealed record CalibrationCase(Dataset Data, bool[] Edges, string Kind)
{
    private static readonly string[] Kinds =
        ["gaussian", "uniform", "laplace", "exponential", "equal", "nonlinear"];

    private static readonly int[] Rows = [20, 50, 100, 200, 500, 1000];
    private static readonly int[] Columns = [2, 3, 4, 4, 5, 5, 6, 6, 8, 8, 10, 10, 15, 15, 40];

    /// <summary>Does the true graph join two variables?</summary>
    public bool IsJoined(int a, int b) => Edges[(a * Data.Columns) + b] || Edges[(b * Data.Columns) + a];

    /// <summary>Simulates a data set, the same for the same seed.</summary>
    /// <remarks>
    /// One to two edges a variable, weights ±U(0.4, 1.5), noise deviations U(0.5, 2), columns shuffled and scaled by 10^U(−1, 1); with the kind
    /// <c>equal</c> Gaussian noise of variance 1 and no scaling, with <c>nonlinear</c> effects by tanh, squares or sines and Gaussian noise.
    /// </remarks>
    public static CalibrationCase Simulate(int seed)
    {
        var random = new Random(seed);
        var kind = Kinds[seed % Kinds.Length];
        var (n, d) = (Rows[random.Next(Rows.Length)], Columns[random.Next(Columns.Length)]);
        var place = Enumerable.Range(0, d).ToArray();
        random.Shuffle(place);
        var probability = Math.Min(0.6, (1 + random.NextDouble()) * 2 / Math.Max(d - 1, 1));
        var (values, edges) = (new double[n * d], new bool[d * d]);
        for (var to = 0; to < d; to++)
        {
            var column = values.AsSpan(place[to] * n, n);
            var deviation = kind == "equal" ? 1 : 0.5 + (1.5 * random.NextDouble());
            for (var row = 0; row < n; row++)
            {
                column[row] = deviation * Draw(random, kind);
            }

            for (var from = 0; from < to; from++)
            {
                if (random.NextDouble() >= probability)
                {
                    continue;
                }

                edges[(place[from] * d) + place[to]] = true;
                var weight = (0.4 + (1.1 * random.NextDouble())) * (random.Next(2) == 0 ? -1 : 1);
                var shape = kind == "nonlinear" ? random.Next(3) : 3;
                for (var row = 0; row < n; row++)
                {
                    column[row] += weight * Effect(shape, values[(place[from] * n) + row]);
                }
            }
        }

        for (var j = 0; j < d; j++)
        {
            var scale = kind == "equal" ? 1 : Math.Pow(10, (2 * random.NextDouble()) - 1);
            foreach (ref var value in values.AsSpan(j * n, n))
            {
                value *= scale;
            }
        }

        return new CalibrationCase(new Dataset([.. Enumerable.Range(0, d).Select(i => $"V{i}")], n, values), edges, kind);
    }

    private static double Effect(int shape, double value) => shape switch
    {
        0 => 2 * Math.Tanh(2 * value),
        1 => Math.Min(value * value, 25),
        2 => 2 * Math.Sin(2 * value),
        _ => value,
    };

    private static double Draw(Random random, string kind) => kind switch
    {
        "uniform" => Math.Sqrt(12) * (random.NextDouble() - 0.5),
        "laplace" => Math.Log((1 - random.NextDouble()) / (1 - random.NextDouble())) / Math.Sqrt(2),
        "exponential" => -Math.Log(1 - random.NextDouble()) - 1,
        _ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()),
    };
}
