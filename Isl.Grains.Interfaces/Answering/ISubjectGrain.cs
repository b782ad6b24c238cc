namespace Isl.Grains.Interfaces.Answering;

/// <summary>What the grains of graphs, data sets and models have in common: they hold answers.</summary>
[Alias("isl.subject")]
public interface ISubjectGrain : IGrainWithStringKey
{
    /// <summary>The answer held under this address, or null.</summary>
    [Alias("find")]
    Task<Answer?> Find(ResultId id, CancellationToken cancellationToken);
}
