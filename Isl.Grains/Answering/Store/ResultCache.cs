using Isl.Grains.Interfaces.Answering;

namespace Isl.Grains.Answering.Store;

/// <summary>A silo's answers in memory: bounded in entries and bytes, the least recently used out first, each for a limited time.</summary>
/// <remarks>
/// Pure: the time comes in with every call. One cache for all subject grains of a silo, rather than one in each: one bound, one order
/// of eviction, one set of figures. A grain that moves leaves copies behind; answers are immutable, so they do no harm.
/// Safe for concurrent use; every operation is O(1).
/// </remarks>
public sealed class ResultCache(int maxEntries, long maxBytes)
{
    private const int EntryOverhead = 400;
    private readonly Lock _lock = new();
    private readonly Dictionary<ResultId, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = [];
    private long _bytes;
    private long _evictions;
    private long _expirations;

    /// <summary>Entries and bytes held, and how many were dropped for room and for age.</summary>
    public (int Entries, long Bytes, long Evictions, long Expirations) Figures
    {
        get
        {
            lock (_lock)
            {
                return (_entries.Count, _bytes, _evictions, _expirations);
            }
        }
    }

    /// <summary>The answer held under this address, or null.</summary>
    public StoredAnswer? Find(ResultId id, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(id, out var node))
            {
                return null;
            }

            if (node.Value.ExpiresAt <= now)
            {
                _expirations++;
                Remove(node);
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Answer;
        }
    }

    /// <summary>Holds an answer until <paramref name="expiresAt"/> at most; one larger than the whole cache is not held.</summary>
    public void Add(ResultId id, StoredAnswer answer, DateTimeOffset expiresAt)
    {
        var entry = new Entry(id, answer, expiresAt);
        lock (_lock)
        {
            if (_entries.TryGetValue(id, out var before))
            {
                Remove(before);
            }

            if (entry.Bytes > maxBytes)
            {
                return;
            }

            _entries[id] = _byUse.AddFirst(entry);
            _bytes += entry.Bytes;
            while (_entries.Count > maxEntries || _bytes > maxBytes)
            {
                _evictions++;
                Remove(_byUse.Last!);
            }
        }
    }

    /// <summary>Drops what has expired. O(entries); for a timer.</summary>
    public void Sweep(DateTimeOffset now)
    {
        lock (_lock)
        {
            for (var node = _byUse.First; node is not null;)
            {
                var next = node.Next;
                if (node.Value.ExpiresAt <= now)
                {
                    _expirations++;
                    Remove(node);
                }

                node = next;
            }
        }
    }

    /// <summary>Drops a part of the entries, the least recently used first, and returns how many that were; for when memory is short.</summary>
    /// <param name="part">Which part, 0 to 1.</param>
    public int Shed(double part)
    {
        lock (_lock)
        {
            var count = (int)Math.Ceiling(part * _entries.Count);
            for (var i = 0; i < count; i++)
            {
                _evictions++;
                Remove(_byUse.Last!);
            }

            return count;
        }
    }

    /// <summary>Drops everything and returns how many entries that were.</summary>
    public int Clear()
    {
        lock (_lock)
        {
            var count = _entries.Count;
            _entries.Clear();
            _byUse.Clear();
            _bytes = 0;
            return count;
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _entries.Remove(node.Value.Id);
        _byUse.Remove(node);
        _bytes -= node.Value.Bytes;
    }

    private sealed record Entry(ResultId Id, StoredAnswer Answer, DateTimeOffset ExpiresAt)
    {
        public long Bytes => Answer.Body.Length + EntryOverhead;
    }
}
