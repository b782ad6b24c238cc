using System.Diagnostics;
using System.Net.Sockets;

namespace Isl.Bench;

/// <summary>The embedded service as a process of its own, and what it holds.</summary>
internal sealed class SoakService : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _folder = Directory.CreateTempSubdirectory("isl-soak-").FullName;

    private SoakService()
    {
        var port = FreePort();
        var program = Path.Combine(
            AppContext.BaseDirectory.Replace(
                $"{Path.DirectorySeparatorChar}Isl.Bench{Path.DirectorySeparatorChar}",
                $"{Path.DirectorySeparatorChar}Isl.Api{Path.DirectorySeparatorChar}",
                StringComparison.Ordinal),
            "Isl.Api.dll");
        if (!File.Exists(program))
        {
            throw new FileNotFoundException($"{program} is not there; build the solution first.");
        }

        var start = new ProcessStartInfo("dotnet", [program]) { WorkingDirectory = _folder, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["ISL_LOG_FILE"] = Path.Combine(_folder, "app.log");
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        Http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = Patience };
    }

    /// <summary>Asks it.</summary>
    public HttpClient Http { get; }

    /// <summary>Starts it, with the environment of this process, and waits until it is ready.</summary>
    public static async Task<SoakService> Start()
    {
        var service = new SoakService();
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(200))
        {
            try
            {
                (await service.Http.GetAsync("/health/ready")).EnsureSuccessStatusCode().Dispose();
                return service;
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(started) < Patience && !service._process.HasExited)
            {
                // not yet
            }
        }
    }

    /// <summary>MiB in RAM, open files and sockets, and grains in memory.</summary>
    public async Task<SoakSample> Sample(double minute)
    {
        _process.Refresh();
        var grains = (await MetricScrape.Values(Http, MetricScrape.ActiveGrains)).Sum();
        return new(
            minute,
            _process.WorkingSet64 / ProfileServer.MebiBytes,
            Directory.GetFiles($"/proc/{_process.Id}/fd").Length,
            grains);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Http.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>What the service held at one time.</summary>
/// <param name="Minute">When.</param>
/// <param name="MemoryMb">MiB in RAM.</param>
/// <param name="Handles">Open files and sockets.</param>
/// <param name="Grains">Grains in memory.</param>
internal sealed record SoakSample(double Minute, double MemoryMb, double Handles, double Grains);
