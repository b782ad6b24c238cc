using Isl.Grains.GraphCore;

namespace Isl.Grains.Identification.Criteria;

/// <summary>Why a set that answers a causal question may not hold a node.</summary>
public enum MemberFlaw
{
    /// <summary>It may.</summary>
    None,

    /// <summary>The node is what is set.</summary>
    Treatment,

    /// <summary>The node is what is read.</summary>
    Outcome,

    /// <summary>The node lies on a causal path: holding it fixed would take away part of the effect.</summary>
    OnCausalPath,

    /// <summary>The node is an effect of a node on a causal path.</summary>
    EffectOfCausalPath,

    /// <summary>The node is not observed.</summary>
    Latent,
}

/// <summary>Whether a set is a valid adjustment set, and what spoils it.</summary>
/// <param name="Forbidden">Members that no adjustment set may hold, in the order given, each with the reason.</param>
/// <param name="OpenPath">A non-causal path that the other members leave open, or null when they block them all.</param>
/// <param name="BarredBySelection">The data are selected in a way that no adjustment repairs.</param>
public sealed record AdjustmentSetCheck(List<(int Node, MemberFlaw Flaw)> Forbidden, List<PathStep>? OpenPath, bool BarredBySelection)
{
    /// <summary>Is the set valid?</summary>
    public bool IsValid => Forbidden.Count == 0 && OpenPath is null && !BarredBySelection;
}
