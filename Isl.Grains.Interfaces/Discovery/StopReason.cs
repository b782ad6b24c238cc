namespace Isl.Grains.Interfaces.Discovery;

/// <summary>Why a fit ended.</summary>
public enum StopReason
{
    /// <summary>Its tolerance was met.</summary>
    Converged,

    /// <summary>The limit of iterations was met first.</summary>
    MaxIterations,

    /// <summary>The time budget was spent first.</summary>
    BudgetSpent,

    /// <summary>The arithmetic broke down.</summary>
    NumericalFailure,

    /// <summary>No search ran: the answer rests on prior knowledge and sentences alone, and its degraded reason says why.</summary>
    NotRun,
}
