using Isl.Grains.Resilience;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Isl.Grains.Grains.Resilience;

/// <summary>Keeps a grain's state in its store, behind its turns: a call is never answered late because the store is.</summary>
/// <remarks>
/// One writer at a time; what changes while it writes is written next. After a write that the store refused as stale (another activation
/// wrote, or a write that timed out was applied after all) the ETag is read anew and this activation's values are written over it: it is
/// the one activation there is, so its values are the newer ones.
/// </remarks>
internal sealed class StoredState<T>(IPersistentState<T> storage, string name, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private bool _changed;
    private bool _isEnded;
    private Task _writing = Task.CompletedTask;

    /// <summary>Has the state written soon. Call it in the grain's turn; what it starts stays on the grain's scheduler.</summary>
    public void Changed()
    {
        _changed = true;
        if (_writing.IsCompleted)
        {
            _writing = WriteUntilUnchanged();
        }
    }

    /// <summary>Waits for what is being written, for a moment at most, and writes nothing after that: the end of an activation.</summary>
    public async Task End()
    {
        try
        {
            await _writing.WaitAsync(Rest, time);
        }
        catch (TimeoutException)
        {
            // The store is in trouble; the log has said so.
        }

        _isEnded = true;
    }

    private async Task WriteUntilUnchanged()
    {
        var isTold = false;
        while (_changed && !_isEnded)
        {
            _changed = false;
            try
            {
                await Write();
            }
            catch (Exception e)
            {
                _changed = true;
                if (!isTold)
                {
                    ResilienceLog.StateNotStored(logger, name, e);
                    isTold = true;
                }

                await Task.Delay(Rest, time);
            }
        }
    }

    private async Task Write()
    {
        try
        {
            await storage.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            var mine = storage.State;
            await storage.ReadStateAsync();
            storage.State = mine;
            await storage.WriteStateAsync();
        }
    }
}
