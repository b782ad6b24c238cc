using System.Collections.Concurrent;
using Isl.Grains.Answering;
using Isl.Grains.Interfaces.Answering;

namespace Isl.Grains.Grains.Workers;

/// <summary>Hands work to the worker grains of this silo by its number, so that nothing is copied or serialised on the way.</summary>
public sealed class LocalWorkers(IGrainFactory grains) : IWorkers
{
    private readonly ConcurrentDictionary<long, Func<Task>> _waiting = new();
    private long _last;

    /// <inheritdoc/>
    public async Task<T> Run<T>(WorkerKind kind, Func<Task<T>> work)
    {
        if (kind == WorkerKind.None)
        {
            return await work();
        }

        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var number = Interlocked.Increment(ref _last);
        _waiting[number] = async () =>
        {
            try
            {
                done.SetResult(await work());
            }
            catch (Exception e)
            {
                done.SetException(e);
                throw; // so that the dashboard counts it
            }
        };
        try
        {
            await Call(kind, number);
        }
        catch (Exception) when (!_waiting.ContainsKey(number))
        {
            // The work was taken: what became of it stands in its own result, exceptions as they were thrown.
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            // No worker took it (the silo is stopping); the work itself needs none.
            await Task.WhenAny(Take(number));
        }

        return await done.Task;
    }

    /// <summary>Runs a piece of work once; for the worker grains.</summary>
    internal Task Take(long number) => _waiting.TryRemove(number, out var work) ? work() : Task.CompletedTask;

    private Task Call(WorkerKind kind, long number) => kind switch
    {
        WorkerKind.Notears => grains.GetGrain<INotearsWorkerGrain>(0).Fit(number),
        WorkerKind.Search => grains.GetGrain<ISearchWorkerGrain>(0).Search(number),
        WorkerKind.MonteCarlo => grains.GetGrain<IMonteCarloWorkerGrain>(0).Simulate(number),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There are no workers of this kind."),
    };
}
