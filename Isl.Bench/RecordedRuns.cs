using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Bench;

/// <summary>The recorded runs of other implementations, and the means to time ours on the same data.</summary>
internal static class RecordedRuns
{
    private const double BudgetSeconds = 3;
    private const int MostRepeats = 41;

    /// <summary>Folder with timings.json and its data files: the first argument, or the usual place.</summary>
    public static string Folder(string[] args) => args.Length > 0 ? args[0] : Path.Combine("..", "shared", "vectors", "discovery", "timing");

    /// <summary>The rows of one algorithm, recorded on one thread.</summary>
    public static IEnumerable<JsonElement> Rows(string folder, string algorithm) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "timings.json"))).RootElement.GetProperty("runs").EnumerateArray()
            .First(run => run.GetProperty("blas_threads").GetString() == "1").GetProperty("rows").EnumerateArray()
            .Where(row => row.GetProperty("algorithm").GetString() == algorithm);

    /// <summary>The data of a row.</summary>
    public static Dataset Read(string folder, JsonElement row)
    {
        using var reader = new StreamReader(
            new GZipStream(File.OpenRead(Path.Combine(folder, row.GetProperty("data_file").GetString()! + ".gz")), CompressionMode.Decompress));
        var names = reader.ReadLine()!.Split(',');
        var rows = new List<double[]>();
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            rows.Add([.. line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]);
        }

        var columns = new double[names.Length * rows.Count];
        for (var at = 0; at < columns.Length; at++)
        {
            columns[at] = rows[at % rows.Count][at / rows.Count];
        }

        return new Dataset([.. names], rows.Count, columns);
    }

    /// <summary>
    /// Runs several times: median wall seconds, least processor seconds (unlike the first, hardly disturbed by others on the machine), and bytes
    /// allocated.
    /// </summary>
    public static (T Result, double Wall, double Processor, long Allocated) Measure<T>(Func<T> work)
    {
        var result = work();
        var (wall, processor) = (new List<double>(), double.PositiveInfinity);
        var allocated = 0L;
        using var process = Process.GetCurrentProcess();
        var total = Stopwatch.StartNew();
        do
        {
            process.Refresh();
            var (used, before, watch) = (process.TotalProcessorTime, GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            result = work();
            wall.Add(watch.Elapsed.TotalSeconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            process.Refresh();
            processor = Math.Min(processor, (process.TotalProcessorTime - used).TotalSeconds);
        }
        while (wall.Count < MostRepeats && total.Elapsed.TotalSeconds < BudgetSeconds);

        wall.Sort();

        // The processor clock ticks too coarsely for a short run.
        return (result, wall[wall.Count / 2], processor < 0.02 ? wall[0] : processor, allocated);
    }
}
