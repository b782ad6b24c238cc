using System.Diagnostics;
using System.Globalization;
using Isl.Grains.Identification;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Bench;

/// <summary>Times whole answers about graphs that would take for ever if anything were enumerated without bound.</summary>
internal static class AnswerBench
{
    private const int Runs = 5;

    /// <summary>Prints a Markdown table.</summary>
    public static void Run(string[] args)
    {
        Console.WriteLine("| graph | validate ms | strategies ms | paths ms | allocated MB | status | truncated |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var which in new[] { "complete 60", "ladder 500", "bidirected 200", "random 100", "random 500", "random 20000" })
        {
            var (graph, query) = HardGraphs.Make(which);
            var answer = IdentificationAnswer.Compute(graph, query, null, WorkBudget.Unlimited);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var validate = Median(() => IdentificationAnswer.Compute(graph, query, null, WorkBudget.Unlimited));
            var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / Runs;
            var strategies = Median(() => StrategiesAnswer.Compute(graph, query, WorkBudget.Unlimited));
            var question = new PathsQuestion(query.Treatments, query.Outcomes, [], PathsQuestion.DefaultMaxPaths);
            var paths = Median(() => PathsAnswer.Compute(graph, question, WorkBudget.Unlimited));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {which} | {validate:F1} | {strategies:F1} | {paths:F1} | {allocated / 1048576.0:F1} | {answer.Status} | {answer.AdjustmentSetsTruncated || answer.FrontDoorSetsTruncated || answer.InstrumentsTruncated || answer.TestableImplicationsTruncated} |")
            );
        }
    }

    private static double Median(Action run)
    {
        var times = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            var started = Stopwatch.GetTimestamp();
            run();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return times[Runs / 2];
    }
}
