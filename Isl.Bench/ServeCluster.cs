using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Isl.Bench;

/// <summary>A cluster of processes on this machine, as <c>deploy/local-cluster.sh</c> runs it; ended with the bench.</summary>
internal sealed class ServeCluster : IDisposable
{
    /// <summary>Fields of /proc/PID/stat after the name: the parent, and processor time in user and system mode in hundredths of a second.</summary>
    private const int ParentField = 1;
    private const int UserField = 11;
    private const int SystemField = 12;
    private const double TicksASecond = 100;

    private readonly string _folder;
    private readonly Dictionary<string, int[]> _parts;

    private ServeCluster(string folder, Uri entry, Uri api, Dictionary<string, int[]> parts) =>
        (_folder, Entry, Api, _parts) = (folder, entry, api, parts);

    /// <summary>nginx, before the APIs.</summary>
    public Uri Entry { get; }

    /// <summary>The first API.</summary>
    public Uri Api { get; }

    /// <summary>Its folder; it goes with it.</summary>
    public string Folder => _folder;

    /// <summary>What nginx was told.</summary>
    public string EntryConfiguration => Path.Combine(_folder, "nginx", "nginx.conf");

    /// <summary>What the cluster is made of.</summary>
    public IEnumerable<string> Parts => _parts.Keys;

    /// <summary>Starts one and waits until it answers warm.</summary>
    /// <param name="silos">Silos.</param>
    /// <param name="apis">APIs.</param>
    /// <param name="configuration">The build of its programs.</param>
    /// <exception cref="InvalidOperationException">It does not start; the message is that of the script.</exception>
    public static ServeCluster Start(int silos, int apis, string configuration)
    {
        var folder = Directory.CreateTempSubdirectory("isl-serve-cluster-").FullName;
        try
        {
            Script(folder, configuration, "up", $"{silos}", $"{apis}");
            using var status = JsonDocument.Parse(Script(folder, configuration, "status", "--json"));
            var root = status.RootElement;
            var nginx = int.Parse(File.ReadAllText(Path.Combine(folder, "nginx", "pid")).Split(' ')[0], CultureInfo.InvariantCulture);
            return new ServeCluster(
                folder,
                new Uri(root.GetProperty("entry").GetString()!),
                new Uri(root.GetProperty("apis")[0].GetProperty("http").GetString()!),
                new()
                {
                    ["nginx"] = [nginx, .. ChildrenOf(nginx)],
                    ["APIs"] = Pids(root, "apis"),
                    ["silos"] = Pids(root, "silos"),
                    ["Redis"] = [root.GetProperty("redis").GetProperty("pid").GetInt32()],
                });
        }
        catch
        {
            End(folder);
            throw;
        }
    }

    /// <summary>Processor seconds of each part so far.</summary>
    public Dictionary<string, double> Seconds() => _parts.ToDictionary(part => part.Key, part => part.Value.Sum(SecondsOf));

    /// <inheritdoc/>
    public void Dispose() => End(_folder);

    private static void End(string folder)
    {
        Script(folder, "Release", "down");
        Directory.Delete(folder, recursive: true);
    }

    private static int[] Pids(JsonElement status, string kind) =>
        [.. status.GetProperty(kind).EnumerateArray().Select(one => one.GetProperty("pid").GetInt32())];

    private static IEnumerable<int> ChildrenOf(int pid) => Directory.GetDirectories("/proc")
        .Select(Path.GetFileName)
        .Where(name => int.TryParse(name, out _))
        .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
        .Where(other => Stat(other) is { Length: > 0 } fields && fields[ParentField] == $"{pid}");

    private static double SecondsOf(int pid) => Stat(pid) is { Length: > 0 } fields
        ? new[] { UserField, SystemField }.Sum(field => double.Parse(fields[field], CultureInfo.InvariantCulture)) / TicksASecond
        : 0;

    /// <summary>The fields behind the name; none where the process has ended.</summary>
    private static string[] Stat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static string Script(string folder, string configuration, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [PathOfScript(), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ISL_CLUSTER_DIR"] = folder;
        start.Environment["ISL_CONFIGURATION"] = configuration;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException(errors.GetAwaiter().GetResult());
    }

    /// <summary>The script of the repository that this program was built in.</summary>
    private static string PathOfScript()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "deploy", "local-cluster.sh");
            if (File.Exists(script))
            {
                return script;
            }
        }

        throw new InvalidOperationException("deploy/local-cluster.sh was not found above this program.");
    }
}
