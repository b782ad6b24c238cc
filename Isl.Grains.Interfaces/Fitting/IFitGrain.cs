using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Interfaces.Fitting;

/// <summary>Fits models to one data set; the key is its hash (see <see cref="Dataset.Hash"/>).</summary>
[Alias("isl.fit-grain")]
public interface IFitGrain : ISubjectGrain
{
    /// <summary>Which structural model do a graph and the table give?</summary>
    /// <param name="question">The question.</param>
    /// <param name="data">The data, gaps as NaN; null to ask without sending them.</param>
    /// <param name="cancellationToken">Leaves the computation; it stops when the last caller has left.</param>
    /// <returns>The answer, or null when it has to be computed and the grain does not hold the data: ask again with them.</returns>
    [Alias("fit")]
    Task<Answer?> Fit(FitQuestion question, Dataset? data, CancellationToken cancellationToken);
}
