using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Interfaces.Profiling;

/// <summary>Describes one data set; the key is its hash (see <see cref="Dataset.Hash"/>).</summary>
[Alias("isl.profile-grain")]
public interface IProfileGrain : ISubjectGrain
{
    /// <summary>What stands in the table?</summary>
    /// <param name="question">The question.</param>
    /// <param name="data">The data, gaps as NaN; null to ask without sending them.</param>
    /// <param name="cancellationToken">Leaves the computation; it stops when the last caller has left.</param>
    /// <returns>The answer, or null when it has to be computed and the grain does not hold the data: ask again with them.</returns>
    [Alias("profile")]
    Task<Answer?> Profile(ProfileQuestion question, Dataset? data, CancellationToken cancellationToken);
}
