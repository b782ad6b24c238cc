using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Isl.Bench;

/// <summary>What a run cost the server.</summary>
/// <param name="Rate">Requests a second.</param>
/// <param name="Microseconds">Processor time a request, user and system.</param>
/// <param name="KiloBytes">Memory allocated a request.</param>
/// <param name="P50">Median latency in milliseconds.</param>
/// <param name="P99">Latency that one request in a hundred exceeds.</param>
internal sealed record ServeRun(double Rate, double Microseconds, double KiloBytes, double P50, double P99);

/// <summary>A server that the bench started.</summary>
internal sealed class ServeProcess : IDisposable
{
    /// <summary>Name of the metric that tells the bytes allocated so far.</summary>
    public const string AllocatedMetric = "dotnet_gc_allocated_bytes_total";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private ServeProcess(string name, bool isBare, Uri address, Process process) =>
        (Name, IsBare, Address, _process) = (name, isBare, address, process);

    /// <summary>Its name in the tables.</summary>
    public string Name { get; }

    /// <summary>Whether it is the bare endpoint.</summary>
    public bool IsBare { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Memory of the process that is in RAM, in MB.</summary>
    public double MemoryMb
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Starts a build of the service, in a folder of its own.</summary>
    public static Task<ServeProcess> Service(string name, string dll, string folder)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [Path.GetFullPath(dll)])
        {
            WorkingDirectory = Directory.CreateDirectory(Path.Combine(folder, name)).FullName,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        return Start(name, isBare: false, port, start, "/health/ready");
    }

    /// <summary>Starts the bare endpoint.</summary>
    public static Task<ServeProcess> Bare(string validate, string counterfactual)
    {
        var port = FreePort();
        string[] arguments = [Environment.GetCommandLineArgs()[0], "serve", "bare", port.ToString(CultureInfo.InvariantCulture), validate, counterfactual];
        return Start("bare", isBare: true, port, new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true }, "/metrics");
    }

    /// <summary>Waits until an address answers well.</summary>
    /// <exception cref="TimeoutException">It does not.</exception>
    public static async Task WhenItAnswers(Uri host, string path)
    {
        using var http = new HttpClient { BaseAddress = host };
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience; await Task.Delay(100))
        {
            try
            {
                using var response = await http.GetAsync(path);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // not yet
            }
        }

        throw new TimeoutException($"{host} did not answer within {Patience.TotalSeconds} s.");
    }

    /// <summary>A port that nobody listens at.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>What a load costs it.</summary>
    public async Task<ServeRun> Measure(Func<Task<ServeLoad>> load)
    {
        var (cpu, allocated) = (Cpu(), await Allocated());
        var done = await load();
        var count = done.Milliseconds.Length;
        var (cpuAfter, allocatedAfter) = (Cpu(), await Allocated());
        return new ServeRun(
            count / done.Seconds,
            (cpuAfter - cpu).TotalMicroseconds / count,
            (allocatedAfter - allocated) / count / 1000,
            done.Milliseconds[count / 2],
            done.Milliseconds[(int)(count * 0.99)]);
    }

    /// <summary>Asks about new subjects until that many grains are active.</summary>
    /// <exception cref="TimeoutException">They never are, or the build does not tell.</exception>
    public async Task Activate(int grains)
    {
        var step = TimeSpan.FromSeconds(1);
        for (var started = Stopwatch.GetTimestamp(); await Active() < grains;)
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"{Name} has only {await Active():N0} active grains.");
            }

            await ServeClient.Run(Address, ServeQuestions.NewGrain, connections: 16, step);
        }
    }

    /// <summary>Grains that are active.</summary>
    public async Task<double> Active() => (await Values(MetricScrape.ActiveGrains)).Sum();

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<ServeProcess> Start(string name, bool isBare, int port, ProcessStartInfo start, string ready)
    {
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var server = new ServeProcess(name, isBare, new Uri($"http://127.0.0.1:{port}"), process);
        try
        {
            await WhenItAnswers(server.Address, ready);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    private TimeSpan Cpu()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <summary>Not a number where a build does not tell.</summary>
    private async Task<double> Allocated() => await Values(AllocatedMetric) is [var bytes, ..] ? bytes : double.NaN;

    private async Task<double[]> Values(string metric)
    {
        using var http = new HttpClient { BaseAddress = Address };
        return await MetricScrape.Values(http, metric);
    }
}
