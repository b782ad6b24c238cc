using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;

namespace Isl.Bench;

/// <summary>The profiled process: read directly where it runs on this machine, else through its <c>/metrics</c>.</summary>
/// <param name="http">Asks the service.</param>
/// <param name="pid">The process on this machine; null where there is none to be found.</param>
internal sealed class ProfileServer(HttpClient http, int? pid)
{
    /// <summary>Bytes in a MiB.</summary>
    public const double MebiBytes = 1024 * 1024;

    private static readonly string[] SocketTables = ["/proc/net/tcp", "/proc/net/tcp6"];
    private static readonly string[] MemoryMetrics = ["process_resident_memory_bytes", "process_working_set_bytes"];

    /// <summary>The process on this machine, if any.</summary>
    public int? Pid => pid;

    /// <summary>Where the figures come from, in words.</summary>
    public string Source => pid is { } own ? $"process {own} on this machine" : "the service's /metrics";

    /// <summary>Finds the .NET process of this machine that listens where the address says.</summary>
    public static int? Find(Uri host)
    {
        if (!OperatingSystem.IsLinux() || !host.IsLoopback)
        {
            return null;
        }

        var inodes = ListeningInodes(host.Port);
        return DiagnosticsClient.GetPublishedProcesses().Cast<int?>().FirstOrDefault(process => Holds(process!.Value, inodes));
    }

    /// <summary>Resident memory in MiB, or null where nobody tells.</summary>
    public async Task<double?> MemoryMb()
    {
        if (pid is { } own)
        {
            using var process = System.Diagnostics.Process.GetProcessById(own);
            return process.WorkingSet64 / MebiBytes;
        }

        var metrics = await Metrics();
        return MemoryMetrics.Where(metrics.ContainsKey).Select(name => (double?)(metrics[name] / MebiBytes)).FirstOrDefault();
    }

    /// <summary>Seconds of processor time used since start, or null where nobody tells.</summary>
    public async Task<double?> CpuSeconds()
    {
        if (pid is { } own)
        {
            using var process = System.Diagnostics.Process.GetProcessById(own);
            return process.TotalProcessorTime.TotalSeconds;
        }

        return (await Metrics()).TryGetValue("process_cpu_seconds_total", out var seconds) ? seconds : null;
    }

    /// <summary>Series without labels, by name.</summary>
    private async Task<Dictionary<string, double>> Metrics()
    {
        try
        {
            var text = await http.GetStringAsync("/metrics");
            return text.Split('\n')
                .Select(line => line.Split(' '))
                .Where(parts => parts is [var name, _] && !name.Contains('{', StringComparison.Ordinal) && name is not ['#', ..])
                .GroupBy(parts => parts[0], StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => double.Parse(group.First()[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        }
        catch (HttpRequestException)
        {
            return [];
        }
    }

    /// <summary>Sockets that listen on a port: state 0A in the kernel's tables, their inode in the tenth column.</summary>
    private static HashSet<string> ListeningInodes(int port) =>
        SocketTables.Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts.Length > 9 && parts[3] == "0A" && parts[1].EndsWith($":{port:X4}", StringComparison.Ordinal))
            .Select(parts => $"socket:[{parts[9]}]")
            .ToHashSet(StringComparer.Ordinal);

    private static bool Holds(int process, HashSet<string> inodes)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fd").Any(file => inodes.Contains(new FileInfo(file).LinkTarget ?? ""));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
