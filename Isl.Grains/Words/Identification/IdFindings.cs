using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Words.Identification;

/// <summary>The ID algorithm was not asked.</summary>
/// <param name="MostNodes">The largest graph it is asked about.</param>
/// <param name="Nodes">Nodes of this graph.</param>
public sealed record TooLargeForId(int MostNodes, int Nodes) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The ID algorithm runs on graphs of up to {Wording.Count(MostNodes)} nodes. This graph has {Wording.Count(Nodes)}.";
}

/// <summary>The ID algorithm has a formula.</summary>
/// <param name="Query">The query.</param>
public sealed record IdExpresses(CausalQuery Query) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text => $"The ID algorithm expresses {Effect} in observed distributions.";
}

/// <summary>The ID algorithm found a hedge.</summary>
public sealed record HedgePreventsId : Finding
{
    /// <inheritdoc/>
    public override string Text => "The effect has a hedge, so no method identifies it without further assumptions.";
}

/// <summary>Why no formula exists.</summary>
/// <param name="Query">The query.</param>
/// <param name="Forest">The larger set of the hedge.</param>
/// <param name="SubForest">The smaller one.</param>
/// <param name="Roots">The roots they share.</param>
public sealed record HedgeFound(
    CausalQuery Query,
    IReadOnlyList<string> Forest,
    IReadOnlyList<string> SubForest,
    IReadOnlyList<string> Roots) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"{SetWords.Cut(Forest)} and {SetWords.Cut(SubForest)} form a hedge "
            + $"with the {Wording.Of(Roots.Count, "root", "roots")} {SetWords.CutList(Roots)}. "
            + "Unobserved common causes connect the variables of each set, "
            + $"so two models can agree on all observed data and still differ in {Effect}.";
}

/// <summary>How long the derivation is.</summary>
/// <param name="Steps">Steps listed.</param>
/// <param name="IsCut">There are more.</param>
public sealed record DerivationLength(int Steps, bool IsCut) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        IsCut
            ? $"The derivation takes more than {Wording.Count(Steps, "step")}."
            : $"The derivation takes {Wording.Count(Steps, "step")}.";
}
