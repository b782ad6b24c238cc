using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Isl.Bench;

/// <summary>
/// Does the embedded service hold more and more? <c>soak --minutes N [--rate R]</c> keeps it under mixed load, a fifth of it new questions;
/// <c>soak --graphs N</c> asks about so many graphs, each once, and looks two minutes later. The exit code is 1 where it does.
/// </summary>
internal static class SoakBench
{
    private const int NewEvery = 5;
    private const int Remembered = 100;
    private const double WarmUpShare = 0.4;
    private const double MostWarmUpMinutes = 5;
    private const double MostGrowth = 1;
    private const double MostMemory = 400;
    private const int Askers = 16;
    private const int MostFaults = 20;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(2);
    private static readonly IReadOnlyList<ProfileCase> Questions = [.. ProfileCase.All.Where(one => one.Body is not null)];

    public static void Run(string[] args) => (args switch
    {
        ["--minutes", var minutes] => Soak(double.Parse(minutes, CultureInfo.InvariantCulture), rate: 40),
        ["--minutes", var minutes, "--rate", var rate] => Soak(
            double.Parse(minutes, CultureInfo.InvariantCulture), int.Parse(rate, CultureInfo.InvariantCulture)),
        ["--graphs", var count] => Graphs(int.Parse(count, CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException("Usage: soak --minutes N [--rate R] | soak --graphs N"),
    }).GetAwaiter().GetResult();

    private static async Task Soak(double minutes, int rate)
    {
        using var service = await SoakService.Start();
        var clock = Stopwatch.StartNew();
        var samples = new List<SoakSample>();
        using var over = new CancellationTokenSource(TimeSpan.FromMinutes(minutes));
        var load = Load(service.Http, rate, clock, over.Token);
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(Interval);
            samples.Add(await service.Sample(clock.Elapsed.TotalMinutes));
        }

        var (asked, faults) = await load;
        var warmUp = Math.Min(MostWarmUpMinutes, minutes * WarmUpShare);
        Judge(minutes, warmUp, asked, faults.Count, [.. samples.Where(sample => sample.Minute >= warmUp)]);
        foreach (var fault in faults.Take(MostFaults))
        {
            Print($"failed: {fault}");
        }
    }

    private static void Judge(double minutes, double warmUp, int asked, int failed, List<SoakSample> samples)
    {
        var memory = SoakTrend.Of([.. samples.Select(sample => (sample.Minute, sample.MemoryMb))]);
        Print($"{asked} requests in {minutes:0.#} minutes, {failed} failed; the first {warmUp:0.#} minutes are warm-up");
        Print($"| what | after warm-up | at the end | most | growth a minute |");
        Print($"|---|---|---|---|---|");
        Row("memory, MiB", sample => sample.MemoryMb);
        Row("open files and sockets", sample => sample.Handles);
        Row("grains", sample => sample.Grains);
        var grows = memory.IsFasterThan(MostGrowth) || Grows(sample => sample.Handles) || Grows(sample => sample.Grains);
        Print($"{(grows || failed > 0 ? "FAIL" : "PASS")}: memory grows by {memory.PerMinute:0.00} ± {memory.Margin:0.00} MiB a minute");
        Environment.ExitCode = grows || failed > 0 ? 1 : 0;

        void Row(string name, Func<SoakSample, double> figure)
        {
            var (first, last) = Ends(figure);
            var trend = SoakTrend.Of([.. samples.Select(sample => (sample.Minute, figure(sample)))]);
            Print($"| {name} | {first:0.0} | {last:0.0} | {samples.Max(figure):0.0} | {trend.PerMinute:0.00} ± {trend.Margin:0.00} |");
        }

        // A quarter at each end; the load is random, so that a few more mean nothing.
        (double First, double Last) Ends(Func<SoakSample, double> figure)
        {
            var count = Math.Max(1, samples.Count / 4);
            return (samples.Take(count).Average(figure), samples.TakeLast(count).Average(figure));
        }

        bool Grows(Func<SoakSample, double> figure)
        {
            var (first, last) = Ends(figure);
            return last > (1.2 * first) + 20;
        }
    }

    private static async Task<(int Asked, IReadOnlyCollection<string> Faults)> Load(
        HttpClient http, int rate, Stopwatch clock, CancellationToken over)
    {
        var random = new Random(1);
        var requests = new List<Task>();
        var faults = new ConcurrentQueue<string>();
        var (asked, newest) = (0, 0);
        for (; !over.IsCancellationRequested; asked++)
        {
            var wait = TimeSpan.FromSeconds((double)asked / rate) - clock.Elapsed;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, CancellationToken.None);
            }

            var number = asked % NewEvery == 0 ? ++newest : random.Next(Math.Max(1, newest - Remembered), newest + 1);
            requests.RemoveAll(request => request.IsCompleted);
            requests.Add(Ask(number));
        }

        await Task.WhenAll(requests);
        return (asked, faults);

        async Task Ask(int number)
        {
            if (await Questions[number % Questions.Count].Fault(http, number) is { } fault)
            {
                faults.Enqueue(string.Create(CultureInfo.InvariantCulture, $"minute {clock.Elapsed.TotalMinutes:0.0}, {fault}"));
            }
        }
    }

    private static async Task Graphs(int count)
    {
        using var service = await SoakService.Start();
        var question = Questions.Single(one => one.Name == "validate");
        Print($"started: {(await service.Sample(0)).MemoryMb:0} MiB");
        var clock = Stopwatch.StartNew();
        var (next, failed) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, Askers).Select(_ => Task.Run(async () =>
        {
            for (int number; (number = Interlocked.Increment(ref next)) <= count;)
            {
                if (!await question.Ask(service.Http, number))
                {
                    Interlocked.Increment(ref failed);
                }
            }
        })));
        var busy = await service.Sample(clock.Elapsed.TotalMinutes);
        Print($"{count} graphs in {clock.Elapsed.TotalSeconds:0} s, {failed} failed: {busy.MemoryMb:0} MiB, {busy.Grains} grains");
        await Task.Delay(Rest);
        var rested = await service.Sample(clock.Elapsed.TotalMinutes);
        var isOver = rested.MemoryMb >= MostMemory || failed > 0;
        Print($"{(isOver ? "FAIL" : "PASS")}: {rested.MemoryMb:0} MiB and {rested.Grains} grains two minutes later");
        Environment.ExitCode = isOver ? 1 : 0;
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
