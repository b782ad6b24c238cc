using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Errors;
using Orleans.Runtime.Messaging;
using Orleans.Serialization;

namespace Isl.Api.Cluster;

/// <summary>One call of a grain, repeated until it is answered: after a refusal, and beside a call that has been silent for too long.</summary>
/// <remarks>
/// A client is not told that the silo it waits for is gone, so a silent call is no reason to give up and none to wait. In short steps it is looked
/// after: a second call says at once that the grain is at work, and then the first goes on waiting; or it finds a grain that knows nothing of the
/// question, because its silo died, and has it begin. Whichever call is answered first answers.
/// </remarks>
internal sealed class HedgedCall<T>(Func<CancellationToken, Task<T>> call, ClusterTimings timings, bool asksAgain, TimeProvider time)
{
    /// <summary>Calls that may be under way at one time. A further one ends the oldest: the others keep the computation alive.</summary>
    private const int MostUnderWay = 3;

    private readonly List<(Task<T> Answer, CancellationTokenSource Stop)> _underWay = [];
    private Exception? _refusal;
    private int _refusals;
    private long _nextAt;

    /// <summary>Calls until there is an answer.</summary>
    /// <param name="end">The caller left, or the deadline passed.</param>
    /// <exception cref="OperationCanceledException">That happened before an answer, and nothing was refused.</exception>
    /// <exception cref="OrleansException">That happened before an answer, and the cluster had refused calls.</exception>
    /// <exception cref="Exception">What the grain threw, where asking again is of no use.</exception>
    public async Task<T> Run(CancellationToken end)
    {
        try
        {
            for (Start(); ;)
            {
                await Wait(end);
                if (FirstAnswer() is { } answer)
                {
                    return await answer;
                }

                if (end.IsCancellationRequested)
                {
                    throw _refusal is null ? new OperationCanceledException(end) : Unavailable(_refusal);
                }

                if (Remaining() <= TimeSpan.Zero)
                {
                    Start();
                }
            }
        }
        finally
        {
            _underWay.ForEach(one => Abandon(one.Answer, one.Stop));
        }
    }

    /// <summary>Is this the cluster's trouble and not the question's, so that the same call may be answered a moment later?</summary>
    /// <remarks>
    /// Measured: while a silo is dead and not yet known to be, placement also throws <see cref="CodecNotFoundException"/> and
    /// <see cref="TaskCanceledException"/>. A time-out says nothing of the outcome, but every answer is a function of its question.
    /// </remarks>
    internal static bool IsRefusal(Exception e) => e is OrleansMessageRejectionException
        or ConnectionFailedException
        or GatewayTooBusyException
        or CodecNotFoundException
        or TaskCanceledException
        or TimeoutException
        or IslException { Code: ErrorCode.Stopping };

    private static bool IsPending(Task<T> call) => call.GetAwaiter().GetResult() is Answer { IsPending: true };

    private static SiloUnavailableException Unavailable(Exception refusal) =>
        new("The cluster did not answer in time: the part of it that holds this question cannot be reached.", refusal);

    private static void Abandon(Task<T> answer, CancellationTokenSource stop)
    {
        stop.Cancel();
        _ = answer.ContinueWith(
            (task, source) =>
            {
                _ = task.Exception; // nobody waits for it any more
                ((CancellationTokenSource)source!).Dispose();
            },
            stop,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private void Start()
    {
        if (_underWay.Count == MostUnderWay)
        {
            Abandon(_underWay[0].Answer, _underWay[0].Stop);
            _underWay.RemoveAt(0);
        }

        var stop = new CancellationTokenSource();
        _underWay.Add((Ask(onlyLooks: _underWay.Count > 0, stop.Token), stop));
        Next(timings.AskAgainSeconds);
    }

    private async Task<T> Ask(bool onlyLooks, CancellationToken stop)
    {
        if (onlyLooks)
        {
            RequestContext.Set(CallerCallFilter.LooksKey, true); // until this method is left
        }

        return await call(stop);
    }

    private async Task Wait(CancellationToken end)
    {
        if (_underWay.Exists(one => one.Answer.IsCompleted))
        {
            return;
        }

        if (!asksAgain && _underWay.Count == 1)
        {
            // The one call is all there is to wait for, and how it ends is looked at by the caller.
            await ((Task)_underWay[0].Answer.WaitAsync(end)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        using var awake = CancellationTokenSource.CreateLinkedTokenSource(end);
        var pause = Task.Delay(Max(Remaining(), TimeSpan.Zero), time, awake.Token);
        await Task.WhenAny([.. _underWay.Select(one => one.Answer), pause]);
        await awake.CancelAsync();
    }

    /// <summary>The first call that was answered, or that failed for good; refused ones are forgotten, as those that have only looked.</summary>
    private Task<T>? FirstAnswer()
    {
        foreach (var one in _underWay.ToList().Where(one => one.Answer.IsCompleted))
        {
            if (one.Answer.IsCompletedSuccessfully)
            {
                if (!IsPending(one.Answer))
                {
                    return one.Answer;
                }

                _underWay.Remove(one);
                one.Stop.Dispose();
                continue;
            }

            var failure = one.Answer.IsCanceled ? new TaskCanceledException(one.Answer) : one.Answer.Exception!.InnerException!;
            if (!IsRefusal(failure) || (failure is IslException && !asksAgain)) // a process with a silo of its own has no other to ask
            {
                return one.Answer;
            }

            _refusal = failure;
            _underWay.Remove(one);
            one.Stop.Dispose();
            Next(Math.Min(Remaining().TotalSeconds, BackOff()));
        }

        return null;
    }

    /// <summary>Doubles with each refusal, up to a limit; the clock's last digits keep callers from coming back together.</summary>
    private double BackOff()
    {
        var pause = timings.FirstBackOffSeconds * Math.Pow(2, Math.Min(_refusals++, 30));
        var spread = time.GetTimestamp() % 1000 / 1000.0;
        return Math.Min(pause, timings.MostBackOffSeconds) * (0.5 + (spread / 2));
    }

    private void Next(double seconds) => _nextAt = time.GetTimestamp() + (long)(seconds * time.TimestampFrequency);

    private TimeSpan Remaining() => time.GetElapsedTime(time.GetTimestamp(), _nextAt);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
