using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Words.Validation;

/// <summary>The graph has no cycle.</summary>
public sealed record NoCycle : Finding
{
    /// <inheritdoc/>
    public override string Text => "The graph has no directed cycle.";
}

/// <summary>Every node has an edge.</summary>
public sealed record AllConnected : Finding
{
    /// <inheritdoc/>
    public override string Text => "Every node has at least one edge.";
}

/// <summary>Nodes without an edge.</summary>
/// <param name="Nodes">Which.</param>
public sealed record NodesAlone(IReadOnlyList<string> Nodes) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.Some(Nodes)} {Wording.Of(Nodes.Count, "has", "have")} no edge.";
}

/// <summary>What to do about them.</summary>
/// <param name="Nodes">Which.</param>
public sealed record ConnectOrRemove(IReadOnlyList<string> Nodes) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Draw the edges of {Wording.Some(Nodes)}, or leave {Wording.Of(Nodes.Count, "it", "them")} out.";
}

/// <summary>How much the graph implies.</summary>
/// <param name="Count">Independences.</param>
public sealed record ImpliedCount(int Count) : Finding
{
    /// <inheritdoc/>
    public override string Text => Count == 0
        ? "The graph implies no independence among measured variables, so no data could contradict it."
        : $"The graph implies {Wording.Count(Count, "independence")} that data could contradict.";
}

/// <summary>What to do about a graph that implies nothing.</summary>
public sealed record NothingToTest : Finding
{
    /// <inheritdoc/>
    public override string Text => "Leave out the edges that you are sure are absent; each one left out is a claim that data can test.";
}

/// <summary>Edges that no data could tell from their reversal.</summary>
/// <param name="Edges">Which.</param>
/// <param name="All">How many edges there are.</param>
public sealed record DirectionsOpen(IReadOnlyList<NamedEdge> Edges, int All) : Finding
{
    /// <inheritdoc/>
    public override string Text => Edges.Count == 0
        ? "No other graph implies the same independences, so data could in principle settle every direction."
        : $"No data could tell which way {Wording.Count(Edges.Count)} of {Wording.Count(All, "edge")} {Wording.Of(Edges.Count, "points", "point")}: "
            + $"{EdgeText.Some(Edges, "—")}.";
}

/// <summary>What to do about them.</summary>
public sealed record DirectionsFromElsewhere : Finding
{
    /// <inheritdoc/>
    public override string Text => "Support these directions by time, experiments or theory; observations alone cannot.";
}

/// <summary>Equations beside the graph.</summary>
/// <param name="OnlyInEquations">Edges that the graph lacks.</param>
/// <param name="OnlyInGraph">Edges that the equations do not use.</param>
/// <param name="Unknown">Nodes that the model lacks.</param>
public sealed record EquationsAgree(
    IReadOnlyList<NamedEdge> OnlyInEquations, IReadOnlyList<NamedEdge> OnlyInGraph, IReadOnlyList<string> Unknown) : Finding
{
    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            string[] parts =
            [
                OnlyInEquations.Count == 0 ? "" : $"The equations use {EdgeText.Some(OnlyInEquations)}, which the graph does not have.",
                OnlyInGraph.Count == 0 ? "" : $"The graph has {EdgeText.Some(OnlyInGraph)}, which the equations do not use.",
                Unknown.Count == 0 ? "" : $"The model does not mention {Wording.Some(Unknown)}.",
            ];
            var text = Wording.Paragraph(parts);
            return text.Length == 0 ? "The equations use exactly the edges of the graph." : text;
        }
    }
}

/// <summary>What to do about it.</summary>
public sealed record BringTogether : Finding
{
    /// <inheritdoc/>
    public override string Text => "Change the graph or the equations until each uses the edges of the other.";
}

/// <summary>No context was sent.</summary>
public sealed record NoContext : Finding
{
    /// <inheritdoc/>
    public override string Text => "Not tested: the context names no treatment and outcome, no order in time and no known edges.";
}

/// <summary>What to send.</summary>
public sealed record SendContext : Finding
{
    /// <inheritdoc/>
    public override string Text => "Send context with treatment and outcome, tiers, required_edges or forbidden_edges.";
}

/// <summary>The order in time.</summary>
/// <param name="Wrong">Edges against it.</param>
/// <param name="Placed">Nodes that have a place in it.</param>
/// <param name="All">All nodes.</param>
public sealed record TimeOrder(IReadOnlyList<NamedEdge> Wrong, int Placed, int All) : Finding
{
    /// <inheritdoc/>
    public override string Text => Wrong.Count > 0 ? $"{EdgeText.Some(Wrong)} {Wording.Of(Wrong.Count, "runs", "run")} against the order in time."
        : Placed < All ? $"No edge runs against the order in time, in which {Wording.Count(Placed)} of {Wording.Count(All, "node")} have a place."
        : "No edge runs against the order in time.";
}

/// <summary>What to do about edges against it.</summary>
public sealed record TurnOrRemove : Finding
{
    /// <inheritdoc/>
    public override string Text => "Turn or remove these edges, or correct the tiers.";
}

/// <summary>Edges that are known.</summary>
/// <param name="Missing">Required edges that the graph lacks.</param>
/// <param name="Present">Forbidden edges that it has.</param>
public sealed record KnownEdges(IReadOnlyList<NamedEdge> Missing, IReadOnlyList<NamedEdge> Present) : Finding
{
    /// <inheritdoc/>
    public override string Text => Missing.Count + Present.Count == 0 ? "The graph has every required edge and no forbidden one."
        : Wording.Paragraph(
            Missing.Count == 0 ? "" : $"The graph lacks {EdgeText.Some(Missing)}.", Present.Count == 0 ? "" : $"It has {EdgeText.Some(Present)}.");
}

/// <summary>What to do about them.</summary>
public sealed record FollowWhatIsKnown : Finding
{
    /// <inheritdoc/>
    public override string Text => "Draw the required edges and take out the forbidden ones.";
}

/// <summary>The effect asked about.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="HasPath">Whether it can act on the outcome.</param>
/// <param name="IsIdentified">Whether the effect is identifiable; null where that was not decided.</param>
public sealed record EffectInGraph(string Treatment, string Outcome, bool HasPath, bool? IsIdentified) : Finding
{
    /// <inheritdoc/>
    public override string Text => !HasPath ? $"{Treatment} has no directed path to {Outcome}, so the graph says that it has no effect."
        : IsIdentified switch
        {
            true => $"The effect of {Treatment} on {Outcome} follows from the graph and what is measured.",
            false => $"The effect of {Treatment} on {Outcome} does not follow from the graph and what is measured.",
            _ => $"{Treatment} can act on {Outcome}. Whether data tell the effect was not decided: one of them is latent, or the graph is very "
                + "large.",
        };
}

/// <summary>Where to read on.</summary>
public sealed record SeeValidate : Finding
{
    /// <inheritdoc/>
    public override string Text => "Measure a hidden common cause, or ask causal/validate for the proof and the changes that would help.";
}
