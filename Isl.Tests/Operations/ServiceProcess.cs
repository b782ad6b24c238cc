using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Isl.Tests.Operations;

/// <summary>The API as a process of its own, as an operator starts it.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private ServiceProcess(Process process, string folder, int port)
    {
        (_process, _folder, Port) = (process, folder, port);
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public int Port { get; }

    public int Pid => _process.Id;

    public string LogFile => Path.Combine(_folder, "app.log");

    public HttpClient Client { get; }

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    /// <summary>Starts it, with settings in its environment, and waits until it is ready.</summary>
    public static Task<ServiceProcess> StartAsync(params (string Name, string Value)[] settings) => StartAsync("Isl.Api", settings);

    /// <summary>Starts the program of a project.</summary>
    public static async Task<ServiceProcess> StartAsync(string project, params (string Name, string Value)[] settings)
    {
        var output = AppContext.BaseDirectory.Replace(
            $"{Path.DirectorySeparatorChar}Isl.Tests{Path.DirectorySeparatorChar}",
            $"{Path.DirectorySeparatorChar}{project}{Path.DirectorySeparatorChar}",
            StringComparison.Ordinal);
        var port = FreePort();
        var folder = Directory.CreateTempSubdirectory("isl-service-").FullName;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(output, $"{project}.dll")])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["ISL_LOG_FILE"] = Path.Combine(folder, "app.log");
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var service = new ServiceProcess(process, folder, port);
        try
        {
            for (var attempt = 0; !await service.IsReadyAsync(); attempt++)
            {
                Assert.True(attempt < 600 && !process.HasExited, "The service did not start.");
                await Task.Delay(100, Test);
            }

            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Posts a body and reads the answer, whatever it is.</summary>
    public async Task PostAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Client.PostAsync(path, content, Test);
        await response.Content.ReadAsByteArrayAsync(Test);
    }

    /// <summary>What stands in its log file now.</summary>
    public async Task<string[]> LogAsync()
    {
        await using var file = new FileStream(Path.Combine(_folder, "app.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return (await reader.ReadToEndAsync(Test)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Tells it to stop, as an operator does, and waits until it has.</summary>
    /// <returns>How long that took, and with which code it ended.</returns>
    public async Task<(TimeSpan Time, int Code)> StopAsync()
    {
        var started = Stopwatch.GetTimestamp();
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync(Test);
        return (Stopwatch.GetElapsedTime(started), _process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var response = await Client.GetAsync("/health/ready", Test);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
