using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Graphs;

/// <summary>Which way the arrows of a drawing point.</summary>
public enum DrawingDirection
{
    /// <summary>From left to right.</summary>
    Right,

    /// <summary>From top to bottom.</summary>
    Down,
}

/// <summary>How much of a graph is drawn.</summary>
public enum DrawnPart
{
    /// <summary>Every node.</summary>
    All,

    /// <summary>Treatments, outcomes, what is adjusted for, and all that affects one of them.</summary>
    Relevant,
}

/// <summary>How a drawing is given.</summary>
public enum DrawingFormat
{
    /// <summary>Places and paths, for whoever draws.</summary>
    Json,

    /// <summary>A stand-alone SVG document.</summary>
    Svg,
}

/// <summary>Where the centre of a node is to stay.</summary>
/// <param name="Node">The node.</param>
/// <param name="X">To the right.</param>
/// <param name="Y">Downwards.</param>
[GenerateSerializer, Immutable, Alias("isl.node-position.v1")]
public sealed record NodePosition([property: Id(0)] string Node, [property: Id(1)] double X, [property: Id(2)] double Y);

/// <summary>How is a graph drawn, with an effect marked in it? Names and positions are in ordinal order, so that one question has one form.</summary>
/// <param name="Treatments">Nodes to mark as treatments; may be empty.</param>
/// <param name="Outcomes">Nodes to mark as outcomes; may be empty.</param>
/// <param name="AdjustmentSet">Nodes to mark as adjusted for; null for a smallest valid set.</param>
/// <param name="Direction">Which way the arrows point.</param>
/// <param name="Only">How much is drawn.</param>
/// <param name="Format">How the drawing is given.</param>
/// <param name="Positions">Nodes that stay where they are.</param>
[GenerateSerializer, Immutable, Alias("isl.drawing-question.v1")]
public sealed record DrawingQuestion(
    [property: Id(0)] ImmutableArray<string> Treatments,
    [property: Id(1)] ImmutableArray<string> Outcomes,
    [property: Id(2)] ImmutableArray<string>? AdjustmentSet,
    [property: Id(3)] DrawingDirection Direction,
    [property: Id(4)] DrawnPart Only,
    [property: Id(5)] DrawingFormat Format,
    [property: Id(6)] ImmutableArray<NodePosition> Positions);

/// <summary>What a drawn node is to the effect.</summary>
public enum DrawnRole
{
    /// <summary>It is set.</summary>
    Treatment,

    /// <summary>It is read.</summary>
    Outcome,

    /// <summary>It is adjusted for.</summary>
    Adjusted,
}

/// <summary>A node of a drawing.</summary>
/// <param name="Name">Its name.</param>
/// <param name="X">Centre of its box, to the right.</param>
/// <param name="Y">Centre of its box, downwards.</param>
/// <param name="Width">Width of its box.</param>
/// <param name="Height">Height of its box.</param>
/// <param name="Lines">Its name, broken into lines that fit the box.</param>
/// <param name="Role">What it is to the effect; null for nothing.</param>
/// <param name="Latent">Whether it is unobserved.</param>
/// <param name="Selected">Whether the data are selected on it.</param>
/// <param name="Kept">Whether it stands where the request wants it.</param>
public sealed record DrawnNode(
    string Name,
    double X,
    double Y,
    double Width,
    double Height,
    ImmutableArray<string> Lines,
    DrawnRole? Role,
    bool Latent,
    bool Selected,
    bool Kept);

/// <summary>A kind of edge.</summary>
public enum DrawnEdgeKind
{
    /// <summary>From cause to effect.</summary>
    Directed,

    /// <summary>An unobserved common cause.</summary>
    Bidirected,

    /// <summary>Its direction is open.</summary>
    Undirected,
}

/// <summary>What a drawn edge is to the effect.</summary>
public enum DrawnEdgeRole
{
    /// <summary>It lies on a causal path.</summary>
    Causal,

    /// <summary>It lies on a non-causal path that is open, with or without the adjustment.</summary>
    Confounding,
}

/// <summary>An edge of a drawing.</summary>
/// <param name="From">Where it starts.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Path">Its line, as the <c>d</c> of an SVG path.</param>
/// <param name="Role">What it is to the effect; null for nothing.</param>
/// <param name="Biasing">Whether a non-causal path that is open given the adjustment runs through it.</param>
public sealed record DrawnEdge(string From, string To, DrawnEdgeKind Kind, string Path, DrawnEdgeRole? Role, bool Biasing);

/// <summary>What of the plane a drawing takes up.</summary>
/// <param name="X">Left end.</param>
/// <param name="Y">Upper end.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public sealed record DrawnView(double X, double Y, double Width, double Height);

/// <summary>A graph laid out: where its nodes stand, along which lines its edges run, and what they are to an effect.</summary>
public sealed record DrawingResult : AnalysisResult
{
    /// <summary>The nodes, in ordinal order.</summary>
    public required ImmutableArray<DrawnNode> Nodes { get; init; }

    /// <summary>The edges: directed, bidirected, undirected.</summary>
    public required ImmutableArray<DrawnEdge> Edges { get; init; }

    /// <summary>What of the plane the nodes and edges take up.</summary>
    public required DrawnView View { get; init; }

    /// <summary>Nodes that are left out because they do not bear on the effect.</summary>
    public required ImmutableArray<string> Hidden { get; init; }

    /// <summary>What is adjusted for, in words; null without an effect.</summary>
    public required string? Adjustment { get; init; }

    /// <summary>The drawing as an SVG document, where that was asked for.</summary>
    public required string? Svg { get; init; }

    /// <summary>Hash of the graph in canonical form.</summary>
    public required string DagHash { get; init; }
}
