using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Isl.Api.Telemetry;
using Isl.Grains.Answering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Isl.Tests.Api;

/// <summary>The real API with its embedded silo, its log in a file of its own, and faults on demand.</summary>
public sealed class IslApiFactory : WebApplicationFactory<Program>
{
    public FaultSwitch Faults { get; } = new();

    public Dictionary<string, string> Settings { get; } = [];

    public string LogFile { get; } = Path.Combine(Path.GetTempPath(), $"isl-test-{Guid.NewGuid():N}.log");

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    public async Task<HttpResponseMessage> PostAsync(string path, string json, CancellationToken? cancellation = null)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await CreateClient().PostAsync(path, content, cancellation ?? TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> AskAsync(string path, string json)
    {
        using var response = await PostAsync(path, json);
        Assert.True(
            response.IsSuccessStatusCode,
            $"{response.StatusCode}: {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        return await ReadAsync(response);
    }

    public Task<JsonElement> GetAsync(string path) => CreateClient().GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    public async Task<string> GetTextAsync(string path) => await CreateClient().GetStringAsync(path, TestContext.Current.CancellationToken);

    /// <summary>Lines of the log file that is being written.</summary>
    public async Task<List<JsonElement>> ReadLogAsync()
    {
        Services.GetRequiredService<RequestLines>().Flush();
        await using var file = new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ISL_LOG_FILE", LogFile);
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<IComputeFaults>(Faults)));
    }

    protected override void Dispose(bool disposing)
    {
        // Away from the test's own thread: stopping is asynchronous, and would wait for the thread that waits for it.
        Task.Run(() => base.Dispose(disposing)).GetAwaiter().GetResult();
        File.Delete(LogFile);
    }
}

/// <summary>Counts computations, and makes them fail or wait when told to.</summary>
public sealed class FaultSwitch : IComputeFaults
{
    private int _computations;

    public int Computations => _computations;

    public Action<string, CancellationToken>? Fault { get; set; }

    public void Before(string operation, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _computations);
        Fault?.Invoke(operation, cancellationToken);
    }
}
