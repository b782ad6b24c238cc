using Isl.Grains.Interfaces.Discovery;

namespace Isl.Tests.Unit.Discovery;

/// <summary>Simulated data sets, the same for the same seed.</summary>
internal static class TestData
{
    /// <summary>V0 → V1 → … with weights of about ±1.2 and noise of unit variance.</summary>
    public static Dataset Chain(int rows, int columns, int seed, bool gaussian = true) =>
        Simulate(rows, columns, seed, gaussian, (from, to) => from == to - 1);

    /// <summary>A linear model over V0, V1, …: an edge from an earlier to a later variable where <paramref name="isEdge"/> says so.</summary>
    public static Dataset Simulate(int rows, int columns, int seed, bool gaussian, Func<int, int, bool> isEdge)
    {
        var random = new Random(seed);
        var values = new double[rows * columns];
        for (var to = 0; to < columns; to++)
        {
            for (var row = 0; row < rows; row++)
            {
                values[(to * rows) + row] = gaussian ? Gaussian(random) : -Math.Log(1 - random.NextDouble()) - 1;
            }

            for (var from = 0; from < to; from++)
            {
                var weight = (1 + (0.4 * random.NextDouble())) * (random.Next(2) == 0 ? -1 : 1);
                for (var row = 0; row < rows && isEdge(from, to); row++)
                {
                    values[(to * rows) + row] += weight * values[(from * rows) + row];
                }
            }
        }

        return new Dataset([.. Enumerable.Range(0, columns).Select(i => $"V{i}")], rows, values);
    }

    public static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
