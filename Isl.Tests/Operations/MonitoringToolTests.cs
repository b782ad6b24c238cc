namespace Isl.Tests.Operations;

/// <summary>Prometheus' and Alertmanager's own tools accept the files, and the alerts fire when they should.</summary>
public sealed class MonitoringToolTests
{
    private const string Kubernetes = "prometheus.kubernetes.yml";

    private static readonly string[] Checked = ["prometheus.yml", "prometheus.local.yml", Kubernetes];
    private static readonly string AlertmanagerFolder = DeployFolder.PathOf("alertmanager");

    [Fact]
    public async Task PromtoolCheckRules_Accepts() =>
        await SucceedsAsync("promtool", Rules.Folder, ["check", "rules", "rules/recording.yml", "rules/alerts.yml"]);

    [Theory]
    [MemberData(nameof(ConfigurationFiles))]
    public async Task PromtoolCheckConfig_Accepts(string file)
    {
        var promtool = Tool.Find("promtool");
        var (code, output) = await Tool.RunAsync(promtool, Rules.Folder, ["check", "config", file]);
        if (file == Kubernetes && output.Contains("kubernetes_sd_configs not found", StringComparison.Ordinal))
        {
            // Debian builds Prometheus without Kubernetes; the rest of the file is checked with fixed targets in its place.
            (code, output) = await CheckWithoutKubernetesAsync(promtool);
        }

        Assert.True(code == 0, output);
    }

    public static TheoryData<string> ConfigurationFiles => [.. Checked];

    [Theory]
    [MemberData(nameof(CaseFiles))]
    public async Task PromtoolTestRules_Passes(string file) => await SucceedsAsync("promtool", Rules.Folder, ["test", "rules", $"tests/{file}"]);

    public static TheoryData<string> CaseFiles => [.. Rules.TestFiles.Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("")]
    [InlineData("https://hooks.example/alerts?team=a&key=x|y")]
    public async Task AmtoolCheckConfig_WithAndWithoutAWebhook_Accepts(string webhook)
    {
        var amtool = Tool.Find("amtool");
        var file = await WriteConfigurationAsync(webhook);
        try
        {
            var (code, output) = await Tool.RunAsync(amtool, AlertmanagerFolder, ["check-config", file]);
            Assert.True(code == 0, output);
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            Assert.Equal(webhook.Length > 0, text.Contains($"url: '{webhook}'", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("critical", "critical")]
    [InlineData("warning", "warning")]
    public async Task AmtoolRoutes_SendBySeverity(string severity, string receiver)
    {
        var amtool = Tool.Find("amtool");
        var file = await WriteConfigurationAsync("https://hooks.example/");
        try
        {
            string[] arguments =
                ["config", "routes", "test", $"--config.file={file}", $"--verify.receivers={receiver}", "alertname=SiloDown", $"severity={severity}"];
            var (code, output) = await Tool.RunAsync(amtool, AlertmanagerFolder, arguments);
            Assert.True(code == 0, output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task SucceedsAsync(string program, string folder, string[] arguments)
    {
        var (code, output) = await Tool.RunAsync(Tool.Find(program), folder, arguments);
        Assert.True(code == 0, output);
    }

    private static async Task<(int Code, string Output)> CheckWithoutKubernetesAsync(string promtool)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Rules.Folder, Kubernetes), TestContext.Current.CancellationToken);
        var begin = text.IndexOf("    kubernetes_sd_configs:", StringComparison.Ordinal);
        var end = text.IndexOf("    relabel_configs:", StringComparison.Ordinal);
        Assert.True(begin > 0 && end > begin, "kubernetes_sd_configs and relabel_configs were not found.");
        var file = Path.Combine(Rules.Folder, $"check-{Guid.NewGuid():N}.yml");
        await File.WriteAllTextAsync(
            file,
            text[..begin] + "    static_configs:\n      - targets: [localhost:8000]\n" + text[end..],
            TestContext.Current.CancellationToken);
        try
        {
            return await Tool.RunAsync(promtool, Rules.Folder, ["check", "config", file]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> WriteConfigurationAsync(string webhook)
    {
        var (code, output) = await Tool.RunAsync(
            "/bin/sh",
            AlertmanagerFolder,
            ["start.sh", "--print"],
            new Dictionary<string, string> { ["ALERT_WEBHOOK_URL"] = webhook });
        Assert.True(code == 0, output);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, output, TestContext.Current.CancellationToken);
        return file;
    }
}
