using Isl.Grains.GraphCore;

namespace Isl.Grains.Identification.Criteria;

/// <summary>What keeps a set from being a front-door set.</summary>
public enum FrontDoorFlaw
{
    /// <summary>Nothing: it is one.</summary>
    None,

    /// <summary>It holds a treatment, an outcome or an unobserved node.</summary>
    BarredMember,

    /// <summary>Condition (i): a directed path from treatments to outcomes avoids it.</summary>
    PathNotMet,

    /// <summary>Condition (ii): a back-door path from treatments to the set is open.</summary>
    TreatmentConfounded,

    /// <summary>Condition (iii): a back-door path from the set to outcomes stays open given the treatments.</summary>
    OutcomeConfounded,
}

/// <summary>Whether a set is a front-door set, and what spoils it.</summary>
/// <param name="Flaw">The first condition that fails.</param>
/// <param name="Barred">Members that no front-door set may hold, in the order given, each with the reason.</param>
/// <param name="Path">The path on which the condition fails; null when none does, or when it is about members.</param>
public sealed record FrontDoorCheck(FrontDoorFlaw Flaw, List<(int Node, MemberFlaw Flaw)> Barred, List<PathStep>? Path)
{
    /// <summary>Is the set a front-door set?</summary>
    public bool IsValid => Flaw == FrontDoorFlaw.None;
}
