using System.Collections.Immutable;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Effects.Refuters;

/// <summary>One refuter: when it applies, what it does, and what its outcome means.</summary>
/// <param name="Name">Which.</param>
/// <param name="FalseAlarmRate">How often it fails where nothing is wrong.</param>
/// <param name="Applies">Does it apply to an estimate?</param>
/// <param name="Run">Runs it.</param>
internal sealed record RefuterRow(
    RefuterName Name, double FalseAlarmRate, Func<RefuterBase, bool> Applies, Func<RefuterBase, RefuterOutcome> Run);

/// <summary>What a refuter found.</summary>
/// <param name="Passed">Did the estimate hold?</param>
/// <param name="Value">What was found.</param>
/// <param name="Expected">What was to be found.</param>
/// <param name="Tolerance">How far it may be off.</param>
/// <param name="Draws">Draws made.</param>
internal sealed record RefuterOutcome(bool Passed, double? Value, double? Expected, double? Tolerance, int Draws)
{
    /// <summary>Time ran out, or there was nothing to do.</summary>
    public static RefuterOutcome NotRun { get; } = new(false, null, null, null, 0);
}

/// <summary>The refuters, one row each.</summary>
internal static class RefuterTable
{
    /// <summary>All of them, in the order of answers.</summary>
    public static readonly ImmutableArray<RefuterRow> All =
    [
        new(RefuterName.PlaceboTreatment, 0.01, one => one.Strategy != EffectStrategy.Instrument, PlaceboTreatment.Run),
        new(RefuterName.DummyOutcome, 0.01, one => one.Strategy == EffectStrategy.Backdoor, DummyOutcome.Run),
        new(RefuterName.RandomCommonCause, 0.01, one => one.Strategy == EffectStrategy.Backdoor, RandomCommonCause.Run),
        new(RefuterName.Subsets, 0.02, _ => true, Subsets.Run),
        new(RefuterName.NegativeControls, 0.05, one => one.Controls.Count > 0 && one.Strategy == EffectStrategy.Backdoor, NegativeControlTests.Run),
        new(RefuterName.UnobservedCommonCause, 0.05, one => one.Strategy == EffectStrategy.Backdoor, UnobservedCommonCause.Run),
    ];

    /// <summary>The refuters that every answer has, where they apply.</summary>
    public static readonly ImmutableArray<RefuterName> Default =
    [
        RefuterName.PlaceboTreatment, RefuterName.DummyOutcome, RefuterName.RandomCommonCause, RefuterName.Subsets, RefuterName.NegativeControls,
    ];
}
