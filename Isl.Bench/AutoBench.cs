using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Isl.Grains.Discovery;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Bench;

/// <summary>How near <c>auto</c> and every single algorithm come to the true Markov class, on linear data of unknown scale.</summary>
internal static class AutoBench
{
    private const double BudgetSeconds = 60;

    /// <summary>The seeds that the rule of <c>auto</c> was tuned on (with 1001–1800 and 3001–3800), and others that it never saw.</summary>
    private static readonly (string Name, int First)[] Ranges = [("tuned seeds", 1), ("held-out seeds", 100_001)];

    private static readonly (string Name, DiscoveryAlgorithm Algorithm)[] Methods =
    [
        ("auto", DiscoveryAlgorithm.Auto),
        ("ges", DiscoveryAlgorithm.Ges),
        ("boss", DiscoveryAlgorithm.Boss),
        ("lingam", DiscoveryAlgorithm.Lingam),
        ("pc", DiscoveryAlgorithm.Pc),
        ("notears", DiscoveryAlgorithm.Notears),
        ("dagma", DiscoveryAlgorithm.Dagma),
        ("correlation", DiscoveryAlgorithm.Correlation),
    ];

    private static readonly (string Name, Func<AutoBenchCase, bool> Holds)[] Strata =
    [
        ("all", _ => true),
        ("Gaussian", data => data.Noise == "gaussian"),
        ("non-Gaussian", data => data.Noise is not ("gaussian" or "mixed")),
        ("some columns of each", data => data.Noise == "mixed"),
        ("n ≤ 300", data => data.Data.Rows <= 300),
        ("n ≥ 1000", data => data.Data.Rows >= 1000),
        ("d ≤ 12", data => data.Data.Columns <= 12),
        ("d > 12", data => data.Data.Columns > 12),
    ];

    /// <summary>Prints a Markdown table for each range of seeds, and whether <c>auto</c> is no worse than the best single algorithm.</summary>
    /// <param name="args">Optional: data sets a range (200), then names of methods to leave out.</param>
    public static void Run(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
        var methods = Methods.Where(method => !args.Skip(1).Contains(method.Name)).ToArray();
        var verdicts = new List<string>();
        foreach (var (_, algorithm) in methods)
        {
            _ = Ask(AutoBenchCase.Simulate(0, 1).Data, algorithm); // so that no method pays for the compiler
        }

        foreach (var (name, first) in Ranges)
        {
            verdicts.Add($"{name}: {Report(name, first, count, methods)}");
        }

        Console.WriteLine(string.Join(" ", verdicts));
    }

    private static string Report(string name, int first, int count, (string Name, DiscoveryAlgorithm Algorithm)[] methods)
    {
        var cases = Enumerable.Range(0, count).Select(i => AutoBenchCase.Simulate(first + i, i)).ToArray();
        var distances = new int[methods.Length, count];
        var seconds = new double[methods.Length];
        var chosen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            for (var m = 0; m < methods.Length; m++)
            {
                var watch = Stopwatch.StartNew();
                var answer = Ask(cases[i].Data, methods[m].Algorithm);
                seconds[m] += watch.Elapsed.TotalSeconds;
                distances[m, i] = StructuralHammingDistance.Between(ClassOf(answer), cases[i].Truth);
                if (methods[m].Algorithm == DiscoveryAlgorithm.Auto)
                {
                    chosen[answer.AlgorithmUsed] = chosen.GetValueOrDefault(answer.AlgorithmUsed) + 1;
                }
            }
        }

        Console.WriteLine(
            FormattableString.Invariant($"SHD to the true CPDAG, mean ± standard error, {name} ({count} data sets from seed {first} on)"));
        Console.WriteLine();
        Console.WriteLine(
            "| algorithm | "
                + string.Join(" | ", Strata.Select(stratum => $"{stratum.Name} ({cases.Count(stratum.Holds)})"))
                + " | mean ms | chosen by auto |");
        Console.WriteLine("|---|" + string.Concat(Enumerable.Repeat("---|", Strata.Length + 2)));
        for (var m = 0; m < methods.Length; m++)
        {
            var cells = Strata.Select(stratum =>
                Mean([.. Enumerable.Range(0, count).Where(i => stratum.Holds(cases[i])).Select(i => (double)distances[m, i])]));
            Console.WriteLine(
                FormattableString.Invariant(
                    $"| {methods[m].Name} | {string.Join(" | ", cells)} | {1000 * seconds[m] / count:0.00} | {(chosen.TryGetValue(methods[m].Name, out var times) ? times : "")} |")
            );
        }

        Console.WriteLine();
        var totals = Enumerable.Range(0, methods.Length).Select(m => Enumerable.Range(0, count).Sum(i => distances[m, i])).ToArray();
        var own = Array.FindIndex(methods, method => method.Algorithm == DiscoveryAlgorithm.Auto);
        var best = Enumerable.Range(0, methods.Length).Where(m => m != own).MinBy(m => totals[m]);
        return FormattableString.Invariant(
            $"auto's mean SHD {(double)totals[own] / count:0.00} is {(totals[own] <= totals[best] ? "no worse" : "WORSE")} than the best single algorithm's ({methods[best].Name}, {(double)totals[best] / count:0.00}).");
    }

    /// <summary>The answer with the default settings of the service.</summary>
    private static DiscoveryResult Ask(Dataset data, DiscoveryAlgorithm algorithm) =>
        DiscoveryAnswer.Compute(data, new DiscoveryQuestion { Algorithm = algorithm }, BudgetSeconds, WorkBudget.Unlimited);

    /// <summary>The class that an answer claims: its own, or that of its DAG.</summary>
    internal static Cpdag ClassOf(DiscoveryResult answer)
    {
        var nodes = answer.Dag.Nodes;
        if (answer.Cpdag is not { } pattern)
        {
            return Cpdag.FromDag(nodes.Length, answer.Dag.Edges.Select(Pair));
        }

        var graph = new Cpdag(nodes.Length);
        foreach (var (a, b) in pattern.Directed.Concat(pattern.Undirected).Concat(pattern.Bidirected).Select(Pair))
        {
            graph.Join(a, b);
        }

        foreach (var (from, to) in pattern.Directed.Select(Pair))
        {
            graph.Orient(from, to);
        }

        foreach (var (a, b) in pattern.Bidirected.Select(Pair))
        {
            graph.OrientBoth(a, b);
        }

        return graph;

        (int From, int To) Pair(ImmutableArray<string> edge) => (nodes.IndexOf(edge[0]), nodes.IndexOf(edge[1]));
    }

    /// <summary>Mean ± standard error; nothing of fewer than two values.</summary>
    internal static string Mean(double[] values)
    {
        if (values.Length < 2)
        {
            return "";
        }

        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
        return FormattableString.Invariant($"{mean:0.00} ± {error:0.00}");
    }
}
