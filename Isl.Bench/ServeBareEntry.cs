using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Isl.Bench;

/// <summary>
/// The nginx of a cluster with bare endpoints in place of its APIs: what it serves then is what nginx, the load and the kernel let through, whatever
/// stands behind.
/// </summary>
internal sealed partial class ServeBareEntry : IDisposable
{
    private const string InstalledAt = "/usr/sbin/nginx"; // not in everybody's path
    private readonly string _folder = Directory.CreateTempSubdirectory("isl-serve-bare-").FullName;
    private readonly List<ServeProcess> _bare = [];
    private Process? _nginx;

    private ServeBareEntry(Uri address) => Address = address;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts it.</summary>
    /// <param name="configuration">Configuration of the nginx that it is like.</param>
    /// <param name="validate">File of the answer about a graph.</param>
    /// <param name="counterfactual">File of the answer about a model.</param>
    /// <param name="count">Bare endpoints: as many as there are APIs.</param>
    public static async Task<ServeBareEntry> Start(string configuration, string validate, string counterfactual, int count)
    {
        var entry = new ServeBareEntry(new Uri($"http://127.0.0.1:{ServeProcess.FreePort()}"));
        try
        {
            for (var i = 0; i < count; i++)
            {
                entry._bare.Add(await ServeProcess.Bare(validate, counterfactual));
            }

            await entry.StartNginx(await File.ReadAllTextAsync(configuration), Path.GetDirectoryName(configuration)!);
            return entry;
        }
        catch
        {
            entry.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _nginx?.Kill(entireProcessTree: true);
        _nginx?.WaitForExit();
        _nginx?.Dispose();
        _bare.ForEach(one => one.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartNginx(string configuration, string itsFolder)
    {
        var upstreams = string.Concat(_bare.Select(one => $"server {one.Address.Authority} max_fails=1 fail_timeout=1s; "));
        var text = Upstreams().Replace(configuration.Replace(itsFolder, _folder, StringComparison.Ordinal), upstreams);
        var own = Path.Combine(_folder, "nginx.conf");
        await File.WriteAllTextAsync(own, Listens().Replace(text, $"listen {Address.Authority};"));
        string[] arguments = ["-c", own, "-e", Path.Combine(_folder, "error.log"), "-g", "daemon off;"];
        _nginx = Process.Start(File.Exists(InstalledAt) ? InstalledAt : "nginx", arguments);
        await ServeProcess.WhenItAnswers(Address, "/metrics");
    }

    [GeneratedRegex(@"(server 127\.0\.0\.1:\d+ [^;]*;\s*)+")]
    private static partial Regex Upstreams();

    [GeneratedRegex(@"listen [^;]*;")]
    private static partial Regex Listens();
}
