namespace Isl.Grains.Interfaces;

/// <summary>How complete an answer is; every answer says it, so that nothing can forget it when the answer is cached.</summary>
/// <remarks>The default is <see cref="Whole"/>. An answer that is not whole is held for seconds only.</remarks>
public readonly record struct Completion
{
    private Completion(bool isCutShort, string? reason) => (IsCutShort, Reason) = (isCutShort, reason);

    /// <summary>All that was asked for, by the method asked for.</summary>
    public static Completion Whole => default;

    /// <summary>By the method asked for, but time ran out before all was done: more time may give a better answer.</summary>
    public static Completion CutShort => new(true, null);

    /// <summary>By a simpler method than the one asked for.</summary>
    /// <param name="reason">Why the method asked for did not answer.</param>
    public static Completion BySimplerMethod(string reason) => new(false, reason);

    /// <summary>By a simpler method where there is a reason for one, else whole or cut short.</summary>
    public static Completion Of(string? reason, bool isCutShort = false) => new(isCutShort, reason);

    /// <summary>Did time run out?</summary>
    public bool IsCutShort { get; }

    /// <summary>Why a simpler method answered; null when none did.</summary>
    public string? Reason { get; }

    /// <summary>Did a simpler method answer?</summary>
    public bool IsSimpler => Reason is not null;

    /// <summary>May it be held as long as any answer?</summary>
    public bool IsWhole => !IsCutShort && !IsSimpler;
}
