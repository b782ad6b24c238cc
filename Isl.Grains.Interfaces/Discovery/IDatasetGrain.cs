using Isl.Grains.Interfaces.Answering;

namespace Isl.Grains.Interfaces.Discovery;

/// <summary>Questions about one data set; the key is its hash (see <see cref="Dataset.Hash"/>).</summary>
[Alias("isl.dataset-grain")]
public interface IDatasetGrain : ISubjectGrain
{
    /// <summary>Which causal graph do the data suggest?</summary>
    /// <param name="question">The question.</param>
    /// <param name="data">The data; null to ask without sending them.</param>
    /// <param name="cancellationToken">Leaves the computation; it stops when the last caller has left.</param>
    /// <returns>The answer, or null when it has to be computed and the grain does not hold the data: ask again with them.</returns>
    [Alias("discover.v2")]
    Task<Answer?> Discover(DiscoveryQuestion question, Dataset? data, CancellationToken cancellationToken);

    /// <summary>
    /// Which causal graph do sentences describe? The key is the hash of the question (see <see cref="KnowledgeSubject"/>); no data are needed.
    /// </summary>
    [Alias("read-knowledge")]
    Task<Answer> ReadKnowledge(KnowledgeQuestion question, CancellationToken cancellationToken);

    /// <summary>The data while the grain holds them, else null: for workers of other silos, each of which takes them once.</summary>
    [Alias("get-data"), ResponseTimeout("00:00:30")]
    Task<Dataset?> GetData(CancellationToken cancellationToken);
}
