using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Interfaces.Effects;

/// <summary>Effects in one data set; the key is its hash (see <see cref="Dataset.Hash"/>).</summary>
[Alias("isl.effect-grain")]
public interface IEffectGrain : ISubjectGrain
{
    /// <summary>How much does a treatment change an outcome?</summary>
    /// <param name="question">The question.</param>
    /// <param name="data">The data, gaps as NaN; null to ask without sending them.</param>
    /// <param name="cancellationToken">Leaves the computation; it stops when the last caller has left.</param>
    /// <returns>The answer, or null when it has to be computed and the grain does not hold the data: ask again with them.</returns>
    [Alias("estimate")]
    Task<Answer?> Estimate(EffectQuestion question, Dataset? data, CancellationToken cancellationToken);

    /// <summary>How much does it, over the graphs that the table suggests?</summary>
    /// <param name="question">The question.</param>
    /// <param name="data">The data, gaps as NaN; null to ask without sending them.</param>
    /// <param name="cancellationToken">Leaves the computation; it stops when the last caller has left.</param>
    /// <returns>The answer, or null when it has to be computed and the grain does not hold the data: ask again with them.</returns>
    [Alias("estimate-over-graphs")]
    Task<Answer?> EstimateOverGraphs(GraphEffectQuestion question, Dataset? data, CancellationToken cancellationToken);
}
