using Isl.Grains.Interfaces.Resilience;

namespace Isl.Grains.Resilience;

/// <summary>The circuits as a computation sees them: may it run, and how did it end.</summary>
/// <remarks>Behind it stand the breakers' grains; the engine room need not know that.</remarks>
public interface ICircuits
{
    /// <summary>Whether a circuit is closed and nothing failed in it lately, as far as is known here: calls pass and need not be reported.</summary>
    bool IsUntroubled(string circuit);

    /// <summary>May a call guarded by this circuit run now? Null when not.</summary>
    ValueTask<CircuitPermit?> TryEnter(string circuit);

    /// <summary>Reports how a guarded call ended; when this returns, the next call on this silo sees its effect.</summary>
    ValueTask Report(string circuit, CircuitPermit permit, CallOutcome outcome, string? failure = null);
}
