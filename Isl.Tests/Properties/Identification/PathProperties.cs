using Isl.Grains.Identification;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Tests.Properties.Identification;

/// <summary>
/// Paths against brute force over all sequences of nodes and against the definition of blocking, on random mixed graphs with latents.
/// </summary>
public sealed class PathProperties
{
    private const int Graphs = 1500;

    [Fact]
    public void Compute_RandomGraphs_AgreesWithEveryPath()
    {
        var random = new Random(20);
        var (open, blocked, several) = (0, 0, 0);
        for (var k = 0; k < Graphs; k++)
        {
            var graph = RandomGraphs.Mixed(random, random.Next(2, 8), directed: random.Next(1, 6) / 10.0, bidirected: random.Next(0, 4) / 10.0);
            var roles = graph.Nodes.Select(_ => random.Next(4)).ToArray();
            (roles[0], roles[1]) = (0, 1);
            if (k % 3 != 0)
            {
                roles = [.. roles.Select((role, i) => i > 1 && role < 2 ? 2 : role)];
            }

            string[] Of(int role) => [.. graph.Nodes.Where((_, i) => roles[i] == role)];
            var question = new PathsQuestion([.. Of(0)], [.. Of(1)], [.. Of(3)], PathsQuestion.MostPaths);

            var answer = PathsAnswer.Compute(graph, question, WorkBudget.Unlimited);

            var expected = AllPaths(graph, roles).ToDictionary(path => path.Text, StringComparer.Ordinal);
            Assert.False(answer.Truncated);
            Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), answer.Paths.Select(path => path.Text).Order(StringComparer.Ordinal));
            Assert.All(answer.Paths, path =>
            {
                var (_, kind, blockers) = expected[path.Text];
                Assert.Equal(kind, path.Kind);
                Assert.Equal(blockers, path.BlockedBy);
                Assert.Equal(blockers.Length == 0, path.Open);
            });
            Assert.Equal(answer.DSeparated, !answer.Paths.Any(path => path.Open));
            Assert.Equal(answer.DSeparated, answer.OpenPath is null);
            Assert.Equal(
                answer.Paths.Count(path => path.Kind == PathKind.Causal).ToString(System.Globalization.CultureInfo.InvariantCulture),
                answer.CausalPathCount);
            var causal = answer.Paths.Where(path => path.Kind == PathKind.Causal).Select(path => path.Nodes).ToList();
            Assert.Equal(
                causal.Count == 0 ? [] : graph.Nodes.Where((name, i) => roles[i] > 1 && causal.TrueForAll(nodes => nodes.Contains(name))),
                answer.CriticalNodes);
            Assert.Equal(
                answer
                    .Paths.OrderBy(path => path.Nodes.Length)
                    .ThenBy(path => string.Join('\u0001', path.Nodes), StringComparer.Ordinal)
                    .Select(path => path.Nodes),
                answer.Paths.Select(path => path.Nodes));
            open += answer.Paths.Count(path => path.Open);
            blocked += answer.Paths.Count(path => !path.Open);
            several += question.Treatments.Length > 1 ? 1 : 0;
        }

        Assert.True(open > 1000 && blocked > 1000 && several > 100, $"{open} open, {blocked} blocked, {several} with several treatments");
    }

    [Fact]
    public void Compute_AnyLimit_ListsTheShortestPathsAndSaysWhetherThereAreMore()
    {
        var random = new Random(21);
        for (var k = 0; k < 300; k++)
        {
            var graph = RandomGraphs.Mixed(random, random.Next(3, 9), directed: 0.4, bidirected: 0.2);
            var all = Ask(graph, PathsQuestion.MostPaths);
            var most = random.Next(1, 12);

            var some = Ask(graph, most);

            Assert.Equal(Math.Min(most, all.Paths.Length), some.Paths.Length);
            Assert.Equal(some.Paths.Length < all.Paths.Length, some.Truncated);
            foreach (var kind in new[] { PathKind.Causal, PathKind.Backdoor, PathKind.Noncausal })
            {
                var (listed, existing) = (Lengths(some, kind), Lengths(all, kind));
                Assert.Equal(existing.Take(listed.Count), listed);
            }
        }

        static PathsResult Ask(CausalGraph graph, int most) =>
            PathsAnswer.Compute(
                graph,
                new PathsQuestion([graph.Nodes[0]], [graph.Nodes[1]], [], most),
                WorkBudget.Unlimited);

        static List<int> Lengths(PathsResult answer, PathKind kind) =>
            [.. answer.Paths.Where(path => path.Kind == kind).Select(path => path.Nodes.Length)];
    }

    /// <summary>Every path by trying every edge between every two nodes; blockers by the definition, with descendants found by closure.</summary>
    private static IEnumerable<(string Text, PathKind Kind, string[] Blockers)> AllPaths(CausalGraph graph, int[] roles)
    {
        var n = graph.Nodes.Length;
        var reaches = Closure(graph);
        return Enumerable.Range(0, n).Where(node => roles[node] == 0).SelectMany(start => Extend([start], []));

        IEnumerable<(string, PathKind, string[])> Extend(int[] nodes, string[] arrows)
        {
            if (roles[nodes[^1]] == 1)
            {
                yield return Describe(nodes, arrows);
                yield break;
            }

            for (var next = 0; next < n; next++)
            {
                if (nodes.Contains(next) || roles[next] == 0)
                {
                    continue;
                }

                var (low, high) = (Math.Min(nodes[^1], next), Math.Max(nodes[^1], next));
                string[] edges =
                [
                    .. graph.Edges.Contains(new Edge(nodes[^1], next)) ? ["->"] : Array.Empty<string>(),
                    .. graph.Edges.Contains(new Edge(next, nodes[^1])) ? ["<-"] : Array.Empty<string>(),
                    .. graph.Bidirected.Contains(new Edge(low, high)) ? ["<->"] : Array.Empty<string>(),
                ];
                foreach (var edge in edges)
                {
                    foreach (var path in Extend([.. nodes, next], [.. arrows, edge]))
                    {
                        yield return path;
                    }
                }
            }
        }

        (string, PathKind, string[]) Describe(int[] nodes, string[] arrows)
        {
            var text = graph.Nodes[nodes[0]] + string.Concat(arrows.Select((arrow, i) => $" {arrow} {graph.Nodes[nodes[i + 1]]}"));
            var kind = arrows[0] != "->" ? PathKind.Backdoor : arrows.All(arrow => arrow == "->") ? PathKind.Causal : PathKind.Noncausal;
            var blockers = Enumerable.Range(1, nodes.Length - 2).Where(i =>
            {
                var collider = arrows[i - 1].EndsWith('>') && arrows[i].StartsWith('<');
                return collider ? !Enumerable.Range(0, n).Any(node => roles[node] == 3 && reaches[nodes[i], node]) : roles[nodes[i]] == 3;
            });
            return (text, kind, [.. blockers.Select(i => graph.Nodes[nodes[i]])]);
        }
    }

    /// <summary>Does a directed path, of no edge or more, lead from one node to another?</summary>
    private static bool[,] Closure(CausalGraph graph)
    {
        var n = graph.Nodes.Length;
        var reaches = new bool[n, n];
        for (var i = 0; i < n; i++)
        {
            reaches[i, i] = true;
        }

        foreach (var edge in graph.Edges)
        {
            reaches[edge.From, edge.To] = true;
        }

        for (var via = 0; via < n; via++)
        {
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    reaches[i, j] |= reaches[i, via] && reaches[via, j];
                }
            }
        }

        return reaches;
    }
}
