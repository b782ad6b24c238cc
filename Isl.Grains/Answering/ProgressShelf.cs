using System.Collections.Concurrent;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Numerics;

namespace Isl.Grains.Answering;

/// <summary>The computations of this silo that somebody watches, by watch.</summary>
public sealed class ProgressShelf
{
    private static readonly WorkProgress Queued = new() { Stage = ProgressStage.Queued };

    private readonly ConcurrentDictionary<string, ProgressSink> _watched = new(StringComparer.Ordinal);

    /// <summary>Watches under way.</summary>
    public int Count => _watched.Count;

    /// <summary>How far the work is; null where nothing is under way for this watch.</summary>
    public WorkProgress? Look(string watch) => _watched.TryGetValue(watch, out var sink) ? sink.Last ?? Queued : null;

    /// <summary>Shows a computation to a watch until it is disposed of; null where there is no watch.</summary>
    public IDisposable? Show(string watch, ProgressSink sink)
    {
        if (watch.Length == 0)
        {
            return null;
        }

        _watched[watch] = sink;
        return new Shown(_watched, new(watch, sink));
    }

    private sealed class Shown(ConcurrentDictionary<string, ProgressSink> watched, KeyValuePair<string, ProgressSink> one) : IDisposable
    {
        /// <summary>Takes it down, unless the watch has gone on to the next computation.</summary>
        public void Dispose() => watched.TryRemove(one);
    }
}
