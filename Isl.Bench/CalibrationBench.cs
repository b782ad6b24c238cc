using System.Globalization;
using Isl.Grains.Discovery;
using Isl.Grains.Discovery.Resampling;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Bench;

/// <summary>How often edges of a stated confidence are right, direction included, on simulated data whose graph is known.</summary>
internal static class CalibrationBench
{
    private const int Resamples = 40;
    private const double BudgetSeconds = 20;
    private const double Slack = 0.05;

    /// <summary>The seeds that the reliabilities were set on, and others that they never saw.</summary>
    private static readonly (string Name, int First)[] Ranges = [("tuned seeds", 1), ("held-out seeds", 500_000)];

    private static readonly DiscoveryAlgorithm[] Algorithms =
    [
        DiscoveryAlgorithm.Notears, DiscoveryAlgorithm.Dagma, DiscoveryAlgorithm.Pc, DiscoveryAlgorithm.Ges,
        DiscoveryAlgorithm.Boss, DiscoveryAlgorithm.Lingam, DiscoveryAlgorithm.Correlation, DiscoveryAlgorithm.Auto,
    ];

    /// <summary>Prints a Markdown table for each range of seeds.</summary>
    /// <param name="args">Optional: data sets a range (150); <c>raw</c> for every edge's evidence, comma-separated.</param>
    public static void Run(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 150;
        var isRaw = args.Contains("raw");
        foreach (var (name, first) in Ranges.Take(isRaw ? 1 : Ranges.Length))
        {
            List<JudgedEdge> edges =
            [
                .. from seed in Enumerable.Range(first, count)
                   let data = CalibrationCase.Simulate(seed)
                   from algorithm in Algorithms
                   from scaling in Scalings(algorithm)
                   from resamples in new[] { 0, Resamples }
                   where resamples == 0 || data.Data.Columns <= 15
                   from edge in Judge(data, algorithm, scaling, resamples, isRaw)
                   select edge,
            ];
            if (!isRaw)
            {
                Report(name, edges);
            }
        }
    }

    private static DataScaling[] Scalings(DiscoveryAlgorithm algorithm) => algorithm is DiscoveryAlgorithm.Notears or DiscoveryAlgorithm.Dagma
        ? [DataScaling.Standardize, DataScaling.None]
        : [DataScaling.Standardize];

    private static List<JudgedEdge> Judge(CalibrationCase data, DiscoveryAlgorithm algorithm, DataScaling scaling, int resamples, bool isRaw)
    {
        var question = new DiscoveryQuestion { Algorithm = algorithm, Bootstrap = resamples, Seed = 1, Scaling = scaling };
        using var timer = new CancellationTokenSource(TimeSpan.FromSeconds(BudgetSeconds));
        var budget = new WorkBudget(timer.Token, default);
        var draft = DiscoveryAnswer.Draft(data.Data, "", question, BudgetSeconds, budget);
        var tally = new ResampleTally(data.Data.Columns);
        if (resamples > 0)
        {
            tally.Add(Bootstrap.Run(DiscoveryAnswer.ToChunk(draft, 0, resamples, default), data.Data, budget));
        }

        var beliefs = new EdgeBeliefs(draft, tally);
        var edges = new List<JudgedEdge>();
        foreach (var (from, to) in draft.Best.Edges.All())
        {
            var isRight = data.Edges[(from * data.Data.Columns) + to];
            edges.Add(new JudgedEdge(algorithm, resamples > 0, beliefs.Of(from, to), isRight));
            if (isRaw)
            {
                var evidence = beliefs.Evidence(from, to);
                Console.WriteLine(string.Join(
                    ',',
                    new object[]
                    {
                        algorithm, draft.Best.Algorithm, scaling, resamples, data.Kind, data.Data.Rows, data.Data.Columns,
                        evidence.Joined, evidence.Forward, evidence.IsRefuted, draft.Best.IsContradicted, draft.Best.Stop,
                        data.IsJoined(from, to), isRight, beliefs.Of(from, to),
                    }.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))));
            }
        }

        return edges;
    }

    private static void Report(string name, List<JudgedEdge> edges)
    {
        Console.WriteLine($"{name}: {edges.Count:#,0} edges. Share right (number of edges) by stated confidence.");
        Console.WriteLine();
        Console.WriteLine("| algorithm | resamples | " + string.Join(" | ", Bins().Select(bin => $"{bin.From:0.0}–{bin.To:0.0}")) + " |");
        Console.WriteLine("| --- | --- |" + string.Concat(Bins().Select(_ => " --- |")));
        var worst = 0.0;
        foreach (var group in edges.GroupBy(edge => (edge.Algorithm, edge.IsResampled)).OrderBy(group => group.Key))
        {
            var cells = Bins().Select(bin =>
            {
                var within = group.Where(edge => edge.Confidence >= bin.From && edge.Confidence < bin.To).ToList();
                if (within.Count == 0)
                {
                    return "";
                }

                var (share, stated) = (within.Average(edge => edge.IsRight ? 1.0 : 0), within.Average(edge => edge.Confidence));
                worst = within.Count >= 30 ? Math.Max(worst, stated - share) : worst;
                return $"{share:0.00} ({within.Count})";
            });
            var resamples = group.Key.IsResampled ? $"{Resamples}" : "none";
            Console.WriteLine($"| {AlgorithmOptions.Of(group.Key.Algorithm).Name} | {resamples} | {string.Join(" | ", cells)} |");
        }

        Console.WriteLine();
        var verdict = worst <= Slack ? "at most" : "over";
        Console.WriteLine($"Of bins with 30 edges or more, the worst states {worst:0.00} more than is right ({verdict} {Slack}).");
        Console.WriteLine();
    }

    private static IEnumerable<(double From, double To)> Bins() => Enumerable.Range(0, 10).Select(i => (i / 10.0, i == 9 ? 1.01 : (i + 1) / 10.0));

    private sealed record JudgedEdge(DiscoveryAlgorithm Algorithm, bool IsResampled, double Confidence, bool IsRight);
}
