namespace Isl.Grains.Words.Discovery;

/// <summary>The method of DirectLiNGAM.</summary>
/// <param name="Threshold">Least absolute weight of an edge; null for none.</param>
public sealed record LingamBasis(double? Threshold) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "DirectLiNGAM (Shimizu et al. 2011; Hyvärinen & Smith 2013). Edges are pruned by the adaptive lasso (Zou 2006)"
        + (Threshold is { } least ? $", and those below {Wording.Exact(least)} on standardised columns are left out" : "")
        + $". {SearchWords.Weights}";
}

/// <summary>What DirectLiNGAM did.</summary>
/// <param name="Placed">Variables placed in the order.</param>
/// <param name="Columns">Variables.</param>
/// <param name="Comparisons">Pairs compared.</param>
/// <param name="NonNormal">Residuals that are clearly not normal.</param>
public sealed record LingamRan(int Placed, int Columns, long Comparisons, int NonNormal) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        (Columns == 1
            ? "DirectLiNGAM had a single variable to place. "
            : $"DirectLiNGAM placed {Share(Placed, Columns)} variables after {Wording.Count(Comparisons, "comparison")}. ")
        + (NonNormal == 0 ? "No residual is clearly not normal."
            : NonNormal == Columns ? (Columns == 1 ? "Its residual is clearly not normal." : "All residuals are clearly not normal.")
            : $"{Wording.Count(NonNormal)} of {Wording.Count(Columns)} residuals {Wording.Of(NonNormal, "is", "are")} clearly not normal.");

    private static string Share(int part, int whole) =>
        part < whole ? $"{Wording.Count(part)} of {Wording.Count(whole)}" : SearchWords.All(whole);
}

/// <summary>Variables whose noise does not tell directions.</summary>
/// <param name="Variables">Their names; at least two.</param>
public sealed record NormalResiduals(IReadOnlyList<string> Variables) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The residuals of {Wording.Some(Variables)} look normal, so the method cannot tell directions among them.";
}

/// <summary>Variables that the ones before them determine.</summary>
/// <param name="Variables">Their names; at least one.</param>
public sealed record PlacedArbitrarily(IReadOnlyList<string> Variables) : Finding
{
    /// <inheritdoc/>
    public override string Text => Variables.Count == 1
        ? $"{Variables[0]} is determined exactly by the variables placed before it, so its place in the order is arbitrary."
        : $"{Wording.Some(Variables)} are determined exactly by the variables placed before them, so their places in the order are arbitrary.";
}

/// <summary>DirectLiNGAM ran out of time.</summary>
/// <param name="Placed">Variables that had their place by then.</param>
/// <param name="Columns">Variables.</param>
public sealed record LingamTimeSpent(int Placed, int Columns) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The time budget was spent when {Wording.Count(Placed)} of {Wording.Count(Columns)} variables had a place in the order. "
        + "Edges among the others were not sought.";
}
