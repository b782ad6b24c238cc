using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Isl.Tests.Support;

/// <summary>
/// A load of so many requests a second, whether they are answered or not: a fifth new questions, the others asked before. Every answer is
/// compared with the bytes that were first seen for its question.
/// </summary>
internal sealed class MixedLoad(string entry, int perSecond, int firstQuestion = 0, Func<int, bool>? isAsked = null) : IDisposable
{
    private const int NewQuestionEvery = 5;
    private const int Remembered = 100;
    private static readonly TimeSpan RequestPatience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1000 }) { Timeout = RequestPatience };
    private readonly ConcurrentDictionary<int, byte[]> _firstSeen = new();
    private readonly ConcurrentBag<RequestOutcome> _outcomes = [];

    /// <summary>Runs for a time and waits for the last answer.</summary>
    public Task<LoadReport> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        return RunAsync(clock, () => clock.Elapsed < duration && !cancellationToken.IsCancellationRequested);
    }

    /// <summary>Runs until it is told to end, and waits for the last answer.</summary>
    public Task<LoadReport> RunUntilAsync(CancellationToken end) => RunAsync(Stopwatch.StartNew(), () => !end.IsCancellationRequested);

    public void Dispose() => _client.Dispose();

    private async Task<LoadReport> RunAsync(Stopwatch clock, Func<bool> goesOn)
    {
        var random = new Random(firstQuestion + 1);
        var numbers = Enumerable.Range(firstQuestion, int.MaxValue - firstQuestion).Where(number => isAsked?.Invoke(number) ?? true).GetEnumerator();
        var recent = new List<int>();
        var requests = new List<Task>();
        for (var i = 0; goesOn(); i++)
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond);
            if (due > clock.Elapsed)
            {
                await Task.Delay(Max(due - clock.Elapsed, TimeSpan.Zero));
            }

            if (i % NewQuestionEvery == 0)
            {
                numbers.MoveNext();
                recent.Add(numbers.Current);
            }

            var number = i % NewQuestionEvery == 0 ? recent[^1] : recent[random.Next(Math.Max(0, recent.Count - Remembered), recent.Count)];
            requests.Add(AskAsync(number, clock));
        }

        await Task.WhenAll(requests);
        return new LoadReport([.. _outcomes]);
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private async Task AskAsync(int number, Stopwatch clock)
    {
        var (path, body) = MixedQuestions.Of(number);
        var started = clock.Elapsed;
        var (trouble, degraded, cached) = await TryAsync(number, path, body);
        var wrong = trouble?.StartsWith(RequestOutcome.OtherBytes, StringComparison.Ordinal) ?? false;
        _outcomes.Add(new RequestOutcome(started, clock.Elapsed - started, path, trouble, wrong, degraded, cached));
    }

    private static string Difference(byte[] first, byte[] now)
    {
        const int Shown = 120;
        var at = Math.Max(0, first.AsSpan().CommonPrefixLength(now) - (Shown / 3));
        return $"{RequestOutcome.OtherBytes}: {Part(first)} | {Part(now)}";

        string Part(byte[] body) => Encoding.UTF8.GetString(body.AsSpan(at, Math.Min(Shown, body.Length - at)));
    }

    private async Task<(string? Trouble, bool Degraded, bool Cached)> TryAsync(int number, string path, string body)
    {
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await _client.PostAsync(entry + path, content);
            var answer = await response.Content.ReadAsByteArrayAsync();
            if (!response.IsSuccessStatusCode)
            {
                return ($"{(int)response.StatusCode} {Encoding.UTF8.GetString(answer.AsSpan(0, Math.Min(answer.Length, 400)))}", false, false);
            }

            if (answer.AsSpan().IndexOf("\"degraded\":true"u8) >= 0)
            {
                return (null, true, false); // by a simpler method, so not the bytes of the others
            }

            var first = _firstSeen.GetOrAdd(number, answer);
            var cached = response.Headers.TryGetValues("X-Isl-Cache", out var outcome) && outcome.Single() == "hit";
            return (first.AsSpan().SequenceEqual(answer) ? null : Difference(first, answer), false, cached);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return ($"{e.GetType().Name} {e.InnerException?.Message ?? e.Message}", false, false);
        }
    }
}

/// <summary>What became of one request.</summary>
/// <param name="At">When it was sent, from the start of the load.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Path">Its path.</param>
/// <param name="Trouble">How it failed; null when it was answered.</param>
/// <param name="Wrong">Whether it was answered by other bytes than the same question before.</param>
/// <param name="Degraded">Whether a simpler method answered.</param>
/// <param name="Cached">Whether the answer was held.</param>
internal sealed record RequestOutcome(TimeSpan At, TimeSpan Took, string Path, string? Trouble, bool Wrong, bool Degraded, bool Cached)
{
    public const string OtherBytes = "answered by other bytes";
}
