using System.Globalization;

namespace Isl.Bench;

/// <summary>Runs as tables: the median of each figure, and the ratio to the bare endpoint and to the build before.</summary>
internal sealed class ServeReport
{
    private readonly Dictionary<(string Kind, int Connections, ServeProcess Process), List<ServeRun>> _runs = [];
    private bool _hasHeader;

    /// <summary>Takes a run in.</summary>
    public void Add(string kind, int connections, ServeProcess process, ServeRun run)
    {
        if (!_runs.TryGetValue((kind, connections, process), out var runs))
        {
            _runs[(kind, connections, process)] = runs = [];
        }

        runs.Add(run);
    }

    /// <summary>Prints the rows of a kind.</summary>
    public void Print(string kind, int connections, List<ServeProcess> processes)
    {
        if (!_hasHeader)
        {
            _hasHeader = true;
            Console.WriteLine("| request | connections | server | requests/s | of bare | CPU µs | of bare | kB | p50 ms | p99 ms |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        }

        var bare = MedianOf(Of("cached validate", connections, processes[0]) ?? Of(kind, connections, processes[0]) ?? []);
        bare = Of(kind, connections, processes[0]) is { } own ? MedianOf(own) : bare;
        foreach (var process in processes)
        {
            if (Of(kind, connections, process) is { } runs && MedianOf(runs) is { } run)
            {
                var (rate, cpu) = bare is null ? ("", "") : (Two(run.Rate / bare.Rate), Two(bare.Microseconds / run.Microseconds));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {kind} | {connections} | {process.Name} | {run.Rate:N0} | {rate} | {run.Microseconds:F1} | {cpu} "
                        + $"| {run.KiloBytes:F2} | {run.P50:F3} | {run.P99:F3} |"));
            }
        }
    }

    /// <summary>Prints what the servers hold after it all.</summary>
    public static void PrintMemory(List<ServeProcess> processes)
    {
        Console.WriteLine();
        foreach (var process in processes)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{process.Name}: {process.MemoryMb:F0} MB resident"));
        }
    }

    private static string Two(double ratio) => ratio.ToString("F2", CultureInfo.InvariantCulture);

    private static ServeRun? MedianOf(List<ServeRun> runs) => runs.Count == 0 ? null : new ServeRun(
        Median(runs, run => run.Rate),
        Median(runs, run => run.Microseconds),
        Median(runs, run => run.KiloBytes),
        Median(runs, run => run.P50),
        Median(runs, run => run.P99));

    private static double Median(List<ServeRun> runs, Func<ServeRun, double> figure) => runs.Select(figure).Order().ElementAt(runs.Count / 2);

    private List<ServeRun>? Of(string kind, int connections, ServeProcess process) => _runs.GetValueOrDefault((kind, connections, process));
}
