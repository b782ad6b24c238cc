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
    private readonly string _folder;
    private readonly List<ServeProcess> _bare;
    private readonly Process _nginx;

    private ServeBareEntry(string folder, Uri address, List<ServeProcess> bare, Process nginx) =>
        (_folder, Address, _bare, _nginx) = (folder, address, bare, nginx);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts it.</summary>
    /// <param name="configuration">Configuration of the nginx that it is like.</param>
    /// <param name="validate">File of the answer about a graph.</param>
    /// <param name="counterfactual">File of the answer about a model.</param>
    /// <param name="count">Bare endpoints: as many as there are APIs.</param>
    public static async Task<ServeBareEntry> Start(string configuration, string validate, string counterfactual, int count)
    {
        var folder = Directory.CreateTempSubdirectory("isl-serve-bare-").FullName;
        var bare = new List<ServeProcess>();
        for (var i = 0; i < count; i++)
        {
            bare.Add(await ServeProcess.Bare(validate, counterfactual));
        }

        var address = new Uri($"http://127.0.0.1:{ServeProcess.FreePort()}");
        var upstreams = string.Concat(bare.Select(one => $"server {one.Address.Authority} max_fails=1 fail_timeout=1s; "));
        var text = (await File.ReadAllTextAsync(configuration)).Replace(Path.GetDirectoryName(configuration)!, folder, StringComparison.Ordinal);
        text = Listens().Replace(Upstreams().Replace(text, upstreams), $"listen {address.Authority};");
        var own = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(own, text);
        string[] arguments = ["-c", own, "-e", Path.Combine(folder, "error.log"), "-g", "daemon off;"];
        var nginx = Process.Start(File.Exists(InstalledAt) ? InstalledAt : "nginx", arguments);
        await ServeProcess.WhenItAnswers(address, "/metrics");
        return new ServeBareEntry(folder, address, bare, nginx);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _nginx.Kill(entireProcessTree: true);
        _nginx.WaitForExit();
        _nginx.Dispose();
        _bare.ForEach(one => one.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex(@"(server 127\.0\.0\.1:\d+ [^;]*;\s*)+")]
    private static partial Regex Upstreams();

    [GeneratedRegex(@"listen [^;]*;")]
    private static partial Regex Listens();
}
