using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Security.Cryptography;
using Isl.Grains.Interfaces.Answering;
using Microsoft.Extensions.Options;

namespace Isl.Api.Front;

/// <summary>Answers by the very bytes of their questions, each for a second or two after it was last asked for.</summary>
/// <remarks>
/// A hash with a seed of this process finds the place, and a comparison of every byte decides. One entry a place: who sends bodies that collide
/// makes the cache forget and nothing else. Entries live by their lease alone, so that the order of use is the silo's and nothing has to be told that
/// an answer was dropped; what is over goes when room is needed and on a timer, and while there is no room nothing new is held.
/// Reading takes no lock.
/// </remarks>
public sealed class FrontCache
{
    private readonly ConcurrentDictionary<ulong, FrontEntry> _entries = new();
    private readonly Lock _writing = new();
    private readonly TimeProvider _time;
    private readonly long _maxBytes;
    private readonly long _lease;
    private readonly long _seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
    private long _bytes;
    private long _sweptAt;

    /// <summary>Makes an empty cache.</summary>
    public FrontCache(IOptions<FrontCacheOptions> options, TimeProvider time)
    {
        _time = time;
        _maxBytes = options.Value.MaxBytes;
        _lease = (long)(options.Value.LeaseSeconds * time.TimestampFrequency);
        _sweptAt = time.GetTimestamp();
    }

    /// <summary>Whether it may hold anything.</summary>
    public bool IsOn => _maxBytes > 0;

    /// <summary>Entries and bytes held.</summary>
    public (int Entries, long Bytes) Size => (_entries.Count, Interlocked.Read(ref _bytes));

    /// <summary>The place of a question.</summary>
    internal ulong PlaceOf(ReadOnlySpan<byte> body) => XxHash3.HashToUInt64(body, _seed);

    /// <summary>The answer to give without asking, or null.</summary>
    internal FrontEntry? Find(FrontRoute route, ulong place, ReadOnlySpan<byte> body) =>
        _entries.TryGetValue(place, out var entry)
            && entry.IsOf(route, body)
            && entry.Decide(_time.GetTimestamp(), _lease) == FrontDecision.Give
            ? entry
            : null;

    /// <summary>The answer to give while its lease lasts; null where it is not held, or is about to be asked for again.</summary>
    internal FrontEntry? Peek(FrontRoute route, ReadOnlySpan<byte> body) =>
        _entries.TryGetValue(PlaceOf(body), out var entry) && entry.IsFresh(_time.GetTimestamp(), _lease) && entry.IsOf(route, body) ? entry : null;

    /// <summary>Takes in how a request was answered that asked.</summary>
    /// <param name="route">Where it was sent.</param>
    /// <param name="place">See <see cref="PlaceOf"/>.</param>
    /// <param name="body">Every byte of it; nobody may write to them any more.</param>
    /// <param name="answer">The answer; null where there was none, or none to keep.</param>
    internal void Learn(FrontRoute route, ulong place, ReadOnlyMemory<byte> body, Answer? answer)
    {
        var now = _time.GetTimestamp();
        var held = _entries.GetValueOrDefault(place);
        var isOfThis = held is not null && held.IsOf(route, body.Span);
        if (answer is not { Brief: false, Degraded: false })
        {
            if (isOfThis)
            {
                Replace(place, held, null, now);
            }
        }
        else if (isOfThis && held!.Holds(answer))
        {
            held.Confirm(now);
        }
        else if (isOfThis || answer.Cache != CacheOutcome.Miss)
        {
            // What was asked once is asked once, most likely: it is worth its room when it is asked again.
            Replace(place, held, new FrontEntry(route, body, answer, now), now);
        }
    }

    /// <summary>Drops everything.</summary>
    public void Clear()
    {
        lock (_writing)
        {
            _entries.Clear();
            Interlocked.Exchange(ref _bytes, 0);
        }
    }

    /// <summary>Drops what is over. O(entries); for a timer.</summary>
    public void Sweep()
    {
        lock (_writing)
        {
            Sweep(_time.GetTimestamp());
        }
    }

    private void Replace(ulong place, FrontEntry? held, FrontEntry? entry, long now)
    {
        lock (_writing)
        {
            if (!ReferenceEquals(_entries.GetValueOrDefault(place), held))
            {
                return; // another request was here first
            }

            Remove(place, held);
            if (entry is null)
            {
                return;
            }

            if (_bytes + entry.Bytes > _maxBytes && now - _sweptAt >= _lease)
            {
                Sweep(now);
            }

            if (_bytes + entry.Bytes <= _maxBytes)
            {
                _entries[place] = entry;
                Interlocked.Add(ref _bytes, entry.Bytes);
            }
        }
    }

    private void Sweep(long now)
    {
        _sweptAt = now;
        foreach (var (place, entry) in _entries)
        {
            if (entry.IsOver(now, _lease))
            {
                Remove(place, entry);
            }
        }
    }

    private void Remove(ulong place, FrontEntry? entry)
    {
        if (entry is not null && _entries.TryRemove(place, out _))
        {
            Interlocked.Add(ref _bytes, -entry.Bytes);
        }
    }
}
