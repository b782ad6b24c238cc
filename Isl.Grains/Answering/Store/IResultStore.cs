using Isl.Grains.Interfaces.Answering;

namespace Isl.Grains.Answering.Store;

/// <summary>The tier behind a silo's memory, shared by the silos of a cluster.</summary>
public interface IResultStore
{
    /// <summary>The body held under this address, or null; trouble counts as null.</summary>
    ValueTask<ReadOnlyMemory<byte>?> Find(ResultId id);

    /// <summary>Holds a body for a limited time; trouble is told in the log and the figures only.</summary>
    ValueTask Keep(ResultId id, ReadOnlyMemory<byte> body, TimeSpan timeToLive);

    /// <summary>Drops everything held by this service.</summary>
    ValueTask Clear();

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
    public ValueTask<ReadOnlyMemory<byte>?> Find(ResultId id) => new((ReadOnlyMemory<byte>?)null);

    /// <inheritdoc/>
    public ValueTask Keep(ResultId id, ReadOnlyMemory<byte> body, TimeSpan timeToLive) => default;

    /// <inheritdoc/>
    public ValueTask Clear() => default;
}
