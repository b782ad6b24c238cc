namespace Isl.Grains.Numerics;

/// <summary>
/// What a piece of work may spend: time, after which it ends with the best it has, and its caller's patience, after which it throws.
/// </summary>
/// <param name="Spent">Signalled when the time is spent.</param>
/// <param name="Cancellation">Signalled when nobody waits for the work any more.</param>
/// <remarks>One value where two tokens of one type would stand side by side and could be swapped unseen. The default is without limits.</remarks>
public readonly record struct WorkBudget(CancellationToken Spent, CancellationToken Cancellation)
{
    /// <summary>Where the work leaves how far it is; null where it need not.</summary>
    public ICheckpoints? Checkpoints { get; init; }

    /// <summary>No limit of time, nobody who could leave.</summary>
    public static WorkBudget Unlimited => default;

    /// <summary>Where the work leaves word of how far it is; null where nobody could be told.</summary>
    public ProgressSink? Progress { get; init; }

    /// <summary>Is the time spent? Then the work ends with the best it has, and says that it was cut short.</summary>
    public bool IsSpent => Spent.IsCancellationRequested;

    /// <summary>No limit of time, until nobody waits any more.</summary>
    public static WorkBudget Until(CancellationToken cancellation) => new(default, cancellation);

    /// <summary>Ends the work when nobody waits for it any more.</summary>
    /// <exception cref="OperationCanceledException">Nobody does.</exception>
    public void ThrowIfCancelled() => Cancellation.ThrowIfCancellationRequested();
}
