using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Counterfactuals;

/// <summary>Has its silo make some chunks of a large simulation; the key is of one use, so that the parts spread over the silos.</summary>
[Alias("isl.simulation-worker-grain")]
public interface ISimulationPartGrain : IGrainWithStringKey
{
    /// <summary>Makes consecutive chunks.</summary>
    /// <param name="specification">The simulation.</param>
    /// <param name="first">Index of the first chunk.</param>
    /// <param name="count">Number of chunks.</param>
    /// <param name="budgetSeconds">Time they may take; chunks that do not fit are left out.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The chunks made, in order.</returns>
    [Alias("run")]
    Task<ImmutableArray<ChunkResult>> Run(
        SimulationSpec specification,
        int first,
        int count,
        double budgetSeconds,
        CancellationToken cancellationToken);
}
