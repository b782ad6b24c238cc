using System.Diagnostics;
using System.Globalization;
using Isl.Grains.Identification;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Bench;

/// <summary>Times path questions on graphs whose paths cannot all be listed.</summary>
internal static class PathsBench
{
    private const int Runs = 7;

    /// <summary>Prints a Markdown table.</summary>
    public static void Run(string[] args)
    {
        Console.WriteLine("| graph | nodes | edges | median ms | allocated MB | paths listed | truncated | causal paths |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        Report(
            "ladder",
            500,
            Enumerable.Range(0, 498).SelectMany(i => i % 2 == 0 ? new[] { (i, i + 2), (i, i + 3) } : [(i, i + 2), (i, i + 1)]),
            [],
            0,
            499);
        Report("complete", 60, from i in Enumerable.Range(0, 60) from j in Enumerable.Range(i + 1, 59 - i) select (i, j), [], 10, 50);
        Report("200 bidirected", 60, [(0, 59)], Pairs(60, 200), 0, 59);
        Report("random", 20_000, Pairs(20_000, 100_000), [], 100, 19_000);
        Report("two-step chain", 20_000, Enumerable.Range(0, 19_998).SelectMany(i => new[] { (i, i + 1), (i, i + 2) }), [], 0, 19_998);
        Report("plain chain", 20_000, Enumerable.Range(0, 19_999).Select(i => (i, i + 1)), [], 0, 19_999);
    }

    private static void Report(
        string name,
        int nodes,
        IEnumerable<(int From, int To)> directed,
        IEnumerable<(int A, int B)> bidirected,
        int from,
        int to)
    {
        var graph = new CausalGraph
        {
            Nodes = [.. Enumerable.Range(0, nodes).Select(i => "N" + i.ToString("00000", CultureInfo.InvariantCulture))],
            Edges = [.. directed.Distinct().Order().Select(edge => new Edge(edge.From, edge.To))],
            Bidirected = [.. bidirected.Order().Select(edge => new Edge(edge.A, edge.B))],
            Latent = [],
        };
        var question = new PathsQuestion([graph.Nodes[from]], [graph.Nodes[to]], [], PathsQuestion.DefaultMaxPaths);
        var times = new List<double>();
        var (answer, allocated) = (default(PathsResult), 0L);
        for (var run = 0; run < Runs; run++)
        {
            var (before, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            answer = PathsAnswer.Compute(graph, question, WorkBudget.Unlimited);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        times.Sort();
        var count = answer!.CausalPathCount is { Length: > 15 } many ? $"10^{many.Length - 1}" : answer.CausalPathCount ?? "over 10^1000";
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {nodes} | {graph.Edges.Length + graph.Bidirected.Length} | {times[Runs / 2]:F1} | {allocated / 1048576.0:F1} | {answer.Paths.Length} | {answer.Truncated} | {count} |")
        );
    }

    private static HashSet<(int A, int B)> Pairs(int nodes, int count)
    {
        var random = new Random(5);
        var pairs = new HashSet<(int A, int B)>();
        while (pairs.Count < count)
        {
            var (a, b) = (random.Next(nodes), random.Next(nodes));
            if (a < b)
            {
                pairs.Add((a, b));
            }
        }

        return pairs;
    }
}
