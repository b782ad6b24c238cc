using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Numerics;

namespace Isl.Grains.Answering;

/// <summary>What a running computation may use: the gate, its time budget, its cancellation; and what it has used.</summary>
public sealed class WorkScope(AnswerServices services, CancellationToken stop, ProgressSink? progress = null) : IDisposable
{
    private static readonly WorkProgress Started = new() { Stage = ProgressStage.Computing };

    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
    private readonly Lock _lock = new();
    private readonly List<long> _running = [];
    private bool _isAdmitted;

    /// <summary>Stops everything at once.</summary>
    public CancellationToken Cancellation => _stop.Token;

    /// <summary>Where the work leaves word of how far it is; null where nobody could be told.</summary>
    public ProgressSink? Progress => progress;

    /// <summary>Time spent waiting for slots and computing, summed over the parts.</summary>
    public ComputeTimes Times { get; private set; }

    /// <summary>How long the part that has run longest of those that run now has been computing; zero where all wait.</summary>
    public TimeSpan LongestRun
    {
        get
        {
            lock (_lock)
            {
                return _running.Count == 0 ? TimeSpan.Zero : services.Time.GetElapsedTime(_running.Min());
            }
        }
    }

    /// <summary>Runs pure work on the gate; its budget counts from when it gets a slot.</summary>
    /// <remarks>
    /// The first work of a computation may be refused for load; what follows belongs to a question that was let in and waits longer.
    /// </remarks>
    /// <param name="lane">The queue to wait in.</param>
    /// <param name="operation">Label of the metrics: a name from the code.</param>
    /// <param name="work">The work.</param>
    /// <param name="worker">The silo's workers that do it, where it is large enough to be shown by name.</param>
    /// <param name="expectedSeconds">Seconds it should take by its kind and size; 0 where only its lane tells.</param>
    /// <param name="late">Ends the waiting and the work before the computation ends, where this part is not needed any more.</param>
    public async Task<T> OnGate<T>(
        Lane lane,
        string operation,
        Func<WorkBudget, T> work,
        WorkerKind worker = WorkerKind.None,
        double expectedSeconds = 0,
        CancellationToken late = default)
    {
        var isFirst = !_isAdmitted;
        _isAdmitted = true;
        var asked = services.Time.GetTimestamp();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Cancellation, late);
        var (result, times) = await services.Workers.Run(
            worker,
            () => isFirst
                ? services.Gate.Run(lane, operation, Job, either.Token, expectedSeconds)
                : services.Gate.RunPart(lane, operation, Job, services.ComputeOptions.Budget, either.Token, expectedSeconds));
        lock (_lock)
        {
            Times = new ComputeTimes(Times.Queue + times.Queue, Times.Run + times.Run);
        }

        return result;

        // What was waited beyond the usual is taken from the work, so that the answer comes in time all the same.
        TimeSpan Budget(TimeSpan waited) => services.ComputeOptions.Budget
            - (isFirst && waited > services.ComputeOptions.Patience ? waited - services.ComputeOptions.Patience : TimeSpan.Zero);

        T Job(CancellationToken token)
        {
            var started = services.Time.GetTimestamp();
            lock (_lock)
            {
                _running.Add(started);
            }

            try
            {
                if (progress is { Last: null })
                {
                    progress.Tell(Started);
                }

                services.Faults.Before(operation, token);
                using var spent = new CancellationTokenSource(Budget(services.Time.GetElapsedTime(asked, started)), services.Time);
                return work(new WorkBudget(spent.Token, token) { Progress = progress });
            }
            finally
            {
                lock (_lock)
                {
                    _running.Remove(started);
                }
            }
        }
    }

    /// <summary>Runs a computation's only work, which takes less than a millisecond, where it is.</summary>
    public async Task<T> OnGateSmall<T>(string operation, Func<WorkBudget, T> work)
    {
        (var result, Times) = await services.Gate.RunSmall(
            operation,
            token =>
            {
                services.Faults.Before(operation, token);
                return work(WorkBudget.Until(token));
            },
            Cancellation);
        return result;
    }

    /// <summary>Stops what still runs.</summary>
    public Task Stop() => _stop.CancelAsync();

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}
