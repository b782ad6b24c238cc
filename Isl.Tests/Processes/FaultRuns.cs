namespace Isl.Tests.Processes;

/// <summary>
/// A cluster whose silos die and hang, and beside it one whose Redis goes away. Both mostly wait, so they wait together: neither load is more
/// than a fraction of a core. Where one starts processes, which takes the whole machine, the other does nothing that is timed.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultRuns : ICollectionFixture<FaultRuns>, IAsyncLifetime
{
    public const string Name = "faults";

    private static readonly TimeSpan Before = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _over = new();

    internal Task<SiloFaultReports> Silos { get; private set; } = null!;

    internal Task<RedisFaultReports> Redis { get; private set; } = null!;

    public ValueTask InitializeAsync()
    {
        var (started, killed) = (Signal(), Signal());
        Redis = Signalling(RedisFaults.RunAsync(started.SetResult, killed.Task, TimeSpan.Zero, Before, _over.Token), started);
        Silos = Signalling(AfterAsync(started.Task, () => SiloFaults.RunAsync(killed.SetResult, _over.Token)), killed);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAny(Task.WhenAll(Silos, Redis)); // how they end is for the tests to see
        _over.Dispose();
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async Task<T> AfterAsync<T>(Task other, Func<Task<T>> run)
    {
        await other;
        return await run();
    }

    /// <summary>Gives the signal in any case at the end, so that the other does not wait for what failed.</summary>
    private static async Task<T> Signalling<T>(Task<T> run, TaskCompletionSource signal)
    {
        try
        {
            return await run;
        }
        finally
        {
            signal.TrySetResult();
        }
    }
}
