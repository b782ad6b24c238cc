using System.Globalization;
using Isl.Grains.Data;
using Isl.Grains.Discovery.Searches.Continuous;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Bench;

/// <summary>Times NOTEARS on simulated data of many columns, and prints its objective and its distance to the true graph.</summary>
internal static class WideFitBench
{
    private const int Rows = 1000;
    private const double Threshold = 0.3;

    /// <summary>Prints a Markdown table.</summary>
    /// <param name="args">Optional: numbers of columns (70 100 150).</param>
    public static void Run(string[] args)
    {
        Console.WriteLine("| columns | seed | scaling | edges: true | found | missing, extra or reversed | objective | h | evaluations | processor s | stop |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        int[] columns = args.Length > 0 ? [.. args.Select(text => int.Parse(text, CultureInfo.InvariantCulture))] : [70, 100, 150];
        foreach (var d in columns)
        {
            for (var seed = 1; seed <= 3; seed++)
            {
                var (data, truth) = Simulate(d, seed);
                foreach (var scaling in new[] { DataScaling.None, DataScaling.Standardize })
                {
                    Report(data, truth, seed, scaling);
                }
            }
        }
    }

    private static void Report(Dataset data, bool[,] truth, int seed, DataScaling scaling)
    {
        var d = data.Columns;
        var gram = DatasetMoments.Of(data, default).Gram(scaling);
        var started = Environment.CpuUsage.UserTime;
        var fit = Notears.Fit(gram, d, new NotearsSettings { Constraints = EdgeConstraints.None(d) }, WorkBudget.Unlimited);
        var seconds = (Environment.CpuUsage.UserTime - started).TotalSeconds;
        var (weights, _) = WeightThreshold.Apply(fit.Weights, Threshold, EdgeConstraints.None(d));
        var (edges, found, wrong) = (0, 0, 0);
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                edges += truth[i, j] ? 1 : 0;
                found += weights[(i * d) + j] != 0 ? 1 : 0;
                var (there, back) = (weights[(i * d) + j] != 0, weights[(j * d) + i] != 0);
                wrong += i < j && (truth[i, j] != there || truth[j, i] != back) ? 1 : 0;
            }
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {d} | {seed} | {scaling} | {edges} | {found} | {wrong} | {fit.Objective:F6} | {fit.H:G3} | {fit.Evaluations} | {seconds:F2} | {fit.Stop} |"));
    }

    /// <summary>Two causes a column on average, columns in random order; weights from ±0.5 to ±1.5, noise normal or exponential by seed.</summary>
    private static (Dataset Data, bool[,] Truth) Simulate(int d, int seed)
    {
        var random = new Random((1000 * d) + seed);
        var order = Enumerable.Range(0, d).ToArray();
        random.Shuffle(order);
        var truth = new bool[d, d];
        var values = new double[d * Rows];
        for (var at = 0; at < d; at++)
        {
            var column = values.AsSpan(order[at] * Rows, Rows);
            for (var row = 0; row < Rows; row++)
            {
                column[row] = seed % 2 == 0
                    ? -Math.Log(1 - random.NextDouble()) - 1
                    : Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            }

            for (var cause = 0; cause < at; cause++)
            {
                if (random.NextDouble() < Math.Min(1, 4.0 / (d - 1)))
                {
                    truth[order[cause], order[at]] = true;
                    var weight = (0.5 + random.NextDouble()) * (random.Next(2) == 0 ? -1 : 1);
                    for (var row = 0; row < Rows; row++)
                    {
                        column[row] += weight * values[(order[cause] * Rows) + row];
                    }
                }
            }
        }

        return (new Dataset([.. Enumerable.Range(1, d).Select(i => $"X{i}")], Rows, values), truth);
    }
}
