using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Effects;

/// <summary>What not knowing the graph means for an effect.</summary>
public sealed record GraphUncertainty
{
    /// <summary>Graphs that were found, or members of the class.</summary>
    public required int Graphs { get; init; }

    /// <summary>Different ones among them.</summary>
    public required int Distinct { get; init; }

    /// <summary>Share of the graphs that identify the effect; where no causal path leads to the outcome it is known to be none.</summary>
    public required double PIdentified { get; init; }

    /// <summary>Share of the graphs in which no causal path leads from the treatment to the outcome.</summary>
    public required double PNoPath { get; init; }

    /// <summary>The effect over the graphs that identify it; null where none does.</summary>
    public required EffectMixture? Mixture { get; init; }

    /// <summary>The graphs of most weight.</summary>
    public required ImmutableArray<GraphMember> Members { get; init; }

    /// <summary>Edges of the graphs, the one that moves the effect most first.</summary>
    public required ImmutableArray<EdgeInfluence> Edges { get; init; }

    /// <summary>Were there more graphs than could be looked at? Then parent sets of the treatment stand for the members of a class, and fewer
    /// resamples than asked for were made.</summary>
    public required bool Truncated { get; init; }
}

/// <summary>An effect over graphs.</summary>
/// <param name="Value">The mean over the graphs.</param>
/// <param name="StandardError">From the mean of the variances and the variance of the means; null over the members of a class.</param>
/// <param name="Interval">Quantiles of the mixture; over the members of a class, what their intervals cover together.</param>
/// <param name="Range">The least and the greatest effect of a member of a class; null over resamples.</param>
public sealed record EffectMixture(
    double Value,
    double? StandardError,
    EffectInterval? Interval,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MemberRange? Range);

/// <summary>The least and the greatest of several effects.</summary>
/// <param name="Lower">The least.</param>
/// <param name="Upper">The greatest.</param>
public sealed record MemberRange(double Lower, double Upper);

/// <summary>A graph, and the effect by it.</summary>
/// <param name="Dag">The graph.</param>
/// <param name="Weight">Its share of all graphs.</param>
/// <param name="Method">How it identifies the effect: the criterion, or <c>no_causal_path</c>; null where it does not.</param>
/// <param name="AdjustmentSet">What is adjusted for.</param>
/// <param name="Value">The effect; null where there is none to give.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Reason">Why there is no value; null where there is one.</param>
public sealed record GraphMember(
    MemberDag Dag,
    double Weight,
    string? Method,
    ImmutableArray<string>? AdjustmentSet,
    double? Value,
    double? StandardError,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason);

/// <summary>A graph as <c>dag_structure</c> takes it.</summary>
/// <param name="Nodes">Its nodes.</param>
/// <param name="Edges">Edges <c>[from, to]</c>.</param>
/// <param name="Undirected">Edges of open direction; null where there are none.</param>
public sealed record MemberDag(
    ImmutableArray<string> Nodes,
    ImmutableArray<ImmutableArray<string>> Edges,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<ImmutableArray<string>>? Undirected);

/// <summary>How much hangs on an edge.</summary>
/// <param name="From">Cause.</param>
/// <param name="To">Effect.</param>
/// <param name="Support">Share of the graphs that hold it, one of open direction counted half.</param>
/// <param name="Shift">The mean effect by the graphs that hold it, less that by the graphs that do not; null where all or none do. A graph in
/// which its direction is open counts for neither.</param>
public sealed record EdgeInfluence(string From, string To, double Support, double? Shift);
