using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Interfaces.Attribution;

/// <summary>Explains changes from one data set to others; the key is its hash (see <see cref="Dataset.Hash"/>).</summary>
[Alias("isl.change-grain")]
public interface IChangeGrain : ISubjectGrain
{
    /// <summary>What explains the difference between the table and another one?</summary>
    /// <param name="question">The question.</param>
    /// <param name="before">The table; null to ask without sending it.</param>
    /// <param name="after">The other table, sent along with the first.</param>
    /// <param name="cancellationToken">Leaves the computation; it stops when the last caller has left.</param>
    /// <returns>The answer, or null when it has to be computed and the tables were not sent: ask again with them.</returns>
    [Alias("explain-change")]
    Task<Answer?> ExplainChange(ChangeQuestion question, Dataset? before, Dataset? after, CancellationToken cancellationToken);
}

/// <summary>Explains outliers of one structural model; the key is its hash.</summary>
[Alias("isl.outlier-grain")]
public interface IOutlierGrain : ISubjectGrain
{
    /// <summary>Which noises make a case extreme?</summary>
    [Alias("explain-outlier")]
    Task<Answer> ExplainOutlier(StructuralModel model, OutlierQuestion question, CancellationToken cancellationToken);
}
