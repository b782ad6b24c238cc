using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;

namespace Isl.Bench;

/// <summary>Separation, adjustment sets, front-door sets and instruments on large graphs: medians of repeated runs.</summary>
/// <remarks>Usage: graphs [FOLDER with large.jsonl; default the tests' golden files, from the repository's root].</remarks>
internal static class GraphBench
{
    private const double BudgetSeconds = 2;

    public static void Run(string[] args)
    {
        var folder = args.Length > 0 ? args[0] : Path.Combine("Isl.Tests", "Golden", "identification");
        Console.WriteLine("| question | graph | median ms | fastest ms | slowest ms | answer |");
        Console.WriteLine("|---|---|---|---|---|---|");
        Listing(Path.Combine(folder, "large.jsonl"));
        Separation();
        FrontDoorSets();
        InstrumentSearch();
        Listings();
        foreach (var (name, graph, treatment, outcome) in Large())
        {
            Sets(name, graph, treatment, outcome);
        }
    }

    private static void Listing(string file)
    {
        var medians = new List<(double Median, int Sets)>();
        foreach (var line in File.ReadLines(file).Where(line => line.Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            var graph = Read(json.RootElement.GetProperty("graph"));
            int[] treatment = [graph.IndexOf(json.RootElement.GetProperty("treatment").GetString()!)];
            int[] outcome = [graph.IndexOf(json.RootElement.GetProperty("outcome").GetString()!)];
            var sets = 0;
            var times = Measure(
                () => sets = new Adjustment(new CausalDiagram(graph), treatment, outcome).ListMinimal(50, WorkBudget.Unlimited).Sets.Count,
                0.2);
            medians.Add((times[times.Count / 2], sets));
        }

        Print(
            "all minimal adjustment sets, at most 50",
            $"{medians.Count} graphs of 50 to 100 nodes",
            [.. medians.Select(entry => entry.Median).Order()],
            $"{medians.Sum(entry => entry.Sets)} sets");
    }

    private static void Separation()
    {
        var graph = Random(10_000, 20_000, bidirected: 0, seed: 1);
        var diagram = new CausalDiagram(graph);
        int[] given = [.. Enumerable.Range(0, 100).Select(i => (i * 97) + 3)];
        var separated = false;
        var connected = DSeparation.Connected(diagram, [5000], given);
        int[] nearby = [Enumerable.Range(0, 10_000).Last(node => connected[node])];
        int[] apart = [Enumerable.Range(0, 10_000).First(node => !connected[node] && !given.Contains(node))];
        Print(
            "m-separation, connected pair",
            Describe(graph),
            Measure(() => separated = DSeparation.IsSeparated(diagram, [5000], nearby, given)),
            $"separated: {separated}");
        Print(
            "m-separation, separated pair",
            Describe(graph),
            Measure(() => separated = DSeparation.IsSeparated(diagram, [5000], apart, given)),
            $"separated: {separated}");
        Print(
            "m-separation, diagram built anew",
            Describe(graph),
            Measure(() => separated = DSeparation.IsSeparated(new CausalDiagram(graph), [5000], apart, given)),
            $"separated: {separated}");
    }

    private static void FrontDoorSets()
    {
        const int Count = 131_072;

        // The treatment acts through layers of mediators; what lies outside them confounds neither side.
        var random = new Random(2);
        var edges = new HashSet<Edge>();
        for (var node = 1; node < Count; node++)
        {
            for (var parent = 0; parent < 2; parent++)
            {
                edges.Add(new Edge(Math.Max(0, node - 1 - random.Next(64)), node));
            }
        }

        var graph = Graph(Count, edges, [new Edge(0, Count - 1)]);
        int[]? set = null;
        var diagram = new CausalDiagram(graph);
        Print(
            "minimal front-door set",
            Describe(graph),
            Measure(() => set = new FrontDoor(diagram, [0], [Count - 1]).FindMinimal()),
            $"{set?.Length} nodes");
        Print(
            "minimal front-door set, diagram built anew",
            Describe(graph),
            Measure(() => set = new FrontDoor(new CausalDiagram(graph), [0], [Count - 1]).FindMinimal()),
            $"{set?.Length} nodes");
        var confounded = new CausalDiagram(
            Graph(Count, edges, [new Edge(0, Count - 1), .. Enumerable.Range(0, Count / 64).Select(i => new Edge((i * 64) + 1, (i * 64) + 33))]));
        Print(
            "minimal front-door set, confounded mediators",
            "the same, 2,048 bidirected edges more",
            Measure(() => set = new FrontDoor(confounded, [0], [Count - 1]).FindMinimal()),
            set is null ? "none" : $"{set.Length} nodes");
    }

    private static void InstrumentSearch()
    {
        var graph = Random(500, 1500, bidirected: 100, seed: 3);
        var diagram = new CausalDiagram(graph);
        var found = 0;
        Print(
            "all instruments",
            Describe(graph),
            Measure(() => found = new Instruments(diagram, 250, 450).List(WorkBudget.Unlimited).Found.Count),
            $"{found} instruments");
        var large = Random(20_000, 100_000, bidirected: 200, seed: 4);
        var largeDiagram = new CausalDiagram(large);
        (ConditionalInstrument? Found, bool Decided) any = default;
        Print(
            "some instrument",
            Describe(large),
            Measure(() => any = new Instruments(largeDiagram, 10_000, 19_000).FindAny(WorkBudget.Unlimited)),
            any.Found is null ? $"none (certain: {any.Decided})" : $"given {any.Found.Given.Length} nodes");
    }

    private static void Listings()
    {
        foreach (var (count, edges) in new[] { (60, 1770), (100, 200), (500, 1000), (500, 20_000), (500, 124_750) })
        {
            var graph = Random(count, edges, bidirected: count / 10, seed: 6);
            var diagram = new CausalDiagram(graph);
            (int Sets, bool Truncated) answer = default;
            Print(
                "implications, at most 500",
                Describe(graph),
                Measure(() => answer = Counted(TestableImplications.List(diagram, 500, WorkBudget.Unlimited))),
                $"{answer}");
            Print(
                "minimal adjustment sets, at most 50",
                Describe(graph),
                Measure(() => answer = Counted(new Adjustment(diagram, [count / 2], [count - 1]).ListMinimal(50, WorkBudget.Unlimited))),
                $"{answer}");
            Print(
                "minimal front-door sets, at most 50",
                Describe(graph),
                Measure(() => answer = Counted(new FrontDoor(diagram, [0], [count - 1]).ListMinimal(50, WorkBudget.Unlimited))),
                $"{answer}");
            Print(
                "all instruments",
                Describe(graph),
                Measure(() => answer = Counted(new Instruments(diagram, count / 2, count - 1).List(WorkBudget.Unlimited))),
                $"{answer}");
        }

        // Effects of the treatment that cause each other and the outcome, some pairs confounded: more sets than can be listed.
        foreach (var (count, confounded) in new[] { (100, 0), (500, 0), (500, 20) })
        {
            var random = new Random(7);
            var edges = new HashSet<Edge>();
            for (var node = 1; node < count; node++)
            {
                for (var parent = 0; parent < 3; parent++)
                {
                    edges.Add(new Edge(Math.Max(0, node - 1 - random.Next(12)), node));
                }
            }

            var graph = Graph(count, edges, [new Edge(0, count - 1), .. Enumerable.Range(1, confounded).Select(i => new Edge(i * 20, (i * 20) + 3))]);
            var diagram = new CausalDiagram(graph);
            (int Sets, bool Truncated) answer = default;
            Print(
                "minimal front-door sets, at most 50",
                Describe(graph),
                Measure(() => answer = Counted(new FrontDoor(diagram, [0], [count - 1]).ListMinimal(50, WorkBudget.Unlimited))),
                $"{answer}");
        }
    }

    private static (int Count, bool Truncated) Counted<T>((List<T> Found, bool Truncated) answer) => (answer.Found.Count, answer.Truncated);

    private static void Sets(string name, CausalGraph graph, int treatment, int outcome)
    {
        var diagram = new CausalDiagram(graph);
        int[]? set = null;
        Print(
            $"one minimal adjustment set, {name}",
            Describe(graph),
            Measure(() => set = new Adjustment(diagram, [treatment], [outcome]).FindMinimal()),
            Size(set));
        Print(
            $"a smallest adjustment set, {name}",
            Describe(graph),
            Measure(() => set = new Adjustment(diagram, [treatment], [outcome]).FindSmallest()),
            Size(set));
        Print(
            $"the optimal adjustment set, {name}",
            Describe(graph),
            Measure(() => set = new Adjustment(diagram, [treatment], [outcome]).FindOptimal().Nodes),
            Size(set));
        AdjustmentSetCheck? check = null;
        Print(
            $"check of a named set, {name}",
            Describe(graph),
            Measure(() => check = new Adjustment(diagram, [treatment], [outcome]).Check([treatment + 1])),
            check!.IsValid ? "valid" : $"open path of {check.OpenPath?.Count ?? 0} nodes");
    }

    private static IEnumerable<(string Name, CausalGraph Graph, int Treatment, int Outcome)> Large()
    {
        yield return ("random", Random(20_000, 100_000, bidirected: 0, seed: 5), 10_000, 19_990);

        // One common cause, ten thousand steps away from both.
        var chain = new HashSet<Edge> { new(0, 19_999) };
        for (var step = 0; step < 10_000; step++)
        {
            chain.Add(new Edge(step + 1, step));
            chain.Add(new Edge(step + 10_000, Math.Min(step + 10_001, 19_999)));
        }

        yield return ("chain", Graph(20_000, chain.Where(edge => edge.From != edge.To), []), 0, 19_999);

        // Every cause of the treatment is a cause of the outcome.
        var star = new HashSet<Edge> { new(19_998, 19_999) };
        for (var node = 0; node < 19_998; node++)
        {
            star.Add(new Edge(node, 19_998));
            star.Add(new Edge(node, 19_999));
        }

        yield return ("star", Graph(20_000, star, []), 19_998, 19_999);

        // Causes of the treatment and causes of the outcome, densely joined.
        var bipartite = new HashSet<Edge> { new(20_000 - 2, 20_000 - 1) };
        for (var left = 0; left < 280; left++)
        {
            bipartite.Add(new Edge(left, 19_998));
            for (var right = 0; right < 350; right++)
            {
                bipartite.Add(new Edge(left, 280 + right));
                bipartite.Add(new Edge(280 + right, 19_999));
            }
        }

        yield return ("bipartite", Graph(20_000, bipartite, []), 19_998, 19_999);

        // A grid of causes between treatment and outcome: many disjoint paths of many lengths.
        var grid = new HashSet<Edge> { new(19_998, 19_999) };
        for (var row = 0; row < 141; row++)
        {
            for (var column = 0; column < 141; column++)
            {
                var node = (row * 141) + column;
                grid.Add(new Edge(node, column == 140 ? 19_998 : node + 1));
                if (row < 140)
                {
                    grid.Add(new Edge(node, node + 141));
                }

                if (column == 0)
                {
                    grid.Add(new Edge(node, 19_999));
                }
            }
        }

        yield return ("grid", Graph(20_000, grid, []), 19_998, 19_999);
    }

    private static CausalGraph Random(int count, int edgeCount, int bidirected, int seed)
    {
        var random = new Random(seed);
        var edges = new HashSet<Edge>();
        while (edges.Count < edgeCount)
        {
            var (a, b) = (random.Next(count), random.Next(count));
            if (a != b)
            {
                edges.Add(new Edge(Math.Min(a, b), Math.Max(a, b)));
            }
        }

        var common = new HashSet<Edge>();
        while (common.Count < bidirected)
        {
            var (a, b) = (random.Next(count), random.Next(count));
            if (a != b)
            {
                common.Add(new Edge(Math.Min(a, b), Math.Max(a, b)));
            }
        }

        return Graph(count, edges, common);
    }

    private static CausalGraph Graph(int count, IEnumerable<Edge> edges, IEnumerable<Edge> bidirected) => new()
    {
        Nodes = [.. Enumerable.Range(0, count).Select(i => $"V{i:D6}")],
        Edges = [.. edges.OrderBy(edge => edge.From).ThenBy(edge => edge.To)],
        Bidirected = [.. bidirected.OrderBy(edge => edge.From).ThenBy(edge => edge.To)],
        Latent = [],
    };

    private static CausalGraph Read(JsonElement json)
    {
        var builder = new CausalGraphBuilder();
        foreach (var node in json.GetProperty("nodes").EnumerateArray())
        {
            builder.AddNode(node.GetString()!, "");
        }

        foreach (var edge in json.GetProperty("edges").EnumerateArray())
        {
            builder.AddEdge(edge[0].GetString()!, edge[1].GetString()!, "");
        }

        if (json.TryGetProperty("bidirected", out var bidirected))
        {
            foreach (var edge in bidirected.EnumerateArray())
            {
                builder.AddBidirected(edge[0].GetString()!, edge[1].GetString()!, "");
            }
        }

        if (json.TryGetProperty("latent", out var latent))
        {
            foreach (var node in latent.EnumerateArray())
            {
                builder.AddLatent(node.GetString()!, "");
            }
        }

        return builder.Build();
    }

    private static List<double> Measure(Action action, double seconds = BudgetSeconds)
    {
        var warm = Stopwatch.StartNew();
        for (var i = 0; i < 50 && warm.Elapsed.TotalSeconds < seconds; i++)
        {
            action();
        }

        var times = new List<double>();
        var total = Stopwatch.StartNew();
        do
        {
            var watch = Stopwatch.StartNew();
            action();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        while (times.Count < 500 && total.Elapsed.TotalSeconds < seconds);

        times.Sort();
        return times;
    }

    private static void Print(string question, string graph, List<double> times, string answer) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {question} | {graph} | {times[times.Count / 2]:G3} | {times[0]:G3} | {times[^1]:G3} | {answer} |")
        );

    private static string Size(int[]? set) => set is null ? "none" : $"{set.Length} nodes";

    private static string Describe(CausalGraph graph) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{graph.Nodes.Length:N0} nodes, {graph.Edges.Length:N0} edges{(graph.Bidirected.Length == 0 ? "" : $", {graph.Bidirected.Length:N0} bidirected")}");
}
