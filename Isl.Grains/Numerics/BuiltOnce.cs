namespace Isl.Grains.Numerics;

/// <summary>
/// A bounded cache of things that are costly to build: each is built once, even when several threads ask for it at the same time, and the least
/// recently used ones go when the whole grows too large.
/// </summary>
/// <typeparam name="TKey">What it is built from.</typeparam>
/// <typeparam name="TValue">What is built; shared between threads, so it must not change.</typeparam>
/// <remarks>
/// Whoever comes second waits for the first, and stops waiting when cancelled. A build that fails or is cancelled leaves nothing behind: the next
/// one waiting builds with its own token.
/// </remarks>
/// <param name="mostBytes">What all values together may take.</param>
/// <param name="mostEntries">How many there may be.</param>
/// <param name="bytesOf">What a value takes, roughly.</param>
/// <param name="comparer">Compares keys; null compares them as they compare themselves.</param>
public sealed class BuiltOnce<TKey, TValue>(long mostBytes, int mostEntries, Func<TValue, long> bytesOf, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
    where TValue : class
{
    /// <summary>How long a thread that waits for another's build goes without looking at its token.</summary>
    private const int WaitMilliseconds = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Entry> _entries = new(comparer);
    private readonly LinkedList<Entry> _byUse = [];
    private long _bytes;

    /// <summary>Values held.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _byUse.Count;
            }
        }
    }

    /// <summary>What the held values take, roughly.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    /// <summary>The value of a key, held or built now.</summary>
    /// <param name="key">What it is built from.</param>
    /// <param name="build">Builds it; must test its token.</param>
    /// <param name="cancellation">Stops waiting and building.</param>
    public TValue Get(TKey key, Func<TKey, CancellationToken, TValue> build, CancellationToken cancellation)
    {
        var entry = Enter(key);
        try
        {
            if (entry.Value is { } held)
            {
                return held;
            }

            while (!Monitor.TryEnter(entry, WaitMilliseconds))
            {
                cancellation.ThrowIfCancellationRequested();
            }

            try
            {
                return entry.Value ?? Keep(entry, build(key, cancellation));
            }
            finally
            {
                Monitor.Exit(entry);
            }
        }
        finally
        {
            Leave(entry);
        }
    }

    private Entry Enter(TKey key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                _entries[key] = entry = new Entry(key);
            }

            entry.Users++;
            if (entry.Place is { } place)
            {
                _byUse.Remove(place);
                _byUse.AddFirst(place);
            }

            return entry;
        }
    }

    private TValue Keep(Entry entry, TValue value)
    {
        var bytes = bytesOf(value);
        lock (_lock)
        {
            (entry.Value, entry.Bytes) = (value, bytes);
            entry.Place = _byUse.AddFirst(entry);
            _bytes += bytes;
            while (_byUse.Last is { } last && (_bytes > mostBytes || _byUse.Count > mostEntries))
            {
                _byUse.RemoveLast();
                _bytes -= last.Value.Bytes;
                last.Value.Place = null;
                _entries.Remove(last.Value.Key);
            }
        }

        return value;
    }

    private void Leave(Entry entry)
    {
        lock (_lock)
        {
            // Nothing was built, and nobody waits to build it.
            if (--entry.Users == 0 && entry.Value is null)
            {
                _entries.Remove(entry.Key);
            }
        }
    }

    private sealed class Entry(TKey key)
    {
        private TValue? _value;

        public TKey Key => key;

        public TValue? Value
        {
            get => Volatile.Read(ref _value);
            set => Volatile.Write(ref _value, value);
        }

        public long Bytes { get; set; }

        public int Users { get; set; }

        public LinkedListNode<Entry>? Place { get; set; }
    }
}
