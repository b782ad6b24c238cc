using Isl.Grains.Experiments;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Tests.Unit.Experiments;

public sealed class PomisTests
{
    [Fact]
    public void Of_PublishedExample_GivesItsSets()
    {
        // X → Z → Y with X ↔ Y: nothing or Z may be best; X alone never beats Z.
        Assert.Equal(["", "Z"], Sets(["X", "Y", "Z"], [("X", "Z"), ("Z", "Y")], [("X", "Y")]));

        // Without confounders only the parents.
        Assert.Equal(["W,Z"], Sets(["W", "X", "Y", "Z"], [("X", "Z"), ("Z", "Y"), ("W", "Y")], []));
    }

    [Fact]
    public void Of_RandomGraphs_AreTheSetsThatAreTheirOwnBorder()
    {
        var random = new Random(2);
        for (var trial = 0; trial < 200; trial++)
        {
            var count = random.Next(2, 6);
            string[] names = [.. Enumerable.Range(0, count).Select(i => $"V{i}")];
            List<(string, string)> edges = [], siblings = [];
            for (var i = 0; i < count; i++)
            {
                for (var j = i + 1; j < count; j++)
                {
                    if (random.Next(2) == 0)
                    {
                        edges.Add((names[i], names[j]));
                    }

                    if (random.Next(4) == 0)
                    {
                        siblings.Add((names[i], names[j]));
                    }
                }
            }

            var all = Enumerable.Range(0, 1 << (count - 1))
                .Select(set => Enumerable.Range(0, count - 1).Where(i => (set >> i & 1) == 1).ToList())
                .Where(set => Border(count, Pairs(edges), Pairs(siblings), set).SequenceEqual(set))
                .Select(set => string.Join(',', set.Select(i => names[i])))
                .Order(StringComparer.Ordinal);

            Assert.Equal(all, Sets(names, edges, siblings, names[^1]).Order(StringComparer.Ordinal));
        }
    }

    private static List<(int, int)> Pairs(List<(string A, string B)> pairs) => [.. pairs.Select(pair => (pair.A[1] - '0', pair.B[1] - '0'))];

    /// <summary>The border by its definition, over plain lists; the last node is the outcome.</summary>
    private static List<int> Border(int count, List<(int From, int To)> edges, List<(int A, int B)> siblings, List<int> set)
    {
        edges = [.. edges.Where(edge => !set.Contains(edge.To))];
        siblings = [.. siblings.Where(pair => !set.Contains(pair.A) && !set.Contains(pair.B))];
        var ancestors = new HashSet<int> { count - 1 };
        while (edges.Where(edge => ancestors.Contains(edge.To)).Sum(edge => ancestors.Add(edge.From) ? 1 : 0) > 0)
        {
            // until nothing is added
        }

        var territory = new HashSet<int> { count - 1 };
        var grown = true;
        while (grown)
        {
            var before = territory.Count;
            foreach (var (a, b) in siblings.Where(pair => ancestors.Contains(pair.A) && ancestors.Contains(pair.B)))
            {
                territory.UnionWith(territory.Contains(a) || territory.Contains(b) ? [a, b] : []);
            }

            foreach (var (from, to) in edges.Where(edge => ancestors.Contains(edge.To)))
            {
                territory.UnionWith(territory.Contains(from) ? [to] : []);
            }

            grown = territory.Count > before;
        }

        return [.. edges.Where(edge => territory.Contains(edge.To) && !territory.Contains(edge.From)).Select(edge => edge.From).Distinct().Order()];
    }

    private static List<string> Sets(string[] names, List<(string, string)> edges, List<(string, string)> siblings, string outcome = "Y")
    {
        var builder = new CausalGraphBuilder();
        foreach (var name in names)
        {
            builder.AddNode(name, "");
        }

        foreach (var (from, to) in edges)
        {
            builder.AddEdge(from, to, "");
        }

        foreach (var (a, b) in siblings)
        {
            builder.AddBidirected(a, b, "");
        }

        CausalGraph graph = builder.Build();
        return [.. Pomis.Of(graph, graph.IndexOf(outcome), _ => true).Select(set => string.Join(',', set.Select(node => graph.Nodes[node])))];
    }
}
