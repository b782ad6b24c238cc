using System.Collections.Concurrent;

namespace Isl.Tests.Support;

/// <summary>Asks some addresses several times a second and keeps what they answered.</summary>
internal sealed class UptimeWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<(int Round, string Url, int Status)> _seen = [];
    private readonly Task _loop;

    public UptimeWatch(params IEnumerable<string> urls) => _loop = LoopAsync([.. urls]);

    /// <summary>Answers other than 200, by address.</summary>
    public IReadOnlyDictionary<string, int> NotOk => _seen
        .Where(one => one.Status != 200)
        .GroupBy(one => one.Url)
        .ToDictionary(group => group.Key, group => group.Count());

    /// <summary>The same without one address.</summary>
    public Dictionary<string, int> NotOkBut(string url) => NotOk.Where(one => one.Key != url).ToDictionary();

    /// <summary>Rounds in which no address answered 200.</summary>
    public int AllDown => _seen.GroupBy(one => one.Round).Count(round => round.All(one => one.Status != 200));

    /// <summary>What an address answered, in order; 0 where it did not.</summary>
    public IReadOnlyList<int> Statuses(string url) => [.. _seen.Where(one => one.Url == url).OrderBy(one => one.Round).Select(one => one.Status)];

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _loop;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        _client.Dispose();
    }

    private async Task LoopAsync(IReadOnlyList<string> urls)
    {
        for (var round = 0; !_stop.IsCancellationRequested; round++)
        {
            var number = round;
            await Task.WhenAll(urls.Select(async url => _seen.Add((number, url, await StatusAsync(url)))));
            await Task.Delay(Interval);
        }
    }

    /// <summary>The status, or 0 where there was no answer.</summary>
    private async Task<int> StatusAsync(string url)
    {
        try
        {
            using var response = await _client.GetAsync(url);
            return (int)response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return 0;
        }
    }
}
