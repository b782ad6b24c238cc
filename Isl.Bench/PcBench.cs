using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Isl.Grains.Data;
using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Searches.Constraint;
using Isl.Grains.Discovery.Searches.Constraint.Tests;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Bench;

/// <summary>Times PC-stable with Fisher's z on the recorded runs of another implementation, accuracy and number of tests beside the time.</summary>
internal static class PcBench
{
    private const double MeasureSeconds = 1.5;
    private const double FitSeconds = 30;

    /// <summary>Prints Markdown tables.</summary>
    /// <param name="args">Folder with timings.json and its data files; optional: folder with reference runs, for the discrete data.</param>
    public static void Run(string[] args)
    {
        var folder = args.Length > 0 ? args[0] : Path.Combine("..", "shared", "vectors", "discovery", "timing");
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "timings.json")));
        var rows = document
            .RootElement.GetProperty("runs")
            .EnumerateArray()
            .First(run => run.GetProperty("blas_threads").GetString() == "1")
            .GetProperty("rows");
        Console.WriteLine(
            "| test | data | d | n | recorded s | ours s | of that moments s | ratio | tests recorded | ours | edges recorded | ours | SHD of ours to the true CPDAG | stop |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var row in rows.EnumerateArray().Where(row => row.GetProperty("algorithm").GetString() == "pc_fisherz"))
        {
            var data = Read(Path.Combine(folder, row.GetProperty("data_file").GetString()! + ".gz"));
            Report(
                data,
                "fisherz",
                row.GetProperty("data_file").GetString()!,
                row.GetProperty("seconds_median").GetDouble(),
                row.GetProperty("ci_tests").GetInt64(),
                row.GetProperty("edges").GetInt32(),
                null,
                PcRun());
        }

        var runs = args.Length > 1 ? args[1] : Path.Combine(folder, "..", "pc");
        string[] files = Directory.Exists(runs) ? Directory.GetFiles(runs, "*.json") : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            using var golden = JsonDocument.Parse(File.ReadAllText(file));
            var data = Read(Path.ChangeExtension(file, "csv"));
            var truth = Graph(data, golden.RootElement.GetProperty("truth").GetProperty("cpdag"));
            foreach (var run in golden.RootElement.GetProperty("pc").EnumerateArray().Where(run => run.GetProperty("uc_priority").GetInt32() == 2))
            {
                var recorded = run.GetProperty("cpdag");
                Report(
                    data,
                    run.GetProperty("test").GetString()!,
                    Path.GetFileName(file),
                    run.GetProperty("seconds").GetDouble(),
                    run.GetProperty("distinct_ci_tests").GetInt64(),
                    recorded.GetProperty("directed").GetArrayLength()
                        + recorded.GetProperty("undirected").GetArrayLength()
                        + recorded.GetProperty("bidirected").GetArrayLength(),
                    truth,
                    PcRun());
            }
        }

        Large(200, 1000, 1);
        Large(200, 10_000, 2);
        Large(200, 100_000, 2);
        Large(200, 1000, 20, budgetSeconds: 0.02);
        Large(200, 10_000, 20, budgetSeconds: 1);
    }

    private static Func<int, PcSettings> PcRun() => d => new PcSettings { Constraints = EdgeConstraints.None(d) };

    private static void Report(
        Dataset data,
        string test,
        string name,
        double? recorded,
        long? tests,
        int? edges,
        Cpdag? truth,
        Func<int, PcSettings> settings,
        double budgetSeconds = FitSeconds)
    {
        PcFit fit;
        var (times, moments) = (new List<double>(), new List<double>());
        var total = Stopwatch.StartNew();
        do
        {
            var watch = Stopwatch.StartNew();
            IndependenceTest instance =
                test == "fisherz"
                    ? new FisherZ(DatasetMoments.Of(data, CancellationToken.None).Correlation, data.Columns, data.Rows)
                    : new ContingencyTest(
                        CategoricalColumns.Of(data, CancellationToken.None),
                        test == "gsq" ? ContingencyStatistic.GSquare : ContingencyStatistic.ChiSquare);
            moments.Add(watch.Elapsed.TotalSeconds);
            using var budget = new CancellationTokenSource(TimeSpan.FromSeconds(budgetSeconds));
            fit = Pc.Fit(instance, settings(data.Columns), new WorkBudget(budget.Token, CancellationToken.None));
            times.Add(watch.Elapsed.TotalSeconds);
        }
        while (times.Count < 1000 && total.Elapsed.TotalSeconds < MeasureSeconds);

        times.Sort();
        moments.Sort();
        var seconds = times[times.Count / 2];
        var found = fit.Graph.Directed.Count() + fit.Graph.Undirected.Count() + fit.Graph.Bidirected.Count();
        var shd = truth is null ? "" : StructuralHammingDistance.Between(fit.Graph, truth).ToString(CultureInfo.InvariantCulture);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {test} | {name} | {data.Columns} | {data.Rows} | {recorded:G4} | {seconds:G4} | {moments[moments.Count / 2]:G3} | {(recorded is null ? "" : (recorded.Value / seconds).ToString("F0", CultureInfo.InvariantCulture) + "x")} | {tests} | {fit.Tests} | {edges} | {found} | {shd} | {fit.Stop} |")
        );
    }

    private static Cpdag Graph(Dataset data, JsonElement cpdag)
    {
        var graph = new Cpdag(data.Columns);
        foreach (var edge in cpdag.GetProperty("directed").EnumerateArray())
        {
            graph.Orient(data.Variables.IndexOf(edge[0].GetString()!), data.Variables.IndexOf(edge[1].GetString()!));
        }

        foreach (var edge in cpdag.GetProperty("undirected").EnumerateArray())
        {
            graph.Join(data.Variables.IndexOf(edge[0].GetString()!), data.Variables.IndexOf(edge[1].GetString()!));
        }

        return graph;
    }

    private static Dataset Read(string path)
    {
        using var stream = File.OpenRead(path);
        using var unzipped = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : (Stream)stream;
        using var reader = new StreamReader(unzipped);
        var names = reader.ReadLine()!.Split(',');
        var rows = new List<double[]>();
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            rows.Add([.. line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]);
        }

        return ByColumn([.. names], rows);
    }

    private static Dataset ByColumn(string[] names, List<double[]> rows)
    {
        var values = new double[rows.Count * names.Length];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < names.Length; column++)
            {
                values[(column * rows.Count) + row] = rows[row][column];
            }
        }

        return new Dataset([.. names], rows.Count, values);
    }

    /// <summary>A simulated sparse graph: each variable after the first few has a fixed number of earlier causes.</summary>
    private static void Large(int d, int n, int degree, double budgetSeconds = FitSeconds)
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
                    .Take(degree)
                    .Select(i => (i, (random.Next(2) == 0 ? -1 : 1) * (0.4 + (0.8 * random.NextDouble())))),
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

        var truth = Cpdag.FromDag(d, parents.SelectMany((causes, j) => causes.Select(cause => (cause.From, j))));
        Report(
            ByColumn([.. Enumerable.Range(1, d).Select(i => $"X{i}")], rows),
            "fisherz",
            $"simulated, {degree} causes each, budget {budgetSeconds} s",
            null,
            null,
            null,
            truth,
            PcRun(),
            budgetSeconds);
    }
}
