using System.Collections.Concurrent;
using Orleans.Serialization;
using Orleans.Storage;

namespace Isl.Grains.Grains.Resilience;

/// <summary>Grain state of the embedded service: in the memory of its one process, for as long as that lives.</summary>
/// <remarks>
/// Orleans keeps such state in grains of its own, which are gone before those that write to them when the process stops. A dictionary is
/// there to the end.
/// </remarks>
public sealed class ProcessStateStorage(DeepCopier copier) : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Grain), object> _states = new();

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.RecordExists = _states.TryGetValue((stateName, grainId), out var state);
        if (grainState.RecordExists)
        {
            grainState.State = copier.Copy((T)state!);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _states[(stateName, grainId)] = copier.Copy(grainState.State)!;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _states.TryRemove((stateName, grainId), out _);
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }
}
