using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Isl.Tests.Operations;

/// <summary>A real Alertmanager, started as compose starts it, calls the webhook and holds back what a critical alert says already.</summary>
public sealed class AlertmanagerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CriticalAlert_ReachesTheWebhook_AndItsWarningIsInhibited()
    {
        Tool.Find("prometheus-alertmanager");
        using var hook = new HttpListener();
        var address = $"http://127.0.0.1:{ServiceProcess.FreePort()}/";
        hook.Prefixes.Add(address);
        hook.Start();
        var folder = Directory.CreateTempSubdirectory("isl-alertmanager-").FullName;
        var port = ServiceProcess.FreePort();
        using var process = Start(folder, port, address + "alerts?key=a&team=b");
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            await PostWhenReadyAsync(client, [Alert("HighErrorRate", "critical"), Alert("HighErrorRate", "warning"), Alert("HighMemory", "warning")]);

            var call = await hook.GetContextAsync().WaitAsync(Patience, Test);
            using var reader = new StreamReader(call.Request.InputStream);
            var body = JsonDocument.Parse(await reader.ReadToEndAsync(Test)).RootElement;
            call.Response.Close();

            Assert.Equal("/alerts?key=a&team=b", call.Request.RawUrl);
            Assert.Equal("critical", body.GetProperty("receiver").GetString());
            var alerts = await client.GetFromJsonAsync<JsonElement>("/api/v2/alerts", Test);
            Assert.Equal(
                ["HighErrorRate critical active", "HighErrorRate warning suppressed", "HighMemory warning active"],
                alerts.EnumerateArray().Select(Describe).Order());
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string folder, int port, string webhook)
    {
        string[] arguments =
        [
            DeployFolder.PathOf("alertmanager", "start.sh"),
            $"--storage.path={folder}",
            $"--web.listen-address=127.0.0.1:{port}",
            "--cluster.listen-address=",
        ];
        var start = new ProcessStartInfo("/bin/sh", arguments) { RedirectStandardError = true };
        start.Environment["ALERT_WEBHOOK_URL"] = webhook;
        start.Environment["ALERTMANAGER_FILE"] = Path.Combine(folder, "alertmanager.yml");
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task PostWhenReadyAsync(HttpClient client, object[] alerts)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var response = await client.PostAsJsonAsync("/api/v2/alerts", alerts, Test);
                Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Test));
                return;
            }
            catch (HttpRequestException) when (attempt < 100)
            {
                await Task.Delay(100, Test);
            }
        }
    }

    private static object Alert(string name, string severity) =>
        new { labels = new { alertname = name, severity }, annotations = new { summary = name } };

    private static string Describe(JsonElement alert)
    {
        var labels = alert.GetProperty("labels");
        return $"{labels.GetProperty("alertname")} {labels.GetProperty("severity")} {alert.GetProperty("status").GetProperty("state")}";
    }
}
