using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Tests.Properties;

/// <summary>Random mixed graphs for property tests.</summary>
internal static class RandomGraphs
{
    /// <summary>Nodes V0, V1, …; directed along a random order, with bidirected edges beside and latents.</summary>
    public static CausalGraph Mixed(Random random, int count, double directed, double bidirected, Func<int, string>? name = null)
    {
        name ??= i => $"V{i}";
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order);
        var builder = new CausalGraphBuilder();
        for (var i = 0; i < count; i++)
        {
            builder.AddNode(name(i), "");
            if (random.Next(5) == 0)
            {
                builder.AddLatent(name(i), "");
            }

            for (var j = 0; j < i; j++)
            {
                if (random.NextDouble() < directed)
                {
                    builder.AddEdge(name(order[j]), name(order[i]), "");
                }

                if (random.NextDouble() < bidirected)
                {
                    builder.AddBidirected(name(j), name(i), "");
                }
            }
        }

        return builder.Build();
    }
}
