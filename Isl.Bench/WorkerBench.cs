using System.Diagnostics;
using System.Globalization;
using Isl.Grains.Answering;
using Isl.Grains.Grains.Workers;
using Isl.Grains.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isl.Bench;

/// <summary>What it costs to have work done by a named worker grain rather than at once, in a silo of this process.</summary>
internal static class WorkerBench
{
    private const int Calls = 20_000;
    private const int Rounds = 7;

    public static void Run(string[] arguments)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        var settings = IslSettings.Read(new ConfigurationBuilder().Build());
        builder.UseOrleans(silo => silo.UseIsl(settings));
        builder.Services.AddIslGrains(settings);
        using var host = builder.Build();
        host.StartAsync().GetAwaiter().GetResult();
        var workers = host.Services.GetRequiredService<LocalWorkers>();
        var rounds = Enumerable
            .Range(0, Rounds)
            .Select(_ => (Direct: Time(workers, WorkerKind.None), Worker: Time(workers, WorkerKind.MonteCarlo)))
            .Skip(1)
            .ToList();
        var (direct, worker) = (Median(rounds.Select(round => round.Direct)), Median(rounds.Select(round => round.Worker)));
        Console.WriteLine("| call | median µs |");
        Console.WriteLine("|---|---|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the work itself (empty, asynchronous) | {direct:0.00} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the same by a worker grain of the silo | {worker:0.00} |"));
        host.StopAsync().GetAwaiter().GetResult();
    }

    private static double Time(LocalWorkers workers, WorkerKind kind)
    {
        var started = Stopwatch.GetTimestamp();
        Calling(workers, kind).GetAwaiter().GetResult();
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / Calls;
    }

    private static async Task Calling(LocalWorkers workers, WorkerKind kind)
    {
        for (var i = 0; i < Calls; i++)
        {
            await workers.Run(kind, () => Task.FromResult(i));
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
