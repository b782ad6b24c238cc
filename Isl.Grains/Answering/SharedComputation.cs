using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Numerics;

namespace Isl.Grains.Answering;

/// <summary>A computation that all callers of one question wait for together.</summary>
/// <remarks>It takes no caller's token, so that one caller leaving does not fail the rest; when the last one leaves, it stops.</remarks>
internal sealed class SharedComputation : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task<Answer>? _task;
    private int _waiters;

    /// <summary>Signalled when the last caller has left.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>How far it is.</summary>
    public ProgressSink Progress { get; } = new();

    /// <summary>Starts it; its first turns run before this returns.</summary>
    public void Start(Func<SharedComputation, Task<Answer>> compute) => _task = compute(this);

    /// <summary>Waits for the answer, or until this caller leaves.</summary>
    /// <param name="forget">Called when the last caller has left before it ended, so that the next one starts afresh instead of joining it.</param>
    /// <param name="caller">This caller's token.</param>
    public async Task<Answer> Wait(Action forget, CancellationToken caller)
    {
        var task = _task ?? throw new InvalidOperationException("The computation was not started.");
        _waiters++;
        try
        {
            return await task.WaitAsync(caller);
        }
        finally
        {
            if (--_waiters == 0 && !task.IsCompleted)
            {
                forget();
                await _stop.CancelAsync();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}
