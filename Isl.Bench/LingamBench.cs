using System.Diagnostics;
using System.Globalization;
using Isl.Grains.Data;
using Isl.Grains.Discovery.Searches.Order;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Bench;

/// <summary>Times DirectLiNGAM on the recorded runs, moments of the data included, and on simulated data at the limits of the service.</summary>
internal static class LingamBench
{
    private const double LeastWeight = 0.1;

    /// <summary>Prints a Markdown table.</summary>
    /// <param name="args">Folder with timings.json; optional "large" for 200 variables and 100,000 rows within 30 s.</param>
    public static void Run(string[] args)
    {
        var folder = RecordedRuns.Folder(args);
        Console.WriteLine(
            "| algorithm | d | n | recorded s | ours s | ratio | ours, processor s | edges of at least 0.1: true | recorded | ours | pairs compared |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var row in RecordedRuns.Rows(folder, "direct_lingam"))
        {
            var data = RecordedRuns.Read(folder, row);
            var (fit, wall, processor, _) = RecordedRuns.Measure(() => Fit(data, CancellationToken.None));
            var recorded = row.GetProperty("seconds_median").GetDouble();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| DirectLiNGAM | {data.Columns} | {data.Rows} | {recorded:G4} | {wall:G3} | {recorded / wall:F0}x | {processor:G3} | {row.GetProperty("true_edges").GetInt32()} | {row.GetProperty("metrics_ge_0.1").GetProperty("nnz").GetInt32()} | {fit.Weights.Count(weight => Math.Abs(weight) >= LeastWeight)} | {fit.Comparisons} |")
            );
        }

        if (args.Contains("large"))
        {
            Large(200, 100_000);
        }
    }

    private static void Large(int d, int n)
    {
        var random = new Random(d);
        var columns = new double[d * n];
        for (var j = 0; j < d; j++)
        {
            var causes = Enumerable.Range(0, j).OrderBy(_ => random.Next()).Take(2).Select(i => (i, Weight: 0.5 + random.NextDouble())).ToList();
            for (var row = 0; row < n; row++)
            {
                columns[(j * n) + row] = (2 * random.NextDouble()) - 1 + causes.Sum(cause => cause.Weight * columns[(cause.i * n) + row]);
            }
        }

        var data = new Dataset([.. Enumerable.Range(0, d).Select(j => $"X{j}")], n, columns);
        var watch = Stopwatch.StartNew();
        using var budget = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var fit = Fit(data, budget.Token);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| DirectLiNGAM | {d} | {n} | | {watch.Elapsed.TotalSeconds:G3} | | | | | {fit.Placed} placed, {fit.Stop} | {fit.Comparisons} |")
        );
    }

    private static DirectLingamFit Fit(Dataset data, CancellationToken budget) =>
        DirectLingam.Fit(
            data.Values,
            data.Rows,
            DatasetMoments.Of(data, CancellationToken.None).Covariance,
            new() { Constraints = EdgeConstraints.None(data.Columns) },
            new WorkBudget(budget, CancellationToken.None));
}
