using System.Text.Json;
using System.Text.RegularExpressions;

namespace Isl.Tests.Operations;

/// <summary>The status page shows the service's own numbers and loads nothing from elsewhere.</summary>
public sealed partial class StatusPageTests
{
    /// <summary>Just enough of a browser: elements that keep their text, and one look at the service.</summary>
    private const string Browser = """
        const fs = require('fs');
        const [page, base] = process.argv.slice(2);
        const make = () => ({ textContent: '', className: '', children: [],
          append(...parts) { this.children.push(...parts); }, replaceChildren(...parts) { this.children = parts; },
          insertCell() { const cell = make(); this.children.push(cell); return cell; } });
        const elements = {};
        globalThis.document = { getElementById: id => elements[id] ??= make(), createElement: make };
        const ask = globalThis.fetch;
        globalThis.fetch = (path, options) => ask(base + path, options);
        const textOf = part => typeof part === 'string' ? part : part.textContent || part.children.map(textOf).join('|');
        const wait = globalThis.setTimeout;
        globalThis.setTimeout = (action, time, ...rest) => {
          if (action.name !== 'keepLooking') return wait(action, time, ...rest);
          console.log(JSON.stringify(Object.fromEntries(Object.entries(elements).map(([id, element]) => [id, textOf(element)]))));
          process.exit();
        };
        eval(/<script>([\s\S]*)<\/script>/.exec(fs.readFileSync(page, 'utf8'))[1]);
        """;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_LoadsNothingFromElsewhere_AndAsksWhatThereIs()
    {
        await using var service = await ServiceProcess.StartAsync();
        using var response = await service.Client.GetAsync("/status", Test);
        var html = await response.Content.ReadAsStringAsync(Test);

        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotMatch(Elsewhere(), html);
        var addresses = Address().Matches(html).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.Equal(5, addresses.Count);
        foreach (var address in addresses)
        {
            Assert.True((await service.Client.GetAsync(address, Test)).IsSuccessStatusCode, address);
        }
    }

    [Fact]
    public async Task Script_OnALoadedService_ShowsTheSameNumbers()
    {
        var node = Tool.Find("node");
        await using var service = await ServiceProcess.StartAsync();
        await ServiceLoad.RoundAsync(service, 1);
        var folder = Directory.CreateTempSubdirectory("isl-status-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "status.html"), await service.Client.GetStringAsync("/status", Test), Test);
            await File.WriteAllTextAsync(Path.Combine(folder, "browser.js"), Browser, Test);
            var (code, output) = await Tool.RunAsync(node, folder, ["browser.js", "status.html", $"http://127.0.0.1:{service.Port}"]);
            Assert.True(code == 0, output);
            var shown = JsonDocument.Parse(output).RootElement;

            Assert.Equal("healthy", shown.GetProperty("status").GetString());
            Assert.Contains("Silos|1|", shown.GetProperty("facts").GetString(), StringComparison.Ordinal);
            Assert.Contains("notears_discovery|CLOSED|0 of 3|–", shown.GetProperty("circuits").GetString(), StringComparison.Ordinal);
            Assert.Contains("causal_validation|HEALTHY|100 %|2|0|0", shown.GetProperty("services").GetString(), StringComparison.Ordinal);
            var cache = JsonDocument.Parse(await service.Client.GetStringAsync("/cache/stats", Test)).RootElement;
            var hits = cache.GetProperty("hits").GetInt64();
            var misses = cache.GetProperty("misses").GetInt64();
            Assert.True(hits > 0 && misses > 0, $"{hits} hits, {misses} misses.");
            var entries = cache.GetProperty("current_size");
            Assert.Contains($"|{hits}|{misses}|{entries}|", shown.GetProperty("cache").GetString(), StringComparison.Ordinal);
            Assert.Matches(LatencyLine(), shown.GetProperty("latency").GetString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"https?:|//\w+\.|\bsrc=|<link|@import|url\(", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();

    [GeneratedRegex("'(/[a-z/-]+)'(?=[,\\]])")]
    private static partial Regex Address();

    [GeneratedRegex(@"/api/v1/causal/validate\|[0-9.]+\|[0-9.]+ m?s\|[0-9.]+ m?s\|[0-9.]+ m?s")]
    private static partial Regex LatencyLine();
}
