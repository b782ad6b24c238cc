using Isl.Caching;
using Isl.Identification;

namespace Isl.Graphs;

/// <summary>Questions about one causal graph; the key is its <see cref="DagHash"/>.</summary>
[Alias("isl.causal-graph-grain")]
public interface ICausalGraphGrain : ISubjectGrain
{
    /// <summary>Is an effect identifiable, and how?</summary>
    [Alias("identify")]
    Task<Answer> Identify(CausalGraph graph, CausalQuery query, CancellationToken cancellationToken);

    /// <summary>Which ways are there to identify an effect?</summary>
    [Alias("strategies")]
    Task<Answer> FindStrategies(CausalGraph graph, StrategiesQuestion question, CancellationToken cancellationToken);

    /// <summary>Are two sets of nodes separated?</summary>
    [Alias("separate")]
    Task<Answer> Separate(CausalGraph graph, SeparationQuestion question, CancellationToken cancellationToken);
}
