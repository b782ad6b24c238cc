namespace Isl.Grains.Counterfactuals;

/// <summary>How an observed value bears on the rest.</summary>
public enum EvidenceUse
{
    /// <summary>It fixes an exogenous quantity or a noise to one value.</summary>
    Exact,

    /// <summary>It follows from other observed or held values, and agrees with them.</summary>
    Implied,

    /// <summary>It fixes one noise for each draw of the others, which are weighted by the likelihood.</summary>
    Weighted,

    /// <summary>It conditions normal quantities that it is linear in, in closed form: every draw counts the same.</summary>
    Conditioned,

    /// <summary>Its formula cannot be solved: only draws that meet the value count.</summary>
    Matched,
}

/// <summary>What became of one piece of evidence.</summary>
/// <param name="Variable">The observed variable.</param>
/// <param name="Use">How it was used.</param>
/// <param name="SolvedFor">The exogenous input it was solved for; null where there is none.</param>
/// <param name="Value">The value recovered, where it is one.</param>
public sealed record AbductedEvidence(string Variable, EvidenceUse Use, string? SolvedFor, double? Value);
