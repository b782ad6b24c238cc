using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Words.Identification;

/// <summary>An answer about a class of graphs.</summary>
public sealed record AnswerHoldsInClass : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "The graph has edges without a direction and stands for several DAGs. The sets, the formula and the independences hold in every one of them. "
        + "Instruments, front-door sets and paths can differ between them and are left out.";
}

/// <summary>The first edge of a possibly causal path is open, so the members of the class disagree about the effect.</summary>
/// <param name="Query">The query.</param>
/// <param name="Treatment">Where the edge starts.</param>
/// <param name="Neighbour">Where it ends.</param>
public sealed record EffectDiffersInClass(CausalQuery Query, string Treatment, string Neighbour) : EffectFinding(Query)
{
    /// <inheritdoc/>
    public override string Text =>
        $"The edge {NameText.InPath(Treatment)} -- {NameText.InPath(Neighbour)} has no direction and may begin a causal path to {Outcomes}. "
        + $"The DAGs that the graph stands for disagree about it, and so about {Effect}. Orient the edge if its direction is known.";
}
