using System.Globalization;
using Isl.Grains.Data;
using Isl.Grains.Discovery.Searches.Score;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Bench;

/// <summary>Times GES on the recorded runs, moments of the data included.</summary>
internal static class GesBench
{
    /// <summary>Prints a Markdown table.</summary>
    /// <param name="args">Folder with timings.json.</param>
    public static void Run(string[] args)
    {
        var folder = RecordedRuns.Folder(args);
        Console.WriteLine(
            "| algorithm | d | n | recorded s | ours s | ratio | ours, processor s | score recorded | ours | steps recorded | ours | regressions |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var row in RecordedRuns.Rows(folder, "ges_bic"))
        {
            var data = RecordedRuns.Read(folder, row);
            var (fit, wall, processor, _) = RecordedRuns.Measure(() => Fit(data));
            var recorded = row.GetProperty("seconds_median").GetDouble();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| GES | {data.Columns} | {data.Rows} | {recorded:G4} | {wall:G3} | {recorded / wall:F0}x | {processor:G3} | {row.GetProperty("score").GetDouble():F6} | {fit.Score:F6} | {row.GetProperty("forward").GetInt32()} + {row.GetProperty("backward").GetInt32()} | {fit.Forward.Length} + {fit.Backward.Length} | {fit.ScoresComputed} |")
            );
        }
    }

    private static GesFit Fit(Dataset data) =>
        Ges.Fit(
            DatasetMoments.Of(data, CancellationToken.None).Covariance,
            data.Rows,
            new() { Constraints = EdgeConstraints.None(data.Columns) },
            WorkBudget.Unlimited);
}
