using Isl.Grains.Interfaces.Discovery;

namespace Isl.Bench;

/// <summary>Simulated data that are hard on searches; the same for the same numbers.</summary>
internal static class SearchData
{
    private const int MostParents = 4;

    /// <summary>A random network of categories: edges from earlier to later nodes, at most four causes each, random probabilities.</summary>
    public static Dataset Network(int nodes, int edges, int leastLevels, int mostLevels, int rows)
    {
        var random = new Random(nodes + edges);
        var levels = Enumerable.Range(0, nodes).Select(_ => random.Next(leastLevels, mostLevels + 1)).ToArray();
        var parents = Enumerable.Range(0, nodes).Select(_ => new SortedSet<int>()).ToArray();
        for (var left = edges; left > 0;)
        {
            var to = random.Next(1, nodes);
            left -= parents[to].Count < MostParents && parents[to].Add(random.Next(to)) ? 1 : 0;
        }

        var values = new double[nodes * rows];
        for (var node = 0; node < nodes; node++)
        {
            var combinations = parents[node].Aggregate(1, (product, parent) => product * levels[parent]);
            var tables = Enumerable.Range(0, combinations).Select(_ => Probabilities(random, levels[node])).ToArray();
            for (var row = 0; row < rows; row++)
            {
                var combination = parents[node].Aggregate(0, (code, parent) => (code * levels[parent]) + (int)values[(parent * rows) + row]);
                values[(node * rows) + row] = Draw(random, tables[combination]);
            }
        }

        return new Dataset([.. Enumerable.Range(1, nodes).Select(i => $"X{i}")], rows, values);
    }

    /// <summary>Binary columns with one binary cause in common that is not among them.</summary>
    public static Dataset BinaryFactor(int columns, int rows)
    {
        var random = new Random(columns);
        var values = new double[columns * rows];
        for (var row = 0; row < rows; row++)
        {
            var factor = random.Next(2);
            for (var column = 0; column < columns; column++)
            {
                values[(column * rows) + row] = random.NextDouble() < 0.75 ? factor : 1 - factor;
            }
        }

        return new Dataset([.. Enumerable.Range(1, columns).Select(i => $"X{i}")], rows, values);
    }

    /// <summary>Columns with one normal cause in common that is not among them.</summary>
    public static Dataset Factor(int columns, int rows)
    {
        var random = new Random(columns);
        var values = new double[columns * rows];
        for (var row = 0; row < rows; row++)
        {
            var factor = Normal(random);
            for (var column = 0; column < columns; column++)
            {
                values[(column * rows) + row] = factor + Normal(random);
            }
        }

        return new Dataset([.. Enumerable.Range(1, columns).Select(i => $"X{i}")], rows, values);
    }

    private static double[] Probabilities(Random random, int levels)
    {
        var weights = Enumerable.Range(0, levels).Select(_ => Math.Pow(-Math.Log(1 - random.NextDouble()), 2)).ToArray();
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private static int Draw(Random random, double[] probabilities)
    {
        var left = random.NextDouble();
        for (var level = 0; level < probabilities.Length - 1; level++)
        {
            left -= probabilities[level];
            if (left < 0)
            {
                return level;
            }
        }

        return probabilities.Length - 1;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
