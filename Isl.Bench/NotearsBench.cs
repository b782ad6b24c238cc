using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Isl.Grains.Data;
using Isl.Grains.Discovery.Searches.Continuous;
using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Bench;

/// <summary>Times NOTEARS and DAGMA on the recorded runs of other implementations and shows the accuracy beside the time.</summary>
internal static class NotearsBench
{
    private const double Threshold = 0.3;

    /// <summary>Prints a Markdown table. One pass over the data (centring and the Gram matrix) is part of our time.</summary>
    /// <param name="args">Folder with timings.json and its data files; optional: largest d (the simulated set of 200 variables comes with 200 or
    /// more), and least d.</param>
    public static void Run(string[] args)
    {
        var folder = RecordedRuns.Folder(args);
        var largest = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : int.MaxValue;
        var least = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 0;
        Console.WriteLine(
            "| algorithm | d | recorded s | ours s | ratio | ours, processor s | objective recorded | ours | h recorded | ours | edges: true | recorded (SHD to truth) | ours | evaluations | stop | allocated MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var row in RecordedRuns.Rows(folder, "notears").Concat(RecordedRuns.Rows(folder, "dagma")))
        {
            if (row.GetProperty("d").GetInt32() is var d && d >= least && d <= largest)
            {
                Report(folder, row.GetProperty("algorithm").GetString()!, row);
            }
        }

        if (largest >= 200)
        {
            Large(200, 1000);
        }
    }

    private static void Report(string folder, string algorithm, JsonElement row)
    {
        var data = RecordedRuns.Read(folder, row);
        var d = data.Columns;
        var (fit, wall, processor, allocated) = RecordedRuns.Measure(() =>
            Fit(algorithm, DatasetMoments.Of(data, CancellationToken.None).Covariance, d));
        var recorded = row.GetProperty("seconds_median").GetDouble();
        var metrics = row.GetProperty("metrics");
        var (weights, _) = WeightThreshold.Apply(fit.Weights, Threshold, EdgeConstraints.None(d));
        var edges = weights.Count(w => w != 0);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {algorithm} | {d} | {recorded:G4} | {wall:G3} | {recorded / wall:F0}x | {processor:G3} | {row.GetProperty("objective").GetDouble():F6} | {fit.Objective:F6} | {row.GetProperty("h").GetDouble():G3} | {fit.H:G3} | {row.GetProperty("true_edges").GetInt32()} | {metrics.GetProperty("nnz").GetInt32()} ({metrics.GetProperty("shd").GetInt32()}) | {edges} | {fit.Evaluations} | {fit.Stop} | {allocated / 1048576.0:F1} |")
        );
    }

    private static NotearsFit Fit(string algorithm, double[] gram, int d) =>
        algorithm == "dagma"
            ? Dagma.Fit(gram, d, new DagmaSettings { Constraints = EdgeConstraints.None(d) }, WorkBudget.Unlimited)
            : Notears.Fit(gram, d, new NotearsSettings { Constraints = EdgeConstraints.None(d) }, WorkBudget.Unlimited);

    private static double[] Gram(List<double[]> rows, int d)
    {
        for (var column = 0; column < d; column++)
        {
            var mean = rows.Sum(row => row[column]) / rows.Count;
            rows.ForEach(row => row[column] -= mean);
        }

        var gram = new double[d * d];
        foreach (var row in rows)
        {
            for (var i = 0; i < d; i++)
            {
                for (var j = 0; j < d; j++)
                {
                    gram[(i * d) + j] += row[i] * row[j] / rows.Count;
                }
            }
        }

        return gram;
    }

    private static void Large(int d, int n)
    {
        var random = new Random(d);
        var parents = new List<(int From, double Weight)>[d];
        for (var j = 0; j < d; j++)
        {
            parents[j] =
            [
                .. Enumerable
                    .Range(0, j)
                    .OrderBy(_ => random.Next())
                    .Take(2)
                    .Select(i => (i, (random.Next(2) == 0 ? -1 : 1) * (0.5 + (1.5 * random.NextDouble())))),
            ];
        }

        var rows = new List<double[]>();
        for (var row = 0; row < n; row++)
        {
            var x = new double[d];
            for (var j = 0; j < d; j++)
            {
                var noise = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                x[j] = noise + parents[j].Sum(parent => parent.Weight * x[parent.From]);
            }

            rows.Add(x);
        }

        var gram = Gram(rows, d);
        foreach (var algorithm in new[] { "notears", "dagma" })
        {
            var watch = Stopwatch.StartNew();
            var fit = Fit(algorithm, gram, d);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {algorithm} | {d} (simulated) | | {watch.Elapsed.TotalSeconds:G4} | | | | {fit.Objective:F6} | | {fit.H:G3} | | | | {fit.Evaluations} | {fit.Stop} | |")
            );
        }
    }
}
