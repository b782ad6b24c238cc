using System.Diagnostics;
using System.Text.Json;

namespace Isl.Tests.Support;

/// <summary>A cluster of real processes behind nginx, as <c>deploy/local-cluster.sh</c> runs it; ended with the test.</summary>
public sealed class LocalCluster : IAsyncDisposable
{
    /// <summary>Whatever else the tests ask takes less.</summary>
    private const double LeastSecondsOfLong = 0.7;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly string[] Programs = ["redis-server", "nginx", "curl", "bash"];
    private static readonly string[] Folders = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/bin"];

    /// <summary>Faults and load are tried on what is deployed: code that is not optimised takes three times as long to refuse a question.</summary>
    private const string Configuration = "Release";

#if DEBUG
    private static readonly Lazy<Task> Built = new(BuildAsync);
#else
    private static readonly Lazy<Task> Built = new(Task.CompletedTask); // with the tests
#endif

    private readonly Dictionary<string, string> _environment;

    private LocalCluster(string folder, Dictionary<string, string> environment) => (Folder, _environment) = (folder, environment);

    /// <summary>Its state, logs and pids.</summary>
    public string Folder { get; }

    public ClusterStatus Status { get; private set; } = null!;

    /// <summary>Starts one; the test is skipped where a program is missing that it needs.</summary>
    /// <param name="silos">Silos.</param>
    /// <param name="apis">APIs.</param>
    /// <param name="warm">Whether to wait until it answers warm.</param>
    /// <param name="settings">Settings of all its processes.</param>
    public static async Task<LocalCluster> StartAsync(int silos, int apis, bool warm = true, Dictionary<string, string>? settings = null)
    {
        var missing = Programs.Where(program => !Folders.Any(folder => File.Exists(Path.Combine(folder, program)))).ToList();
        Assert.SkipUnless(missing.Count == 0, $"{string.Join(", ", missing)} not installed; the gate installs what is missing.");
        await Built.Value;
        var folder = Directory.CreateTempSubdirectory("isl-cluster-").FullName;
        var cluster = new LocalCluster(folder, new(settings ?? [])
        {
            ["ISL_CLUSTER_DIR"] = folder,
            ["ISL_CONFIGURATION"] = Configuration,
            ["ISL_CLUSTER_COLD"] = warm ? "" : "1",
        });
        try
        {
            await cluster.RunAsync("up", $"{silos}", $"{apis}");
            await cluster.LookAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command of the script.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(late.Token);
        var errors = process.StandardError.ReadToEndAsync(late.Token);
        await process.WaitForExitAsync(late.Token);
        Assert.True(process.ExitCode == 0, $"local-cluster.sh {string.Join(' ', arguments)}: {await errors}");
        return await output;
    }

    /// <summary>Reads who runs, and where.</summary>
    public async Task<ClusterStatus> LookAsync() => Status =
        JsonSerializer.Deserialize<ClusterStatus>(await RunAsync("status", "--json"), JsonSerializerOptions.Web)!;

    /// <summary>Ports that silos listen on for silos and clients, as they were given.</summary>
    public IEnumerable<int> SiloPorts() => Directory
        .GetDirectories(Folder, "silo-*")
        .SelectMany(silo => new[] { "silo", "gateway" }.Select(name => int.Parse(File.ReadAllText(Path.Combine(silo, name)), Invariant)));

    /// <summary>The number of the silo that listens on a port.</summary>
    public int SiloAt(int port) => int.Parse(
        Directory.GetDirectories(Folder, "silo-*").First(silo => File.ReadAllText(Path.Combine(silo, "silo")).Trim() == $"{port}").Split('-')[^1],
        Invariant);

    /// <summary>The silo that computes something long, waiting until there is one.</summary>
    public async Task<ClusterProcess> ComputingAsync(HttpClient client, CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var silo in Status.Silos)
            {
                if (await IsBusyAsync(silo))
                {
                    await Task.Delay(600, cancellationToken); // longer than a figure stands; what is over by then was not long
                    if (await IsBusyAsync(silo))
                    {
                        return silo;
                    }
                }
            }

            await Task.Delay(100, cancellationToken);
        }

        async Task<bool> IsBusyAsync(ClusterProcess silo) =>
            await FigureAsync(client, silo, "isl_compute_in_flight_seconds{lane=\"slow\"}", cancellationToken) > LeastSecondsOfLong;
    }

    /// <summary>The sum of a silo's figures whose names begin so.</summary>
    public static async Task<double> FigureAsync(HttpClient client, ClusterProcess silo, string name, CancellationToken cancellationToken)
    {
        var metrics = await client.GetStringAsync($"{silo.Http}/metrics", cancellationToken);
        return metrics.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], Invariant));
    }

    /// <summary>How often something stands in the logs of the silos.</summary>
    public int CountInLogs(string text) => Directory.GetFiles(Folder, "app.log", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(Path.GetDirectoryName(file))!.StartsWith("silo-", StringComparison.Ordinal))
        .Sum(file => File.ReadLines(file).Count(line => line.Contains(text, StringComparison.Ordinal)));

    public async ValueTask DisposeAsync()
    {
        await RunAsync("down");
        Directory.Delete(Folder, recursive: true);
    }

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static string Script => Path.Combine(Repository.Root, "deploy", "local-cluster.sh");

#if DEBUG
    private static async Task BuildAsync()
    {
        foreach (var project in new[] { "Isl.Silo", "Isl.Api" })
        {
            await Shell.Run($"dotnet build '{Path.Combine(Repository.Root, project)}' -c {Configuration} -v q -nologo", CancellationToken.None);
        }
    }
#endif
}

/// <summary>What <c>local-cluster.sh status --json</c> says.</summary>
public sealed record ClusterStatus(string Entry, IReadOnlyList<ClusterProcess> Silos, IReadOnlyList<ClusterProcess> Apis, ClusterRedis Redis);

/// <summary>A silo or an API.</summary>
public sealed record ClusterProcess(int N, int Pid, string Http);

/// <summary>The cluster's Redis.</summary>
public sealed record ClusterRedis(int? Pid, int? Port);
