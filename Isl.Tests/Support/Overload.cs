using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Isl.Tests.Api;

namespace Isl.Tests.Support;

/// <summary>Many long fits at once, and beside them what must not notice: a question that is answered from the cache, and the probe.</summary>
internal sealed class Overload(string entry) : IDisposable
{
    /// <summary>Watchers at one time: a percentile needs hundreds of questions, and the fits are over in a second or two.</summary>
    private const int Watchers = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Arrival = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1000 }) { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Time of each cached question, in milliseconds.</summary>
    public ConcurrentBag<double> Validates { get; } = [];

    /// <summary>Time of each probe.</summary>
    public ConcurrentBag<double> Probes { get; } = [];

    /// <summary>Status and time of each fit.</summary>
    public ConcurrentBag<(int Status, double Milliseconds, double RetryAfter)> Fits { get; } = [];

    /// <summary>Times of the refused fits.</summary>
    public IReadOnlyList<double> Refusals => [.. Fits.Where(fit => fit.Status == 503).Select(fit => fit.Milliseconds)];

    /// <summary>The time within which this part was answered.</summary>
    public static double Percentile(IEnumerable<double> times, double part)
    {
        var sorted = times.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(part * sorted.Count))];
    }

    /// <summary>Asks only what must not notice, for a time.</summary>
    public async Task QuietAsync(TimeSpan duration)
    {
        using var over = new CancellationTokenSource(duration);
        await WatchAsync(over.Token);
    }

    /// <summary>Sends the fits and watches until the last is answered.</summary>
    public async Task RunAsync(IEnumerable<byte[]> bodies)
    {
        using var over = new CancellationTokenSource();
        var watching = WatchAsync(over.Token);
        var fits = new List<Task>();
        foreach (var body in bodies)
        {
            fits.Add(FitAsync(body));
            await Task.Delay(Arrival);
        }

        await Task.WhenAll(fits);
        await over.CancelAsync();
        await watching;
    }

    /// <summary>The longest that any of the times lasted; 0 of none.</summary>
    public static double Longest(IEnumerable<double> times) => times.DefaultIfEmpty().Max();

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Fits.Count} fits, {Fits.Count(fit => fit.Status == 200)} answered, {Refusals.Count} refused") +
        (Refusals.Count == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $" (p50 {Percentile(Refusals, 0.5):0}, p95 {Percentile(Refusals, 0.95):0}, longest {Refusals.Max():0} ms)")) +
        string.Create(
            CultureInfo.InvariantCulture,
            $"; {Validates.Count} cached validates p50 {Percentile(Validates, 0.5):0.0} p99 {Percentile(Validates, 0.99):0.0} longest {Longest(Validates):0.0} ms, " +
            $"{Probes.Count} probes p99 {Percentile(Probes, 0.99):0.0} longest {Probes.Max():0.0} ms");

    public void Dispose() => _client.Dispose();

    private Task WatchAsync(CancellationToken over) => Task.WhenAll(Enumerable.Range(0, Watchers).Select(_ => WatchOneAsync(over)));

    private async Task WatchOneAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            Validates.Add(await TimeAsync(() => _client.PostAsync(
                entry + Requests.Validate, new StringContent(Requests.Confounded, Encoding.UTF8, "application/json"), CancellationToken.None)));
            Probes.Add(await TimeAsync(() => _client.GetAsync(entry + "/health/live", CancellationToken.None)));
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private static async Task<double> TimeAsync(Func<Task<HttpResponseMessage>> ask)
    {
        var started = Stopwatch.GetTimestamp();
        using var response = await ask();
        Assert.Equal(200, (int)response.StatusCode);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private async Task FitAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        var started = Stopwatch.GetTimestamp();
        using var response = await _client.PostAsync(entry + Requests.Discover, content, CancellationToken.None);
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        Fits.Add(((int)response.StatusCode, took, response.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0));
    }
}
