using Isl.Grains.Interfaces.Answering;

namespace Isl.Grains.Answering.Store;

/// <summary>An answer found in the tier behind memory.</summary>
/// <param name="Body">UTF-8 JSON.</param>
/// <param name="TimeLeft">How long it is held yet.</param>
public readonly record struct FoundAnswer(ReadOnlyMemory<byte> Body, TimeSpan TimeLeft);

/// <summary>The tier behind a silo's memory, shared by the silos of a cluster.</summary>
public interface IResultStore
{
    /// <summary>What is held under this address, or null; trouble counts as null.</summary>
    ValueTask<FoundAnswer?> Find(ResultId id);

    /// <summary>Holds a body for a limited time; trouble is told in the log and the figures only.</summary>
    ValueTask Keep(ResultId id, ReadOnlyMemory<byte> body, TimeSpan timeToLive);

    /// <summary>Drops everything held by this service; returns after the last key, with how many there were.</summary>
    /// <exception cref="Interfaces.Errors.IslException">The tier does not answer, so that something may still be held.</exception>
    Task<long> Clear();

    /// <summary>Whether the tier answers: <c>off</c>, <c>up</c> or <c>down</c>.</summary>
    string State { get; }

    /// <summary>Failed calls since start.</summary>
    long Errors { get; }
}

/// <summary>No tier: one process, memory only.</summary>
public sealed class NoResultStore : IResultStore
{
    /// <inheritdoc/>
    public string State => "off";

    /// <inheritdoc/>
    public long Errors => 0;

    /// <inheritdoc/>
    public ValueTask<FoundAnswer?> Find(ResultId id) => new((FoundAnswer?)null);

    /// <inheritdoc/>
    public ValueTask Keep(ResultId id, ReadOnlyMemory<byte> body, TimeSpan timeToLive) => default;

    /// <inheritdoc/>
    public Task<long> Clear() => Task.FromResult(0L);
}
