using System.Text.Json;

namespace Isl.Tests.Operations;

/// <summary>Prometheus finds the processes of the local cluster.</summary>
public sealed class LocalTargetsTests
{
    private const string Status = """
        {"entry": "http://127.0.0.1:8000", "silos": [{"n": 1, "pid": 7, "http": "http://127.0.0.1:20001"},
         {"n": 2, "pid": 8, "http": "http://127.0.0.1:20002"}],
         "apis": [{"n": 1, "pid": 9, "http": "http://127.0.0.1:20003"}], "redis": {"pid": 1, "port": 2}}
        """;

    [Fact]
    public async Task LocalTargets_OfARunningCluster_AreItsSilosAndApis()
    {
        Tool.Find("python3");
        var folder = Directory.CreateTempSubdirectory("isl-targets-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "status.json"), Status, TestContext.Current.CancellationToken);
            var (code, output) = await Tool.RunAsync(
                "/bin/sh",
                folder,
                ["-c", "python3 \"$0\" targets.json <status.json", Path.Combine(Rules.Folder, "local-targets.py")]);
            Assert.True(code == 0, output);

            var groups = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "targets.json"), TestContext.Current.CancellationToken));

            Assert.Equal(
                ["isl-api: 127.0.0.1:20003", "isl-silo: 127.0.0.1:20001 127.0.0.1:20002"],
                groups.RootElement.EnumerateArray().Select(Describe));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Describe(JsonElement group) =>
        $"{group.GetProperty("labels").GetProperty("isl_job")}: {string.Join(' ', group.GetProperty("targets").EnumerateArray())}";
}
