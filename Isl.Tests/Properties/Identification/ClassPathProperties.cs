using Isl.Grains.GraphCore;
using Isl.Grains.Identification;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Tests.Properties.Identification;

/// <summary>Answers about paths in classes of DAGs against every member of the class, one by one.</summary>
public sealed class ClassPathProperties
{
    [Theory]
    [InlineData(11, false)]
    [InlineData(12, false)]
    [InlineData(13, true)]
    [InlineData(14, true)]
    public void Compute_RandomClasses_SaysWhatHoldsInEveryMember(int seed, bool withKnowledge)
    {
        var random = new Random(seed);
        var (possiblyCausal, possiblyOpen) = (0, 0);
        for (var i = 0; i < 150; i++)
        {
            var graph = ClassProperties.RandomClass(random, withKnowledge);
            if (graph.Undirected.IsEmpty)
            {
                continue;
            }

            var members = ClassProperties.Members(graph).ToList();
            var (x, y) = (random.Next(graph.Nodes.Length), random.Next(graph.Nodes.Length - 1));
            y = y >= x ? y + 1 : y;
            int[] given = [.. Enumerable.Range(0, graph.Nodes.Length).Where(node => node != x && node != y && random.Next(3) == 0)];

            var answer = PathsAnswer.Compute(
                graph,
                new PathsQuestion([graph.Nodes[x]], [graph.Nodes[y]], [.. given.Select(node => graph.Nodes[node])], PathsQuestion.MostPaths),
                WorkBudget.Unlimited);

            var expected = Paths(graph, x, y)
                .Where(path => Inner(path).All(at => members.Select(member => IsCollider(member, path, at)).Distinct().Count() == 1))
                .Select(path => Describe(graph, members, path, given))
                .Order(StringComparer.Ordinal);
            Assert.Equal(expected, answer.Paths.Select(Describe).Order(StringComparer.Ordinal));
            Assert.False(answer.Truncated);
            foreach (var member in members)
            {
                var isSeparated = DSeparation.IsSeparated(new CausalDiagram(member), [x], [y], given);
                Assert.Equal(isSeparated, answer.DSeparated);
                Assert.Equal(isSeparated, !answer.Paths.Any(path => IsOpen(member, [.. path.Nodes.Select(graph.IndexOf)], given)));
            }

            Assert.Equal(Critical(graph, members, x, y), answer.CriticalNodes.Order(StringComparer.Ordinal));
            possiblyCausal += answer.Listed.PossiblyCausal!.Value;
            possiblyOpen += answer.Paths.Count(path => path.PossiblyOpen == true);
        }

        Assert.InRange(possiblyCausal, 20, 10_000);
        Assert.InRange(possiblyOpen, withKnowledge ? 0 : 1, 10_000);
    }

    private static string Describe(CausalPath path) => $"{string.Join(' ', path.Nodes)} {path.Kind} {path.Open} {path.PossiblyOpen == true}";

    /// <summary>The same by asking every member.</summary>
    private static string Describe(CausalGraph graph, List<CausalGraph> members, int[] path, int[] given)
    {
        var causal = members.Count(member => IsCausal(member, path));
        var into = members.Count(member => HasEdge(member, path[1], path[0]));
        var open = members.Count(member => IsOpen(member, path, given));
        var kind = causal == members.Count ? PathKind.Causal
            : causal > 0 ? PathKind.PossiblyCausal
            : into == members.Count ? PathKind.Backdoor
            : PathKind.Noncausal;
        return $"{string.Join(' ', path.Select(node => graph.Nodes[node]))} {kind} {open == members.Count} {open > 0 && open < members.Count}";
    }

    private static IEnumerable<string> Critical(CausalGraph graph, List<CausalGraph> members, int x, int y)
    {
        var causal = members.SelectMany(member => Paths(graph, x, y).Where(path => IsCausal(member, path))).ToList();
        return causal.Count == 0 ? [] : Enumerable.Range(0, graph.Nodes.Length)
            .Where(node => node != x && node != y && causal.TrueForAll(path => path.Contains(node)))
            .Select(node => graph.Nodes[node])
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Every simple path along adjacencies.</summary>
    private static IEnumerable<int[]> Paths(CausalGraph graph, int x, int y)
    {
        var adjacent = graph.Edges.Concat(graph.Undirected).SelectMany(edge => new[] { (edge.From, edge.To), (edge.To, edge.From) }).ToHashSet();
        return Extend([x]);

        IEnumerable<int[]> Extend(int[] path) => path[^1] == y ? [path]
            : Enumerable.Range(0, graph.Nodes.Length)
                .Where(next => !path.Contains(next) && adjacent.Contains((path[^1], next)))
                .SelectMany(next => Extend([.. path, next]));
    }

    private static IEnumerable<int> Inner(int[] path) => Enumerable.Range(1, path.Length - 2);

    private static bool HasEdge(CausalGraph dag, int from, int to) => dag.Edges.Contains(new Edge(from, to));

    private static bool IsCausal(CausalGraph dag, int[] path) => Enumerable.Range(1, path.Length - 1).All(at => HasEdge(dag, path[at - 1], path[at]));

    private static bool IsCollider(CausalGraph dag, int[] path, int at) =>
        HasEdge(dag, path[at - 1], path[at]) && HasEdge(dag, path[at + 1], path[at]);

    private static bool IsOpen(CausalGraph dag, int[] path, int[] given) => Inner(path).All(at =>
        IsCollider(dag, path, at) ? Below(dag, path[at]).Overlaps(given) : !given.Contains(path[at]));

    private static HashSet<int> Below(CausalGraph dag, int node)
    {
        var below = new HashSet<int> { node };
        while (below.Count < below.Union(dag.Edges.Where(edge => below.Contains(edge.From)).Select(edge => edge.To)).Count())
        {
            below.UnionWith(dag.Edges.Where(edge => below.Contains(edge.From)).Select(edge => edge.To).ToList());
        }

        return below;
    }
}
