namespace Isl.Grains.Words.Identification;

/// <summary>Why the optimal set is optimal.</summary>
/// <param name="Set">The set.</param>
public sealed record SetHasLowestVariance(IReadOnlyList<string> Set) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        Set.Count switch
        {
            0 => "The variables on causal paths have no other observed causes, so no adjustment gives a lower asymptotic variance.",
            1 => $"{Set[0]} is the only other observed cause of the variables on causal paths. {Lowest}",
            _ => $"These are the other observed causes of the variables on causal paths. {Lowest}",
        };

    private const string Lowest = "No valid adjustment set has a lower asymptotic variance.";
}

/// <summary>An outcome is not affected.</summary>
/// <param name="Outcomes">Outcomes on no causal path; not empty.</param>
public sealed record NoOptimumWithoutPath(IReadOnlyList<string> Outcomes) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"No causal path leads to {Wording.Or(Outcomes)}, so the effect there is zero and no optimal set is defined.";
}

/// <summary>There is no valid set.</summary>
public sealed record NoOptimumWithoutSet : Finding
{
    /// <inheritdoc/>
    public override string Text => "No adjustment set is valid, so none is optimal.";
}

/// <summary>Unobserved causes leave the best set open.</summary>
/// <param name="Confounded">Variables on causal paths that share unobserved causes with others; may be empty.</param>
/// <param name="Candidate">A valid set that holds their observed causes, or null.</param>
public sealed record OptimumDependsOnDistribution(IReadOnlyList<string> Confounded, IReadOnlyList<string>? Candidate) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        Wording.Paragraph(Shared, "Which observed set has the lowest variance may depend on the distribution.", Known);

    private string Shared => Confounded.Count == 0
        ? "Unobserved variables cause some of the variables on causal paths."
        : $"{SetWords.CutList(Confounded)} on the causal paths "
            + $"{Wording.Of(Confounded.Count, "shares", "share")} unobserved causes with other variables.";

    private string Known => Candidate switch
    {
        null => "",
        [] => "The empty set is a valid adjustment set.",
        [var one] => $"Adjusting for {one}, the observed cause, is valid.",
        _ => $"Adjusting for their observed causes, {Wording.And(Candidate)}, is valid.",
    };
}
