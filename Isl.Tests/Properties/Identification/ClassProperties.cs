using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Tests.Properties.Identification;

/// <summary>Answers about classes of DAGs against every member of the class, one by one.</summary>
public sealed class ClassProperties
{
    private const int Nodes = 5;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(5, true)]
    [InlineData(6, true)]
    public void Compute_RandomClasses_ListsTheSetsThatAreValidInEveryMember(int seed, bool withKnowledge)
    {
        var random = new Random(seed);
        var (amenable, open) = (0, 0);
        for (var i = 0; i < 60; i++)
        {
            var graph = RandomClass(random, withKnowledge);
            var members = Members(graph).Select(member => new CausalDiagram(member)).ToList();
            Assert.NotEmpty(members);
            for (var x = 0; x < Nodes; x++)
            {
                for (var y = 0; y < Nodes; y++)
                {
                    if (x != y)
                    {
                        var found = Compute(graph, x, y);
                        var right = MinimalSets(members, x, y);
                        Assert.Equal(right, found.AdjustmentSets!.Value.Select(set => string.Join(',', set)).Order(StringComparer.Ordinal));

                        // Without a set only an effect that is zero in every member is identifiable: of a node on one of its causes.
                        var isZero = members.TrueForAll(member => !new Adjustment(member, [x], [y]).HasCausalPath);
                        Assert.Equal(right.Count > 0 || isZero, found.Status == IdentificationStatus.Identifiable);
                        (amenable, open) = right.Count > 0 ? (amenable + 1, open) : (amenable, open + 1);
                    }
                }
            }
        }

        Assert.InRange(amenable, 100, 1200);
        Assert.InRange(open, 50, 1200);
    }

    private static IdentificationResult Compute(CausalGraph graph, int x, int y) =>
        IdentificationAnswer.Compute(graph, CausalQuery.Of([graph.Nodes[x]], [graph.Nodes[y]]), null, WorkBudget.Unlimited);

    /// <summary>The sets that are valid in all members and none of whose parts is, by trying all.</summary>
    private static List<string> MinimalSets(List<CausalDiagram> members, int x, int y)
    {
        var adjustments = members.ConvertAll(member => new Adjustment(member, [x], [y]));
        var valid = Enumerable.Range(0, 1 << Nodes)
            .Where(bits => (bits & ((1 << x) | (1 << y))) == 0 && adjustments.TrueForAll(adjustment => adjustment.IsValid(Set(bits))))
            .ToList();
        return
        [
            .. valid.Where(bits => !valid.Exists(other => other != bits && (other & bits) == other))
                .Select(bits => string.Join(',', Set(bits).Select(node => $"V{node}")))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static int[] Set(int bits) => [.. Enumerable.Range(0, Nodes).Where(node => (bits & (1 << node)) != 0)];

    /// <summary>The class of a random DAG; with knowledge, some of its open edges are directed as in that DAG.</summary>
    internal static CausalGraph RandomClass(Random random, bool withKnowledge)
    {
        var order = Enumerable.Range(0, Nodes).OrderBy(_ => random.Next()).ToArray();
        var dag = new List<(int From, int To)>();
        for (var i = 0; i < Nodes; i++)
        {
            for (var j = i + 1; j < Nodes; j++)
            {
                if (random.NextDouble() < 0.45)
                {
                    dag.Add((order[i], order[j]));
                }
            }
        }

        var pattern = Cpdag.FromDag(Nodes, dag);
        var known = dag.Where(edge => withKnowledge && random.NextDouble() < 0.3 && pattern.IsUndirected(edge.From, edge.To)).ToList();
        foreach (var (from, to) in known)
        {
            pattern.Orient(from, to);
        }

        return new CausalGraph
        {
            Nodes = [.. Enumerable.Range(0, Nodes).Select(node => $"V{node}")],
            Edges = [.. pattern.Directed.Select(edge => new Edge(edge.From, edge.To)).OrderBy(edge => edge.From).ThenBy(edge => edge.To)],
            Bidirected = [],
            Latent = [],
            Undirected = [.. pattern.Undirected.Select(edge => new Edge(edge.A, edge.B))],
        };
    }

    /// <summary>Every way to direct the open edges that gives a DAG without a new collider.</summary>
    internal static IEnumerable<CausalGraph> Members(CausalGraph graph)
    {
        var colliders = Colliders(graph, graph.Edges);
        for (var bits = 0; bits < 1 << graph.Undirected.Length; bits++)
        {
            var choice = bits;
            ImmutableArray<Edge> edges =
            [
                .. graph.Edges.Concat(graph.Undirected.Select((edge, at) => (choice & (1 << at)) == 0 ? edge : new Edge(edge.To, edge.From)))
                    .OrderBy(edge => edge.From)
                    .ThenBy(edge => edge.To),
            ];
            if (IsAcyclic(edges) && Colliders(graph, edges).SetEquals(colliders))
            {
                yield return graph with { Edges = edges, Undirected = [] };
            }
        }
    }

    private static HashSet<(int, int, int)> Colliders(CausalGraph graph, IReadOnlyCollection<Edge> edges)
    {
        var adjacent = graph.Edges.Concat(graph.Undirected).SelectMany(edge => new[] { (edge.From, edge.To), (edge.To, edge.From) }).ToHashSet();
        return
        [
            .. from left in edges
               from right in edges
               where left.To == right.To && left.From < right.From && !adjacent.Contains((left.From, right.From))
               select (left.From, left.To, right.From),
        ];
    }

    private static bool IsAcyclic(ImmutableArray<Edge> edges)
    {
        var left = Enumerable.Range(0, Nodes).ToHashSet();
        while (left.Count > 0)
        {
            var roots = left.Where(node => !edges.Any(edge => edge.To == node && left.Contains(edge.From))).ToList();
            if (roots.Count == 0)
            {
                return false;
            }

            left.ExceptWith(roots);
        }

        return true;
    }
}
