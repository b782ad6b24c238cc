using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Isl.Grains.Interfaces.Answering;

namespace Isl.Grains.Interfaces.Graphs;

/// <summary>What is the graph of this hash? Its answer is kept once any question about the graph was asked.</summary>
[GenerateSerializer, Immutable, Alias("isl.graph-question.v1")]
public sealed record GraphQuestion
{
    /// <summary>Where the graph with this hash is kept.</summary>
    public static ResultId AddressOf(string dagHash) => ResultId.Of(SubjectKind.Graph, dagHash, new GraphQuestion());
}

/// <summary>A graph in canonical form; it can be sent back as <c>dag_structure</c>.</summary>
public sealed record GraphResult : AnalysisResult
{
    /// <summary>Hash of the graph.</summary>
    public required string DagHash { get; init; }

    /// <summary>Node names in ordinal order.</summary>
    public required ImmutableArray<string> Nodes { get; init; }

    /// <summary>Directed edges <c>[from, to]</c>.</summary>
    public required ImmutableArray<ImmutableArray<string>> Edges { get; init; }

    /// <summary>Bidirected edges <c>[a, b]</c>: an unobserved common cause each.</summary>
    public required ImmutableArray<ImmutableArray<string>> Bidirected { get; init; }

    /// <summary>Unobserved nodes.</summary>
    public required ImmutableArray<string> Latent { get; init; }

    /// <summary>Nodes that the data are selected on; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? Selected { get; init; }

    /// <summary>Edges <c>[a, b]</c> whose direction is open; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<ImmutableArray<string>>? Undirected { get; init; }
}

/// <summary>How a graph can be written.</summary>
public enum GraphFormat
{
    /// <summary>Nodes and edges as JSON.</summary>
    Json,

    /// <summary>Text for dagitty.</summary>
    Dagitty,

    /// <summary>Text for Graphviz.</summary>
    Dot,

    /// <summary>A drawing, laid out in layers.</summary>
    Svg,
}

/// <summary>How is a graph written, or drawn, with an effect marked in it?</summary>
/// <param name="Format">The form; not <see cref="GraphFormat.Json"/>.</param>
/// <param name="Treatments">Nodes to mark as treatments, in ordinal order; may be empty.</param>
/// <param name="Outcomes">Nodes to mark as outcomes, in ordinal order; may be empty.</param>
/// <param name="AdjustmentSet">Nodes to mark as adjusted for, in ordinal order; null for a smallest valid set in a drawing, and none in text.</param>
[GenerateSerializer, Immutable, Alias("isl.graph-document-question.v1")]
public sealed record GraphDocumentQuestion(
    [property: Id(0)] GraphFormat Format,
    [property: Id(1)] ImmutableArray<string> Treatments,
    [property: Id(2)] ImmutableArray<string> Outcomes,
    [property: Id(3)] ImmutableArray<string>? AdjustmentSet);

/// <summary>A graph as text or drawing.</summary>
public sealed record GraphDocument : AnalysisResult
{
    /// <summary>Hash of the graph.</summary>
    public required string DagHash { get; init; }

    /// <summary>The form.</summary>
    public required GraphFormat Format { get; init; }

    /// <summary>The document.</summary>
    public required string Text { get; init; }
}
