using System.Collections.Immutable;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Interfaces.Alignment;

/// <summary>Where do the graphs of a team's members differ, and which differences decide?</summary>
/// <param name="Members">The members, in the caller's order.</param>
/// <param name="Treatment">The variable whose effect is to be decided on.</param>
/// <param name="Outcome">The variable that it should act on.</param>
[GenerateSerializer, Immutable, Alias("isl.model-alignment-question.v1")]
public sealed record ModelAlignmentQuestion(
    [property: Id(0)] ImmutableArray<MemberModel> Members, [property: Id(1)] string Treatment, [property: Id(2)] string Outcome)
{
    /// <summary>Most nodes of one graph.</summary>
    public const int MaxNodes = 50;

    /// <summary>Most different nodes of all graphs together.</summary>
    public const int MaxNodesTogether = 100;

    /// <summary>Hash of the graphs and roles, 64 hexadecimal digits.</summary>
    public string SubjectHash()
    {
        var half = ResultId.Of(SubjectKind.Team, new string('0', 64), this).Question;
        return half + ResultId.Of(SubjectKind.Team, half + half, this).Question;
    }
}

/// <summary>A member's graph.</summary>
/// <param name="Role">Who it is.</param>
/// <param name="Graph">The graph.</param>
[GenerateSerializer, Immutable, Alias("isl.member-model.v1")]
public sealed record MemberModel([property: Id(0)] string Role, [property: Id(1)] CausalGraph Graph);

/// <summary>Answer to a <see cref="ModelAlignmentQuestion"/>.</summary>
public sealed record ModelAlignmentResult : AnalysisResult
{
    /// <summary>The graph that most members would draw, pair by pair.</summary>
    public required PooledGraph CommonModel { get; init; }

    /// <summary>Mean, over pairs of members, of the share of pairs of variables on which they say the same, 0 to 100.</summary>
    public required double AgreementLevel { get; init; }

    /// <summary>Pairs of variables of which members who know both say different things, the most divided first.</summary>
    public required ImmutableArray<ContestedEdge> ContestedEdges { get; init; }

    /// <summary>What the common graph says of the effect.</summary>
    public required EffectDecision Decision { get; init; }

    /// <summary>What each member's own graph says of it.</summary>
    public required ImmutableArray<MemberDecision> MemberDecisions { get; init; }

    /// <summary>The smallest set of contested pairs that changes the decision where they are read otherwise; null where none does.</summary>
    public required PivotalSet? Pivotal { get; init; }

    /// <summary>Whether every smaller set, and where there is none every set, was tried.</summary>
    public required bool PivotalProven { get; init; }
}

/// <summary>A graph.</summary>
/// <param name="Nodes">Its nodes.</param>
/// <param name="Edges">Directed edges.</param>
/// <param name="Bidirected">Hidden common causes.</param>
public sealed record PooledGraph(
    ImmutableArray<string> Nodes, ImmutableArray<ImmutableArray<string>> Edges, ImmutableArray<ImmutableArray<string>> Bidirected);

/// <summary>A pair of variables on which members differ.</summary>
/// <param name="Between">The two.</param>
/// <param name="Common">What the common graph says.</param>
/// <param name="Claims">What members say, the most frequent first.</param>
public sealed record ContestedEdge(ImmutableArray<string> Between, string Common, ImmutableArray<EdgeClaim> Claims);

/// <summary>What some members say of a pair.</summary>
/// <param name="Claim">Such as <c>X → Y</c>, <c>X ↔ Y</c> or <c>no edge</c>.</param>
/// <param name="Roles">Who says it.</param>
public sealed record EdgeClaim(string Claim, ImmutableArray<string> Roles);

/// <summary>What a graph says of an effect.</summary>
/// <param name="Acts">Whether the treatment can act on the outcome; null where the graph lacks one of them.</param>
/// <param name="Identified">Whether the effect follows from the graph and data on its nodes; null likewise.</param>
/// <param name="AdjustmentSet">A smallest set to adjust for; null where there is none.</param>
public sealed record EffectDecision(bool? Acts, bool? Identified, ImmutableArray<string>? AdjustmentSet);

/// <summary>What a member's graph says.</summary>
/// <param name="Role">The member.</param>
/// <param name="Decision">What it says.</param>
/// <param name="Agrees">Whether it comes to the decision of the common graph.</param>
public sealed record MemberDecision(string Role, EffectDecision Decision, bool Agrees);

/// <summary>Contested pairs that decide.</summary>
/// <param name="Changes">How they would have to be read.</param>
/// <param name="Decision">The decision then.</param>
public sealed record PivotalSet(ImmutableArray<PivotalChange> Changes, EffectDecision Decision);

/// <summary>A pair read otherwise.</summary>
/// <param name="Between">The two.</param>
/// <param name="Common">What the common graph says.</param>
/// <param name="Instead">What would have to hold.</param>
/// <param name="Roles">Who says so.</param>
public sealed record PivotalChange(ImmutableArray<string> Between, string Common, string Instead, ImmutableArray<string> Roles);
