using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace Isl.Tests.Support;

/// <summary>A Redis of a test's own: Debian's <c>redis-server</c> on a free port of the loopback, ended with the test.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private RedisServer(Process process, int port, string folder) => (_process, Port, _folder) = (process, port, folder);

    public int Port { get; }

    public string Connection => $"127.0.0.1:{Port},abortConnect=false,connectTimeout=1000";

    private static string? Program => new[] { "/usr/bin/redis-server", "/usr/local/bin/redis-server" }.FirstOrDefault(File.Exists);

    /// <summary>Starts one and waits until it answers; the test is skipped where the program is not installed.</summary>
    public static async Task<RedisServer> StartAsync()
    {
        Assert.SkipUnless(Program is not null, "redis-server is not installed; the gate installs it.");
        var port = FreePort();
        var folder = Directory.CreateTempSubdirectory("isl-redis-").FullName;
        string[] arguments = ["--port", $"{port}", "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "no"];
        var process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var server = new RedisServer(process, port, folder);
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.Connection);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await redis.GetDatabase().PingAsync();
                return server;
            }
            catch (RedisException) when (attempt < 100)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>Stops answering without closing a connection.</summary>
    public Task Hang() => Signal("STOP");

    /// <summary>Answers again.</summary>
    public Task Resume() => Signal("CONT");

    public async ValueTask DisposeAsync()
    {
        await Resume();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
