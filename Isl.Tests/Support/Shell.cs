using System.Diagnostics;

namespace Isl.Tests.Support;

/// <summary>Runs commands as a reader would, in the root of the repository.</summary>
internal static class Shell
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Skips the test where a tool is missing; the gate, which installs them, does not skip.</summary>
    public static void Need(params string[] tools)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var missing = tools.Where(tool => !folders.Any(folder => File.Exists(Path.Combine(folder, tool)))).ToList();
        Assert.SkipWhen(missing.Count > 0 && Environment.GetEnvironmentVariable("CI") is null, $"Not installed: {string.Join(", ", missing)}.");
    }

    /// <summary>Runs a command by bash and gives back what it prints; fails if any part of it fails.</summary>
    public static async Task<string> Run(string command, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        using var process = Process.Start(
            new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", command])
            {
                WorkingDirectory = Repository.Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"{command}\nended with {process.ExitCode}: {await errors}");
        return await output;
    }
}
