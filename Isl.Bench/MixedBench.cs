using System.Diagnostics;
using System.Globalization;
using Isl.Grains.Discovery;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Bench;

/// <summary>How near searches come to the true Markov class on numbers and categories, by the score or test that they use.</summary>
internal static class MixedBench
{
    private const double BudgetSeconds = 60;
    private const int FirstSeed = 200_001;

    private static readonly (string Name, DiscoveryQuestion Question)[] Methods =
    [
        ("ges, conditional Gaussian score", new() { Algorithm = DiscoveryAlgorithm.Ges, Score = ScoreKind.ConditionalGaussian }),
        ("ges, Gaussian score", new() { Algorithm = DiscoveryAlgorithm.Ges, Score = ScoreKind.Gaussian }),
        ("boss, conditional Gaussian score", new() { Algorithm = DiscoveryAlgorithm.Boss, Score = ScoreKind.ConditionalGaussian }),
        ("boss, Gaussian score", new() { Algorithm = DiscoveryAlgorithm.Boss, Score = ScoreKind.Gaussian }),
        ("pc, mixed test", new() { Algorithm = DiscoveryAlgorithm.Pc, CiTest = CiTest.Mixed }),
        ("pc, Fisher's z", new() { Algorithm = DiscoveryAlgorithm.Pc, CiTest = CiTest.FisherZ }),
    ];

    private static readonly (string Name, Func<MixedBenchCase, bool> Holds)[] Strata =
    [
        ("all", _ => true),
        ("numbers cause no category", one => one.IsConditional),
        ("numbers cause categories", one => !one.IsConditional),
        ("n ≤ 500", one => one.Data.Rows <= 500),
        ("n ≥ 1000", one => one.Data.Rows >= 1000),
    ];

    /// <summary>Prints a Markdown table.</summary>
    /// <param name="args">Optional: data sets (200).</param>
    public static void Run(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
        var cases = Enumerable.Range(0, count).Select(i => MixedBenchCase.Simulate(FirstSeed + i, i)).ToArray();
        var heads = Strata.Select(stratum => $"{stratum.Name} ({cases.Count(stratum.Holds)})");
        Console.WriteLine($"| algorithm | {string.Join(" | ", heads)} | mean ms |");
        Console.WriteLine("|---|" + string.Concat(Enumerable.Repeat("---|", Strata.Length + 1)));
        foreach (var (name, question) in Methods)
        {
            _ = Distance(cases[0], question); // so that no method pays for the compiler
            var watch = Stopwatch.StartNew();
            double[] distances = [.. cases.Select(one => Distance(one, question))];
            var cells = Strata.Select(stratum => AutoBench.Mean([.. distances.Where((_, i) => stratum.Holds(cases[i]))]));
            Console.WriteLine(FormattableString.Invariant(
                $"| {name} | {string.Join(" | ", cells)} | {watch.Elapsed.TotalMilliseconds / count:0.0} |"));
        }

        var empty = Strata.Select(stratum =>
            AutoBench.Mean([.. cases.Where(stratum.Holds).Select(one => (double)one.Truth.Directed.Count() + one.Truth.Undirected.Count())]));
        Console.WriteLine($"| no edge at all | {string.Join(" | ", empty)} | |");
    }

    private static double Distance(MixedBenchCase one, DiscoveryQuestion question)
    {
        var answer = DiscoveryAnswer.Compute(one.Data, question, BudgetSeconds, WorkBudget.Unlimited);
        return StructuralHammingDistance.Between(AutoBench.ClassOf(answer), one.Truth);
    }
}
