using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isl.Bench;

/// <summary>
/// Requests a second of a running service beside a bare Kestrel endpoint that parses the same body and writes the same bytes: what the service
/// costs over the server it stands on. Alternately in one run, so that a busy machine is busy for all.
/// </summary>
internal static class ServeBench
{
    private const string Path = "/api/v1/causal/validate";
    private const int Rounds = 5;
    private const int Connections = 16;
    private const double Seconds = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary><c>serve [--host URL [--seconds N]]</c>; <c>serve bare PORT FILE</c> is the bare endpoint, which the bench starts itself.</summary>
    public static void Run(string[] args) => (args switch
    {
        ["bare", var port, var file] => Bare(int.Parse(port, CultureInfo.InvariantCulture), file),
        ["--host", var host, "--seconds", var seconds] => Compare(new(host), double.Parse(seconds, CultureInfo.InvariantCulture)),
        ["--host", var host] => Compare(new(host), Seconds),
        [] => Compare(new("http://localhost:8000"), Seconds),
        _ => throw new ArgumentException("Usage: serve [--host URL [--seconds N]]"),
    }).GetAwaiter().GetResult();

    private static async Task Compare(Uri host, double seconds)
    {
        var cached = Question(0);
        var salt = Environment.TickCount & 0xFFFFFF; // no question of an earlier run
        var answer = await ServeBenchClient.Answer(host, Path, cached);
        var file = System.IO.Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, answer);
        var bare = new Uri($"http://127.0.0.1:{FreePort()}");
        var self = Environment.GetCommandLineArgs()[0]; // Isl.Bench.dll
        using var process = Process.Start("dotnet", [self, "serve", "bare", bare.Port.ToString(CultureInfo.InvariantCulture), file]);
        try
        {
            await WaitFor(bare, cached);
            var kinds = new (string Name, Uri Host, Func<int, byte[]> Body)[]
            {
                ("bare Kestrel endpoint", bare, _ => cached),
                ("question answered before", host, _ => cached),
                ("question nobody asked before", host, i => Question(Interlocked.Increment(ref salt) + (i << 24))),
            };
            var rates = kinds.Select(_ => new List<double>()).ToArray();
            for (var round = -1; round < Rounds; round++) // the first warms up
            {
                for (var i = 0; i < kinds.Length; i++)
                {
                    var rate = await ServeBenchClient.Rate(kinds[i].Host, Path, kinds[i].Body, Connections, TimeSpan.FromSeconds(seconds));
                    if (round >= 0)
                    {
                        rates[i].Add(rate);
                    }
                }
            }

            Print(kinds.Select(kind => kind.Name).ToArray(), rates, cached.Length, answer.Length, seconds);
        }
        finally
        {
            process.Kill();
            File.Delete(file);
        }
    }

    private static void Print(string[] names, List<double>[] rates, int asked, int answered, double seconds)
    {
        Console.WriteLine($"{Rounds} rounds of {seconds} s each, {Connections} connections, {asked} bytes asked, {answered} answered");
        Console.WriteLine("| what | requests/s, median | range | share of the bare endpoint |");
        Console.WriteLine("|---|---|---|---|");
        var bare = Median(rates[0]);
        for (var i = 0; i < names.Length; i++)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {names[i]} | {Median(rates[i]):N0} | {rates[i].Min():N0}–{rates[i].Max():N0} | {Median(rates[i]) / bare:F2} |"));
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static byte[] Question(int i)
    {
        var nodes = $$"""["Price","Quality","Revenue","U{{i}}"]""";
        var edges = $$"""[["Price","Revenue"],["Quality","Revenue"],["U{{i}}","Price"]]""";
        return Encoding.UTF8.GetBytes(
            $$$"""{"dag_structure":{"nodes":{{{nodes}}},"edges":{{{edges}}}},"treatment":"Price","outcome":"Revenue"}""");
    }

    private static async Task Bare(int port, string file)
    {
        var answer = await File.ReadAllBytesAsync(file);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.MapPost(Path, async (HttpContext context) =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer);
        });
        await app.RunAsync();
    }

    private static async Task WaitFor(Uri host, byte[] body)
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(100))
        {
            try
            {
                await ServeBenchClient.Answer(host, Path, body);
                return;
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(started) < Patience)
            {
                // not yet
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
