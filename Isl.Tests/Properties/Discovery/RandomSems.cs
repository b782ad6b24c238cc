using Isl.Grains.GraphCore;
using Isl.Tests.Golden;

namespace Isl.Tests.Properties.Discovery;

/// <summary>Linear structural equation models for tests: weights ±U(0.5, 1.5), unit-scale noise.</summary>
internal static class RandomSems
{
    /// <summary>Weights for the edges of a DAG, row-major.</summary>
    public static double[] Weights(Random random, DirectedEdges dag)
    {
        var weights = new double[dag.Order * dag.Order];
        foreach (var (from, to) in dag.All())
        {
            weights[(from * dag.Order) + to] = (random.Next(2) == 0 ? -1 : 1) * (0.5 + random.NextDouble());
        }

        return weights;
    }

    /// <summary>The exact covariance of the model with unit noise: AᵀA with A = (I − W)⁻¹, summed over paths.</summary>
    public static double[] Population(double[] weights, int d)
    {
        // A = I + W + W² + …, which ends for a DAG.
        var total = new double[d * d];
        for (var i = 0; i < d; i++)
        {
            total[(i * d) + i] = 1;
        }

        for (var length = 0; length < d; length++)
        {
            var next = new double[d * d];
            for (var i = 0; i < d; i++)
            {
                next[(i * d) + i] = 1;
                for (var j = 0; j < d; j++)
                {
                    for (var k = 0; k < d; k++)
                    {
                        next[(i * d) + j] += total[(i * d) + k] * weights[(k * d) + j];
                    }
                }
            }

            total = next;
        }

        var covariance = new double[d * d];
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                for (var k = 0; k < d; k++)
                {
                    covariance[(i * d) + j] += total[(k * d) + i] * total[(k * d) + j];
                }
            }
        }

        return covariance;
    }

    /// <summary>A sample, column-major, with its covariance.</summary>
    public static GoldenTable Sample(Random random, DirectedEdges dag, double[] weights, int rows, Func<Random, double> noise)
    {
        var d = dag.Order;
        var columns = new double[d * rows];
        var left = Enumerable.Range(0, d).ToList();
        while (left.Count > 0)
        {
            var node = left.First(candidate => !left.Any(other => dag[other, candidate]));
            left.Remove(node);
            for (var row = 0; row < rows; row++)
            {
                columns[(node * rows) + row] =
                    noise(random) + Enumerable.Range(0, d).Sum(from => weights[(from * d) + node] * columns[(from * rows) + row]);
            }
        }

        return new GoldenTable([.. Enumerable.Range(1, d).Select(j => $"X{j}")], rows, columns, GoldenTable.CovarianceOf(columns, rows));
    }

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static double Uniform(Random random) => Math.Sqrt(3) * ((2 * random.NextDouble()) - 1);

    /// <summary>Random knowledge that some DAG honours: edges along a random order required, others forbidden.</summary>
    public static EdgeConstraints Knowledge(Random random, int d)
    {
        var order = Enumerable.Range(0, d).ToArray();
        random.Shuffle(order);
        var (required, forbidden) = (new List<(int, int)>(), new List<(int, int)>());
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                if (i < j && random.NextDouble() < 0.15)
                {
                    required.Add((order[i], order[j]));
                }
                else if (i != j && random.NextDouble() < 0.3)
                {
                    forbidden.Add((order[i], order[j]));
                }
            }
        }

        return new EdgeConstraints(d, required, forbidden);
    }

    public static void AssertHonoured(EdgeConstraints constraints, Func<int, int, bool> hasEdge)
    {
        for (var i = 0; i < constraints.Order; i++)
        {
            for (var j = 0; j < constraints.Order; j++)
            {
                Assert.False(constraints.IsForbidden(i, j) && hasEdge(i, j), $"{i} -> {j} is forbidden");
                Assert.True(!constraints.IsRequired(i, j) || hasEdge(i, j), $"{i} -> {j} is required");
            }
        }
    }
}
