using System.Diagnostics;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification;
using Isl.Grains.Identification.Paths;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;
using Isl.Tests.Golden;

namespace Isl.Tests.Unit.Identification;

[Collection(TimedTests.Name)]
public sealed class PathsAnswerTests
{
    [Fact]
    public void Compute_GoldenGraphs_ListsTheirPaths()
    {
        var cases = 0;
        foreach (var line in GoldenCases.Lines("paths.jsonl"))
        {
            var answer = Ask(
                GoldenCases.Graph(line.GetProperty("graph")),
                line.GetProperty("treatment").GetString()!,
                line.GetProperty("outcome").GetString()!);

            Assert.False(answer.Truncated);
            foreach (var (member, paths) in new[]
            {
                ("causal_paths", answer.Paths.Where(path => path.Kind == PathKind.Causal)),
                ("backdoor_paths", answer.Paths.Where(path => path.Kind == PathKind.Backdoor)),
                ("open_backdoor_given_empty", answer.Paths.Where(path => path is { Kind: PathKind.Backdoor, Open: true })),
            })
            {
                Assert.Equal(
                    line.GetProperty(member)
                        .EnumerateArray()
                        .Select(path => string.Join('/', GoldenCases.Strings(path)))
                        .Order(StringComparer.Ordinal),
                    paths.Select(path => string.Join('/', path.Nodes)).Order(StringComparer.Ordinal));
            }

            cases++;
        }

        Assert.Equal(102, cases);
    }

    [Fact]
    public void Summary_GoldenGraphs_ListsTheirPaths()
    {
        foreach (var line in GoldenCases.Lines("paths.jsonl"))
        {
            var graph = GoldenCases.Graph(line.GetProperty("graph"));
            var summary = PathSummary.Of(
                graph,
                CausalQuery.Of([line.GetProperty("treatment").GetString()!], [line.GetProperty("outcome").GetString()!]));

            Assert.False(summary.Truncated);
            Assert.Equal(line.GetProperty("causal_paths").GetArrayLength(), summary.CausalPaths.Length);
            Assert.Equal(line.GetProperty("backdoor_paths").GetArrayLength(), summary.BackdoorPaths.Length);
            Assert.Equal(line.GetProperty("open_backdoor_given_empty").GetArrayLength(), summary.OpenPaths.Length);
            Assert.Equal(
                summary.BackdoorPaths.Order(StringComparer.Ordinal),
                summary.OpenPaths.Concat(summary.BlockedPaths).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Compute_MBiasGivenItsCollider_OpensThePath()
    {
        var graph = Graph(5, [(2, 0), (2, 3), (4, 3), (4, 1), (0, 1)]);

        var before = Ask(graph, "N00000", "N00001");
        var after = Ask(graph, "N00000", "N00001", "N00003");

        Assert.Equal(["N00003"], before.Paths[1].BlockedBy);
        Assert.True(after.Paths[1].Open);
        Assert.Equal(["N00003"], before.Colliders);
    }

    [Fact]
    public void Compute_BowArc_TellsTheTwoEdgesApart()
    {
        var answer = Ask(new CausalGraph { Nodes = ["X", "Y"], Edges = [new Edge(0, 1)], Bidirected = [new Edge(0, 1)], Latent = [] }, "X", "Y");

        Assert.Equal(["X -> Y", "X <-> Y"], answer.Paths.Select(path => path.Text));
        Assert.Equal([PathKind.Causal, PathKind.Backdoor], answer.Paths.Select(path => path.Kind));
    }

    [Theory]
    [InlineData("Z", "Y", "", "/treatment")]
    [InlineData("X", "X", "", "/outcome")]
    [InlineData("X", "Y", "Y", "/given")]
    public void Compute_WrongNames_AreReported(string treatment, string outcome, string given, string where)
    {
        var graph = new CausalGraph { Nodes = ["X", "Y"], Edges = [], Bidirected = [], Latent = [] };

        var error = Assert.Throws<InputException>(() => Ask(graph, treatment, outcome, given.Split(',', StringSplitOptions.RemoveEmptyEntries)));

        Assert.Equal(where, error.Errors[0].Path);
    }

    public static TheoryData<string> HugeNames() => ["ladder", "complete", "bidirected", "wide", "deep", "diamonds", "dead_ends"];

    [Theory]
    [MemberData(nameof(HugeNames))]
    public void Compute_HugeNumberOfPaths_IsTruncatedAndQuick(string name)
    {
        var (graph, from, to) = Huge(name);
        var question = new PathsQuestion([graph.Nodes[from]], [graph.Nodes[to]], [], PathsQuestion.DefaultMaxPaths);
        PathsAnswer.Compute(
            Graph(3, [(0, 1), (1, 2)]),
            new PathsQuestion(["N00000"], ["N00002"], [], 10),
            WorkBudget.Unlimited);
        var (started, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());

        var answer = PathsAnswer.Compute(graph, question, WorkBudget.Unlimited);

        // Generous against a busy machine: alone each takes a tenth of this.
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 3);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 300_000_000);
        Assert.True(answer.Truncated);
        Assert.Equal(DSeparation.IsSeparated(new CausalDiagram(graph), [from], [to], []), answer.DSeparated);
        Assert.NotEmpty(answer.Paths);
        Assert.Equal(
            answer.Paths.Select(path => path.Text),
            PathsAnswer.Compute(graph, question, WorkBudget.Unlimited).Paths.Select(path => path.Text));
    }

    [Fact]
    public void Compute_ChainOfDiamonds_CountsItsCausalPathsWithoutListingThem()
    {
        var (graph, from, to) = Huge("diamonds");

        var answer = Ask(graph, graph.Nodes[from], graph.Nodes[to]);

        Assert.Equal(System.Numerics.BigInteger.Pow(2, 166).ToString(System.Globalization.CultureInfo.InvariantCulture), answer.CausalPathCount);
        Assert.Equal(165, answer.CriticalNodes.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Compute_LongWayWithDeadEnds_ListsItsOnlyPathAndIsNotTruncated(int width)
    {
        // Trees hang from every node of a chain of 5,000.
        var graph = Graph(
            5_000 * width,
            Enumerable.Range(1, 4_999).Select(i => (i - 1, i)).Concat(Enumerable.Range(5_000, 5_000 * (width - 1)).Select(i => (i - 5_000, i))));

        var answer = Ask(graph, "N00000", "N04999");

        Assert.False(answer.Truncated);
        Assert.Equal(5_000, Assert.Single(answer.Paths).Nodes.Length);
    }

    [Fact]
    public void Fallbacks_StayExactInWhatTheySay()
    {
        var (graph, from, to) = Huge("complete");
        var question = new PathsQuestion([graph.Nodes[from]], [graph.Nodes[to]], [], 1000);

        var bounded = PathsAnswer.Bounded(graph, question, "it was late", CancellationToken.None);
        var last = PathsAnswer.LastResort(graph, question, "it was late", CancellationToken.None);

        Assert.True(bounded is { Degraded: true, Truncated: true, DSeparated: false });
        Assert.InRange(bounded.Paths.Length, 20, 60);
        Assert.True(last is { Degraded: true, Truncated: true, DSeparated: false, OpenPath: not null });
        Assert.Empty(last.Paths);
        Assert.Contains(last.Explanation.Caveats, caveat => caveat.Contains("it was late", StringComparison.Ordinal));
    }

    private static (CausalGraph Graph, int From, int To) Huge(string name)
    {
        var random = new Random(5);
        var edges = new HashSet<(int, int)>();
        var bidirected = new HashSet<(int, int)>();
        switch (name)
        {
            case "ladder":
                for (var i = 0; i + 2 < 500; i++)
                {
                    edges.UnionWith(i % 2 == 0 ? [(i, i + 2), (i, i + 3)] : [(i, i + 2), (i, i + 1)]);
                }

                return (Graph(500, edges), 0, 499);
            case "complete":
                edges.UnionWith(from i in Enumerable.Range(0, 60) from j in Enumerable.Range(i + 1, 59 - i) select (i, j));
                return (Graph(60, edges), 10, 50);
            case "bidirected":
                while (bidirected.Count < 200)
                {
                    var (a, b) = (random.Next(60), random.Next(60));
                    bidirected.UnionWith(a < b ? [(a, b)] : []);
                }

                return (Graph(60, [(0, 59)], bidirected), 0, 59);
            case "wide":
                while (edges.Count < 100_000)
                {
                    var (a, b) = (random.Next(20_000), random.Next(20_000));
                    edges.UnionWith(a < b ? [(a, b)] : []);
                }

                return (Graph(20_000, edges), 100, 19_000);
            case "deep":
                for (var i = 0; i + 2 < 20_000; i++)
                {
                    edges.UnionWith([(i, i + 1), (i, i + 2)]);
                }

                return (Graph(20_000, edges), 0, 19_998);
            case "diamonds":
                for (var i = 0; i + 3 < 500; i += 3)
                {
                    edges.UnionWith([(i, i + 1), (i, i + 2), (i + 1, i + 3), (i + 2, i + 3)]);
                }

                return (Graph(499, edges), 0, 498);
            default:
                // A dense cluster that is entered and left through one node, beside a way that is long.
                edges.UnionWith(from i in Enumerable.Range(1, 40) from j in Enumerable.Range(i + 1, 40 - i) select (i, j));
                edges.UnionWith([(0, 1), (0, 50), (50, 51), (60, 40)]);
                edges.UnionWith(Enumerable.Range(51, 9).Select(i => (i, i + 1)));
                return (Graph(61, edges), 0, 60);
        }
    }

    private static CausalGraph Graph(int nodes, IEnumerable<(int From, int To)> edges, IEnumerable<(int A, int B)>? bidirected = null)
    {
        var builder = new CausalGraphBuilder();
        foreach (var name in Enumerable.Range(0, nodes).Select(Name))
        {
            builder.AddNode(name, "");
        }

        foreach (var (from, to) in edges)
        {
            builder.AddEdge(Name(from), Name(to), "");
        }

        foreach (var (a, b) in bidirected ?? [])
        {
            builder.AddBidirected(Name(a), Name(b), "");
        }

        return builder.Build();

        static string Name(int i) => "N" + i.ToString("00000", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static PathsResult Ask(CausalGraph graph, string treatment, string outcome, params string[] given) =>
        PathsAnswer.Compute(graph, new PathsQuestion([treatment], [outcome], [.. given], 10_000), WorkBudget.Unlimited);
}
