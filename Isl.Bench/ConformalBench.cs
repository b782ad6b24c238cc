using System.Diagnostics;
using System.Globalization;
using Isl.Grains.Conformal;

namespace Isl.Bench;

/// <summary>Coverage of conformal intervals by simulation, and what an interval costs.</summary>
internal static class ConformalBench
{
    /// <summary>Prints Markdown tables.</summary>
    /// <param name="args">Optional: repetitions of each row (10,000).</param>
    public static void Run(string[] args)
    {
        var repetitions = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Coverage over {repetitions} repetitions; the least that may be seen is the bound − 3 standard errors, the most for split nominal + 1/(n + 1) + 3 standard errors.\n")
        );
        Console.WriteLine("| method | noise | nominal | n | bound | covered | least | most | holds |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var noise in Enum.GetValues<NoiseShape>())
        {
            foreach (var (level, points) in new[] { (0.80m, 50), (0.90m, 50), (0.95m, 50) })
            {
                Report(
                    "split",
                    noise,
                    level,
                    points,
                    (double)level,
                    ConformalCoverage.Split(noise, points, 1 - level, repetitions, 1),
                    1.0 / (points + 1),
                    repetitions);
                foreach (var jackknife in new[] { true, false })
                {
                    var covered = ConformalCoverage.Cross(noise, points, inputs: 3, jackknife, 1 - level, repetitions, 2);
                    Report(jackknife ? "jackknife+" : "cv+", noise, level, points, (double)((2 * level) - 1), covered, null, repetitions);
                }
            }
        }

        Console.WriteLine("\n| interval | points | inputs | ms (median) |");
        Console.WriteLine("|---|---|---|---|");
        Time("split", 100_000, 0, points => SplitConformal.Interval(points.Prediction, points.Residuals(), 0.1m));
        Time("cv+", 100_000, 10, points => CrossConformal.Interval(points, CalibrationFolds.Shuffled(points.Count, 1), 0.1m, CancellationToken.None));
        Time("jackknife+", 1_000, 10, points => CrossConformal.Interval(points, CalibrationFolds.Each(points.Count), 0.1m, CancellationToken.None));
        Time("jackknife+", 100_000, 10, points => CrossConformal.Interval(points, CalibrationFolds.Each(points.Count), 0.1m, CancellationToken.None));
    }

    private static void Report(
        string method,
        NoiseShape noise,
        decimal level,
        int points,
        double bound,
        double covered,
        double? slack,
        int repetitions)
    {
        var error = Math.Sqrt(bound * (1 - bound) / repetitions);
        var (least, most) = (bound - (3 * error), slack is { } above ? bound + above + (3 * error) : 1);
        var holds = covered >= least && covered <= most ? "yes" : "NO";
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {method} | {noise} | {level} | {points} | {bound:F3} | {covered:F4} | {least:F4} | {most:F4} | {holds} |")
        );
    }

    private static void Time(string name, int points, int inputs, Func<CalibrationPoints, ConformalBounds> interval)
    {
        var random = new Random(1);
        double[] Column(int length) => [.. Enumerable.Range(0, length).Select(_ => random.NextDouble())];
        var data = new CalibrationPoints(
            Column(points),
            Column(points),
            [.. Enumerable.Range(0, inputs).Select(_ => Column(points))],
            Column(inputs),
            0.5);
        interval(data);
        var times = Enumerable.Range(0, 5).Select(_ =>
        {
            var watch = Stopwatch.StartNew();
            interval(data);
            return watch.Elapsed.TotalMilliseconds;
        }).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {points} | {inputs} | {times[2]:F1} |"));
    }
}
