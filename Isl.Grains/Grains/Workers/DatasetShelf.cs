using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Grains.Workers;

/// <summary>Data sets that a silo's workers were sent: each comes once to a silo, however many chunks are fitted there.</summary>
/// <remarks>Holds the last few, bounded in bytes; safe for concurrent use. A data set on its way is waited for, not asked for twice.</remarks>
public sealed class DatasetShelf(IGrainFactory grains)
{
    private const int MostSets = 4;
    private const long MostBytes = 256L * 1024 * 1024;
    private readonly Lock _lock = new();
    private readonly LinkedList<(string Hash, Task<Dataset?> Data)> _sets = [];

    /// <summary>The data of a hash, from here or from their grain; null where that no longer holds them.</summary>
    public async Task<Dataset?> Find(string hash, CancellationToken cancellationToken)
    {
        Task<Dataset?> task;
        lock (_lock)
        {
            var held = _sets.FirstOrDefault(set => set.Hash == hash && !set.Data.IsFaulted && !set.Data.IsCanceled);
            task = held.Data ?? grains.GetGrain<IDatasetGrain>(hash).GetData(CancellationToken.None);
            var stale = _sets.Where(set => set.Hash == hash).ToList();
            stale.ForEach(set => _sets.Remove(set));
            _sets.AddFirst((hash, task));
            Trim();
        }

        var data = await task.WaitAsync(cancellationToken);
        if (data is null)
        {
            Drop(hash);
        }

        return data;
    }

    private void Drop(string hash)
    {
        lock (_lock)
        {
            _sets.Where(set => set.Hash == hash).ToList().ForEach(set => _sets.Remove(set));
        }
    }

    private void Trim()
    {
        while (_sets.Count > 1 && (_sets.Count > MostSets || _sets.Sum(set => SizeOf(set.Data)) > MostBytes))
        {
            _sets.RemoveLast();
        }
    }

    private static long SizeOf(Task<Dataset?> data) =>
        data is { IsCompletedSuccessfully: true } && data.GetAwaiter().GetResult() is { } held ? held.Bytes.Length : 0;
}
