namespace Isl.Grains.Interfaces.Answering;

/// <summary>How an answer came about.</summary>
public enum CacheOutcome
{
    /// <summary>It was held already.</summary>
    Hit,

    /// <summary>It was computed for this call.</summary>
    Miss,

    /// <summary>Another call was computing it; this one waited for the same computation.</summary>
    Coalesced,
}

/// <summary>An answer as it goes over the wire, with what the HTTP headers say about it.</summary>
/// <param name="Id">Its content address.</param>
/// <param name="Body">UTF-8 JSON; the same bytes for the same question.</param>
/// <param name="ETag">First half of the SHA-256 of <paramref name="Body"/>, 32 hexadecimal digits, without quotes.</param>
/// <param name="Degraded">A simpler method answered.</param>
/// <param name="Cache">How it came about.</param>
/// <param name="QueueSeconds">Time waiting for the compute gate; 0 unless computed for this call.</param>
/// <param name="ComputeSeconds">Time computing; 0 unless computed for this call.</param>
/// <param name="Brief">Degraded or cut short by the clock: held for a few seconds only, and not to be cached on the way.</param>
/// <param name="IsPending">It is being computed, and this says no more than that; only who looks after a call of its own gets to see it.</param>
[GenerateSerializer, Immutable, Alias("isl.answer.v1")]
public sealed record Answer(
    [property: Id(0)] ResultId Id,
    [property: Id(1)] ReadOnlyMemory<byte> Body,
    [property: Id(2)] string ETag,
    [property: Id(3)] bool Degraded,
    [property: Id(4)] CacheOutcome Cache,
    [property: Id(5)] double QueueSeconds,
    [property: Id(6)] double ComputeSeconds,
    [property: Id(7)] bool Brief = false,
    [property: Id(8)] bool IsPending = false)
{
    /// <summary>No answer yet: it is being computed.</summary>
    public static Answer Pending(ResultId id) => new(id, default, "", false, CacheOutcome.Coalesced, 0, 0, IsPending: true);
}
