using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Isl.Bench;

/// <summary>
/// Profiles every endpoint of a running service: <c>profile --host http://localhost:8000</c>. Latency is measured first, without sampling;
/// then the same load is asked again while the server's code is sampled, where it runs on this machine.
/// </summary>
internal static partial class Profile
{
    private const int WarmUp = 5;

    /// <summary>At a sample each millisecond, enough for shares of a percent.</summary>
    private static readonly TimeSpan LeastSampled = TimeSpan.FromSeconds(1);
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>Writes the report and prints its table; the exit code is 1 where the verdict is FAIL.</summary>
    public static void Run(string[] args) => RunAsync(ProfileOptions.Parse(args)).GetAwaiter().GetResult();

    private static async Task RunAsync(ProfileOptions options)
    {
        using var http = new HttpClient { BaseAddress = options.Host, Timeout = TimeSpan.FromSeconds(60) };
        var server = new ProfileServer(http, options.Pid ?? ProfileServer.Find(options.Host));
        if (!await new ProfileCase("live", "/health", null).Ask(http, 0))
        {
            Console.Error.WriteLine($"{options.Host} does not answer. Is the service running there?");
            Environment.ExitCode = 1;
            return;
        }

        Console.WriteLine($"Profiling {options.Host}, {options.Requests} requests an endpoint; memory and processor time from {server.Source}.");
        var cases = ProfileCase.All.Where(one => options.Only.Count == 0 || options.Only.Contains(one.Name)).ToList();
        using var bar = new ProfileBar(cases.Count * (server.Pid is null ? 1 : 2) * options.Requests);
        var number = Environment.TickCount & 0xFFFFFF; // no question of an earlier run
        var measured = new List<(double[] Times, double Success, ProfileMemory Memory, double? Cpu)>();
        foreach (var one in cases)
        {
            for (var i = 0; i < WarmUp; i++)
            {
                await one.Ask(http, number++);
            }

            measured.Add(await Measure(one, http, server, options.Requests, number, bar));
            number += options.Requests;
        }

        var tops = await Sample(cases, http, server, options.Requests, number, bar);
        var endpoints = cases.Select((one, i) =>
        {
            var (times, success, memory, cpu) = measured[i];
            var latency = ProfileLatency.Of(times);
            return new ProfileEndpoint(
                one.Name, one.Path, options.Requests, success, latency, memory, cpu, tops[i], ProfileEndpoint.Judge(success, latency, memory));
        }).ToList();
        var report = ProfileReport.Of(options.Host.ToString(), server.Source, DateTimeOffset.UtcNow, endpoints);
        await File.WriteAllTextAsync(options.Output, JsonSerializer.Serialize(report, Json));
        bar.Dispose();
        Print(report, options.Output);
    }

    private static async Task<(double[] Times, double Success, ProfileMemory Memory, double? Cpu)> Measure(
        ProfileCase one, HttpClient http, ProfileServer server, int requests, int number, ProfileBar bar)
    {
        var times = new double[requests];
        var memory = new List<double>();
        var answered = 0;
        var cpu = await server.CpuSeconds();
        for (var i = 0; i < requests; i++)
        {
            var started = Stopwatch.GetTimestamp();
            answered += await one.Ask(http, number + i) ? 1 : 0;
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            bar.Step(one.Name);
            if (i % 10 == 0 && await server.MemoryMb() is { } mb)
            {
                memory.Add(mb);
            }
        }

        var used = await server.CpuSeconds() - cpu;
        return (
            times,
            (double)answered / requests,
            new(memory.Count == 0 ? null : Math.Round(memory.Average(), 1), memory.Count == 0 ? null : Math.Round(memory.Max(), 1)),
            used is null ? null : Math.Round(used.Value * 1000 / requests, 3));
    }

    private static async Task<List<List<ProfileFunction>>> Sample(
        List<ProfileCase> cases, HttpClient http, ProfileServer server, int requests, int number, ProfileBar bar)
    {
        using var sampler = server.Pid is { } pid ? await ProfileSampler.Start(pid) : null;
        if (sampler is null)
        {
            return cases.ConvertAll(_ => new List<ProfileFunction>());
        }

        var spans = new List<(DateTime From, DateTime To)>();
        foreach (var one in cases)
        {
            var from = DateTime.UtcNow;
            for (var i = 0; i < requests || DateTime.UtcNow - from < LeastSampled; i++)
            {
                await one.Ask(http, number++);
                if (i < requests)
                {
                    bar.Step(one.Name + ", sampled");
                }
            }

            spans.Add((from, DateTime.UtcNow));
        }

        return await sampler.Finish(spans);
    }

    private static void Print(ProfileReport report, string file)
    {
        Console.WriteLine();
        foreach (var line in report.Table())
        {
            Console.WriteLine(line);
        }

        foreach (var endpoint in report.Endpoints.Values.Where(endpoint => endpoint.CpuProfileTop20.Count > 0))
        {
            var top = endpoint.CpuProfileTop20.Take(3).Select(function => $"{Short(function.Function)} {function.SelfPercent} %");
            Console.WriteLine($"{endpoint.Endpoint,-18} runs most: {string.Join(", ", top)}");
        }

        Console.WriteLine($"\nVerdict: {report.Summary.Verdict}; the whole report is in {file}.");
        Environment.ExitCode = report.Summary.Verdict == "FAIL" ? 1 : 0;
    }

    /// <summary>Type and method without namespace and parameters.</summary>
    private static string Short(string function)
    {
        var plain = TypeArguments().Replace(function.Split('(')[0], "");
        return string.Join('.', plain.Split('.', StringSplitOptions.RemoveEmptyEntries).TakeLast(2));
    }

    [GeneratedRegex(@"`\d+|\[.*?\]+")]
    private static partial Regex TypeArguments();
}
