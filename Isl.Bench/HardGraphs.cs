using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Bench;

/// <summary>Graphs at the limits; the tests use them too.</summary>
internal static class HardGraphs
{
    public static (CausalGraph Graph, CausalQuery Query) Make(string which)
    {
        var random = new Random(3);
        var builder = new CausalGraphBuilder();
        var (kind, count) = (which.Split(' ')[0], int.Parse(which.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
        var nodes = kind == "bidirected" ? 60 : count;
        for (var i = 0; i < nodes; i++)
        {
            builder.AddNode(Name(i), "");
        }

        var edges = new HashSet<(int, int)>();
        switch (kind)
        {
            case "complete":
                edges.UnionWith(from i in Enumerable.Range(0, count) from j in Enumerable.Range(i + 1, count - i - 1) select (i, j));
                break;
            case "ladder":
                edges.UnionWith(from i in Enumerable.Range(0, count) from step in Enumerable.Range(1, 2) where i + step < count select (i, i + step));
                break;
            case "bidirected":
                edges.UnionWith(from i in Enumerable.Range(0, nodes - 1) select (i, i + 1));
                var ties = new HashSet<(int, int)>();
                while (ties.Count < count)
                {
                    var (a, b) = (random.Next(nodes), random.Next(nodes));
                    if (a < b)
                    {
                        ties.Add((a, b));
                    }
                }

                foreach (var (a, b) in ties)
                {
                    builder.AddBidirected(Name(a), Name(b), "");
                }

                break;
            default:
                while (edges.Count < count * 5)
                {
                    var (a, b) = (random.Next(count), random.Next(count));
                    if (a < b)
                    {
                        edges.Add((a, b));
                    }
                }

                break;
        }

        foreach (var (from, to) in edges)
        {
            builder.AddEdge(Name(from), Name(to), "");
        }

        return (builder.Build(), CausalQuery.Of([Name(nodes / 6)], [Name(nodes - 5)]));

        static string Name(int i) => $"V{i:D5}";
    }
}
