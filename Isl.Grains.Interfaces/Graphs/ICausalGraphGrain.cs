using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Interfaces.Graphs;

/// <summary>Questions about one causal graph; the key is its <see cref="DagHash"/>.</summary>
[Alias("isl.causal-graph-grain")]
public interface ICausalGraphGrain : ISubjectGrain
{
    /// <summary>Is an effect identifiable, and how?</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="query">The query; it holds the hash of the data.</param>
    /// <param name="data">Data to test the graph against, or null.</param>
    /// <param name="cancellationToken">Leaves the computation; it stops when the last caller has left.</param>
    [Alias("identify-v2")]
    Task<Answer> Identify(CausalGraph graph, CausalQuery query, Dataset? data, CancellationToken cancellationToken);

    /// <summary>Which ways are there to identify an effect?</summary>
    [Alias("strategies")]
    Task<Answer> FindStrategies(CausalGraph graph, StrategiesQuestion question, CancellationToken cancellationToken);

    /// <summary>Are two sets of nodes separated?</summary>
    [Alias("separate")]
    Task<Answer> Separate(CausalGraph graph, SeparationQuestion question, CancellationToken cancellationToken);

    /// <summary>Along which paths can association flow?</summary>
    [Alias("paths")]
    Task<Answer> FindPaths(CausalGraph graph, PathsQuestion question, CancellationToken cancellationToken);

    /// <summary>Where do nodes and edges stand in a drawing, and what are they to an effect?</summary>
    [Alias("draw")]
    Task<Answer> Draw(CausalGraph graph, DrawingQuestion question, CancellationToken cancellationToken);

    /// <summary>The graph as text or drawing; null when it is not held, which it is once any question about it was asked.</summary>
    [Alias("write")]
    Task<Answer?> Write(GraphDocumentQuestion question, CancellationToken cancellationToken);
}
