namespace Isl.Grains.Words.Derivations;

/// <summary>What is no ancestor of the outcomes is left out.</summary>
/// <param name="Outcomes">The outcomes.</param>
/// <param name="LeftOut">What is left out.</param>
public sealed record NonAncestorsLeftOut(IReadOnlyList<string> Outcomes, IReadOnlyList<string> LeftOut) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Only ancestors of {DerivationWords.List(Outcomes)} matter, "
        + $"so {DerivationWords.List(LeftOut)} {Wording.Of(LeftOut.Count, "is", "are")} left out.";
}

/// <summary>The graph splits into districts.</summary>
/// <param name="Removed">What was removed from it.</param>
/// <param name="Districts">The districts.</param>
public sealed record SplitIntoDistricts(IReadOnlyList<string> Removed, IReadOnlyList<IReadOnlyList<string>> Districts) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Without {DerivationWords.List(Removed)}, the graph splits into {Wording.Count(Districts.Count, "district")}. "
        + $"Each is computed separately: {DerivationWords.Sets(Districts)}.";
}

/// <summary>The districts are put together again.</summary>
/// <param name="Districts">How many there are.</param>
/// <param name="SummedOver">What is summed over.</param>
public sealed record DistrictsJoined(int Districts, IReadOnlyList<string> SummedOver) : Finding
{
    /// <inheritdoc/>
    public override string Text => SummedOver.Count == 0
        ? $"The result is {Whole}."
        : $"The result is {Whole}, summed over {DerivationWords.List(SummedOver)}. Sums that can be evaluated are evaluated.";

    private string Whole => Wording.Of(Districts, "the distribution of the district", "the product of the districts");
}

/// <summary>A district is all that is left.</summary>
/// <param name="District">The district.</param>
public sealed record OnlyDistrictLeft(IReadOnlyList<string> District) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Only {DerivationWords.List(District)} {Wording.Of(District.Count, "is", "are")} left, and there is nothing to set.";
}

/// <summary>A district of what is left is factorised.</summary>
/// <param name="District">The district.</param>
public sealed record DistrictFactorised(IReadOnlyList<string> District) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{DerivationWords.List(District)} {Wording.Of(District.Count, "is", "are")} a district of what is left. "
        + $"{Wording.Of(District.Count, "The", "Each")} variable is taken given its predecessors (Tian factorisation).";
}

/// <summary>A set lies within a larger district, which is factorised first.</summary>
/// <param name="Target">The set.</param>
/// <param name="District">The district.</param>
public sealed record WithinDistrict(IReadOnlyList<string> Target, IReadOnlyList<string> District) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{DerivationWords.List(Target)} {Wording.Of(Target.Count, "lies", "lie")} in the district {DerivationWords.Set(District)}, "
        + "which is factorised first (Tian factorisation).";
}

/// <summary>Two sets form a hedge.</summary>
/// <param name="District">The larger set.</param>
/// <param name="Target">The smaller one.</param>
public sealed record HedgeFound(IReadOnlyList<string> District, IReadOnlyList<string> Target) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{DerivationWords.List(District)} form one district, and all of them are ancestors of {DerivationWords.List(Target)} within it. "
        + $"{DerivationWords.Set(District)} and {DerivationWords.Set(Target)} form a hedge, so the effect is not identifiable.";
}
