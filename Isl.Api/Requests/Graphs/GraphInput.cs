using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isl.Api.Requests.Graphs;

/// <summary>A causal graph as callers send it: an object with nodes and edges, or text in dagitty or DOT syntax.</summary>
/// <param name="Json">The value as it stands in the body; read by <see cref="GraphReader"/>.</param>
[Members("nodes", "edges", "bidirected", "latent", "selected", "undirected")]
[JsonConverter(typeof(RawJsonConverter<GraphInput>))]
public sealed record GraphInput(JsonElement Json) : IRawJson<GraphInput>
{
    /// <inheritdoc/>
    public static GraphInput Of(JsonElement json) => new(json);
}

/// <summary>A request about a causal graph.</summary>
public interface IGraphRequest
{
    /// <summary>The causal graph; may also be called <c>dag</c>.</summary>
    GraphInput? DagStructure { get; }

    /// <summary>Another name for <see cref="DagStructure"/>.</summary>
    GraphInput? Dag { get; }
}
