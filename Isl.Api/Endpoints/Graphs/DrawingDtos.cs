using Isl.Api.Requests.Graphs;

namespace Isl.Api.Endpoints.Graphs;

/// <summary>How is a graph drawn, with an effect marked in it?</summary>
public sealed record DrawingRequest : IGraphRequest
{
    /// <summary>The causal graph; may also be called <c>dag</c>.</summary>
    public GraphInput? DagStructure { get; init; }

    /// <summary>Another name for <c>dag_structure</c>.</summary>
    public GraphInput? Dag { get; init; }

    /// <summary>A node to mark as treatment; left out, the nodes that graph text marks as exposure.</summary>
    public string? Treatment { get; init; }

    /// <summary>A node to mark as outcome; left out, the nodes that graph text marks as outcome.</summary>
    public string? Outcome { get; init; }

    /// <summary>Several treatments, in place of one.</summary>
    public List<string>? Treatments { get; init; }

    /// <summary>Several outcomes, in place of one.</summary>
    public List<string>? Outcomes { get; init; }

    /// <summary>Nodes to mark as adjusted for; left out, those that graph text marks as adjusted, else a smallest valid set.</summary>
    public List<string>? AdjustmentSet { get; init; }

    /// <summary>Which way the arrows point: <c>right</c> (the default) or <c>down</c>.</summary>
    public string? Direction { get; init; }

    /// <summary>How much is drawn: <c>all</c> (the default), or what is <c>relevant</c>: treatments, outcomes, what is adjusted for, and all
    /// that affects one of them.</summary>
    public string? Only { get; init; }

    /// <summary><c>json</c> (the default), or <c>svg</c> for a document.</summary>
    public string? Format { get; init; }

    /// <summary>Centres of nodes that stay where they are, <c>{"A": [x, y]}</c>; the others are laid out around them.</summary>
    public Dictionary<string, List<double>>? Positions { get; init; }
}
