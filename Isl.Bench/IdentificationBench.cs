using System.Diagnostics;
using System.Globalization;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Id;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Bench;

/// <summary>Times the ID and IDC algorithms, formula and derivation included.</summary>
internal static class IdentificationBench
{
    private const int Rounds = 15;

    /// <summary>Textbook graphs over W0, X1 and so on; the numbers are the nodes.</summary>
    private static readonly (string Name, int Nodes, (int, int)[] Directed, (int, int)[] Bidirected, int Treatment, int Outcome)[] Textbook =
    [
        ("back door: Z0 -> X1 -> Y2, Z0 -> Y2", 3, [(0, 1), (1, 2), (0, 2)], [], 1, 2),
        ("front door: X0 -> M1 -> Y2, X0 <-> Y2", 3, [(0, 1), (1, 2)], [(0, 2)], 0, 2),
        ("napkin: W0 -> Z1 -> X2 -> Y3, W0 <-> X2, W0 <-> Y3", 4, [(0, 1), (1, 2), (2, 3)], [(0, 2), (0, 3)], 2, 3),
        ("bow arc: X0 -> Y1, X0 <-> Y1", 2, [(0, 1)], [(0, 1)], 0, 1),
    ];

    /// <summary>Prints a Markdown table.</summary>
    /// <param name="args">Optional: number of random graphs.</param>
    public static void Run(string[] args)
    {
        var graphs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1000;
        Console.WriteLine("| graphs | nodes | queries | identifiable | median µs, answer with formula | 95 % | median µs, yes or no |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        var random = new Random(1);
        Report("", [.. Enumerable.Range(0, graphs).Select(_ => Random(random, 8, 0.4, 0.15, 1))], quiet: true);
        foreach (var (name, nodes, directed, bidirected, treatment, outcome) in Textbook)
        {
            Report(name, [(Build(nodes, (i, j) => directed.Contains((i, j)), (i, j) => bidirected.Contains((i, j))), [treatment], [outcome], [])]);
        }

        Report("random, sparse", [.. Enumerable.Range(0, graphs).Select(_ => Random(random, 8, 0.25, 0.12, 0))]);
        Report("random, dense", [.. Enumerable.Range(0, graphs).Select(_ => Random(random, 8, 0.5, 0.2, 0))]);
        Report("random, dense, one condition", [.. Enumerable.Range(0, graphs).Select(_ => Random(random, 8, 0.5, 0.2, 1))]);
        Report("random", [.. Enumerable.Range(0, 50).Select(_ => Random(random, 30, 0.2, 0.05, 0))]);
        Report("complete", [Shaped(60, (_, _) => true, (_, _) => false)]);
        Report("200 bidirected edges", [Shaped(60, (i, j) => random.Next(10) == 0, (i, j) => ((i * 7) + (j * 13)) % 9 == 0)]);
        Report("chain", [Shaped(500, (i, j) => j == i + 1, (_, _) => false)]);
        Report("chain, i <-> i + 2", [Shaped(500, (i, j) => j == i + 1, (i, j) => j == i + 2)]);
        Report("chain with shortcuts, 0 <-> i", [Shaped(500, (i, j) => j == i + 1 || (j - i == 3 && i % 2 == 0), (i, j) => i == 0 && j % 2 == 0)]);
        Report("498 causes of both", [Shaped(500, (i, j) => i != 166 ? j is 166 or 499 : j == 499, (_, _) => false)]);
    }

    private static void Report(string name, (CausalGraph Graph, int[] X, int[] Y, int[] Z)[] queries, bool quiet = false)
    {
        var diagrams = Array.ConvertAll(queries, query => new CausalDiagram(query.Graph));
        var identifiable = 0;
        var full = Measure(
            queries.Length,
            i =>
                identifiable += IdAlgorithm
                    .Identify(diagrams[i], queries[i].Graph.Nodes, queries[i].X, queries[i].Y, queries[i].Z, CancellationToken.None)
                    .Identifiable
                    ? 1
                    : 0);
        var decision = Measure(
            queries.Length,
            i => IdAlgorithm.IsIdentifiable(diagrams[i], queries[i].X, queries[i].Y, queries[i].Z, CancellationToken.None));
        if (quiet)
        {
            return;
        }

        var share = 100.0 * identifiable / ((Rounds + 1) * queries.Length);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {queries[0].Graph.Nodes.Length} | {queries.Length} | {share:F0} % | {full[full.Length / 2]:F1} | {full[full.Length * 95 / 100]:F1} | {decision[decision.Length / 2]:F1} |")
        );
    }

    /// <summary>The median time of each query over some rounds, sorted.</summary>
    private static double[] Measure(int queries, Action<int> ask)
    {
        var medians = new double[queries];
        for (var i = 0; i < queries; i++)
        {
            ask(i);
        }

        for (var i = 0; i < queries; i++)
        {
            var times = new double[Rounds];
            for (var round = 0; round < Rounds; round++)
            {
                var start = Stopwatch.GetTimestamp();
                ask(i);
                times[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }

            Array.Sort(times);
            medians[i] = times[Rounds / 2];
        }

        Array.Sort(medians);
        return medians;
    }

    private static (CausalGraph, int[], int[], int[]) Random(Random random, int count, double directed, double bidirected, int conditions)
    {
        var (graph, treatment, outcome) = (Build(count, (_, _) => random.NextDouble() < directed, (_, _) => random.NextDouble() < bidirected), 0, 0);
        while (treatment == outcome || !new CausalDiagram(graph).Descendants([treatment])[outcome])
        {
            graph = Build(count, (_, _) => random.NextDouble() < directed, (_, _) => random.NextDouble() < bidirected);
            treatment = random.Next(count / 2);
            outcome = random.Next(treatment + 1, count);
        }

        int[] others = [.. Enumerable.Range(0, count).Where(node => node != treatment && node != outcome)];
        random.Shuffle(others);
        return (graph, [treatment], [outcome], others[..conditions]);
    }

    private static (CausalGraph, int[], int[], int[]) Shaped(int count, Func<int, int, bool> directed, Func<int, int, bool> bidirected) =>
        (Build(count, directed, bidirected), [count / 3], [count - 1], []);

    private static CausalGraph Build(int count, Func<int, int, bool> directed, Func<int, int, bool> bidirected)
    {
        var builder = new CausalGraphBuilder();
        for (var i = 0; i < count; i++)
        {
            builder.AddNode($"V{i:D3}", "");
        }

        for (var i = 0; i < count; i++)
        {
            for (var j = i + 1; j < count; j++)
            {
                if (directed(i, j))
                {
                    builder.AddEdge($"V{i:D3}", $"V{j:D3}", "");
                }

                if (bidirected(i, j))
                {
                    builder.AddBidirected($"V{i:D3}", $"V{j:D3}", "");
                }
            }
        }

        return builder.Build();
    }
}
