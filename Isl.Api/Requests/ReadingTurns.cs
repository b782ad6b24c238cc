using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests;

/// <summary>Turns at reading large bodies: a table takes a core for milliseconds, and fifty at once would take all cores from the rest.</summary>
/// <remarks>
/// Where others are being read, a caller whose questions are refused for load just now is refused unread. Those of it that wait for their turn
/// are told at the first refusal: what became of that question would become of them.
/// </remarks>
public sealed class ReadingTurns(TimeProvider time)
{
    /// <summary>A smaller body is read in less than a millisecond, and needs no turn.</summary>
    private const int Large = 16 * 1024;

    /// <summary>From here on reading takes tenths of seconds; nothing smaller waits for it.</summary>
    private const int Huge = 1024 * 1024;

    /// <summary>Bodies that may wait.</summary>
    private const int MostWaiting = 256;

    /// <summary>What who finds as many waiting is told to wait.</summary>
    private static readonly TimeSpan LeastRetry = TimeSpan.FromSeconds(1);

    /// <summary>How long a refusal tells what would become of the caller's next question.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly ReadingLane _large = new(Math.Max(1, Environment.ProcessorCount / 2)); // the other cores are for everything else
    private readonly ReadingLane _huge = new(1);
    private readonly Dictionary<string, (long At, TimeSpan RetryAfter)> _refusals = new(StringComparer.Ordinal);

    /// <summary>Waits for a turn.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="bytes">Size of the body.</param>
    /// <param name="cancellationToken">The caller left.</param>
    /// <returns>To be disposed of when the body was read; null where it needs no turn.</returns>
    /// <exception cref="IslException"><see cref="ErrorCode.Overloaded"/>.</exception>
    public async ValueTask<IDisposable?> Enter(string caller, int bytes, CancellationToken cancellationToken)
    {
        if (bytes < Large)
        {
            return null;
        }

        var lane = bytes < Huge ? _large : _huge;
        if (Begin(lane, caller) is { } turn && await turn.Begins(cancellationToken) is { } retryAfter)
        {
            throw Refusal(retryAfter);
        }

        return new Turn(this, lane);
    }

    /// <summary>A question of this caller was refused for load, and another is worth asking after so long.</summary>
    public void Refused(string caller, TimeSpan? retryAfter)
    {
        lock (_lock)
        {
            foreach (var (old, _) in _refusals.Where(one => time.GetElapsedTime(one.Value.At) > Memory).ToList())
            {
                _refusals.Remove(old);
            }

            _refusals[caller] = (time.GetTimestamp(), retryAfter ?? LeastRetry);
            _large.Refuse(caller, retryAfter ?? LeastRetry);
            _huge.Refuse(caller, retryAfter ?? LeastRetry);
        }
    }

    /// <summary>The turn to wait for; null where it begins at once.</summary>
    private ReadingTurn? Begin(ReadingLane lane, string caller)
    {
        lock (_lock)
        {
            return lane.TryTake() ? null
                : _refusals.TryGetValue(caller, out var last) && time.GetElapsedTime(last.At) is var since && since <= Memory
                    ? throw Refusal(last.RetryAfter - since)
                : lane.Waiting >= MostWaiting ? throw Refusal(LeastRetry)
                : lane.Wait(caller, _lock);
        }
    }

    private static IslException Refusal(TimeSpan retryAfter) => new(
        ErrorCode.Overloaded,
        "More is being asked than can be answered in time, so this question was not read.",
        retryAfter: retryAfter > LeastRetry ? retryAfter : LeastRetry);

    private sealed class Turn(ReadingTurns turns, ReadingLane lane) : IDisposable
    {
        public void Dispose()
        {
            lock (turns._lock)
            {
                lane.Leave();
            }
        }
    }
}
