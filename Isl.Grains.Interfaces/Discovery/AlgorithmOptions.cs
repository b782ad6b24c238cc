using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Discovery;

/// <summary>What callers see of an algorithm: its name on the wire, and the options it has unless they say otherwise.</summary>
/// <param name="Algorithm">The algorithm.</param>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Title">Its name in sentences.</param>
/// <param name="Threshold">Least absolute weight of an edge; null where the algorithm that runs decides, or where there is none.</param>
/// <param name="Lambda1">Weight of the L1 penalty; null likewise.</param>
/// <remarks>
/// These values are part of a question's canonical form, and so of its address. That is why pc, ges, lingam and correlation keep values that
/// they do not read; an algorithm that comes new gives null for what it has no use for.
/// </remarks>
public sealed record AlgorithmOptions(DiscoveryAlgorithm Algorithm, string Name, string Title, double? Threshold, double? Lambda1)
{
    /// <summary>Does it make tests that can each leave out rows of their own, so that rows with missing values may stay?</summary>
    public bool TakesGaps { get; private init; }

    /// <summary>Does it seek a graph by itself, and the same way in every resample?</summary>
    public bool SeeksByItself { get; private init; } = true;

    /// <summary>All algorithms, in the order in which they are listed to callers.</summary>
    public static ImmutableArray<AlgorithmOptions> All { get; } =
    [
        new(DiscoveryAlgorithm.Notears, "notears", "NOTEARS", DiscoveryDefaults.Threshold, DiscoveryDefaults.Lambda1),
        new(DiscoveryAlgorithm.Pc, "pc", "PC", DiscoveryDefaults.Threshold, DiscoveryDefaults.Lambda1) { TakesGaps = true },
        new(DiscoveryAlgorithm.Ges, "ges", "GES", DiscoveryDefaults.Threshold, DiscoveryDefaults.Lambda1),
        new(DiscoveryAlgorithm.Lingam, "lingam", "DirectLiNGAM", null, DiscoveryDefaults.Lambda1),
        new(DiscoveryAlgorithm.Dagma, "dagma", "DAGMA", DiscoveryDefaults.Threshold, DiscoveryDefaults.DagmaLambda1),
        new(DiscoveryAlgorithm.Correlation, "correlation", "the correlation method", DiscoveryDefaults.Threshold, DiscoveryDefaults.Lambda1)
        {
            SeeksByItself = false,
        },
        new(DiscoveryAlgorithm.Boss, "boss", "BOSS", null, null),
        new(DiscoveryAlgorithm.Auto, "auto", "auto", null, null) { SeeksByItself = false },
    ];

    /// <summary>The options of an algorithm.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has no line in <see cref="All"/>.</exception>
    public static AlgorithmOptions Of(DiscoveryAlgorithm algorithm) =>
        All.FirstOrDefault(options => options.Algorithm == algorithm)
        ?? throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "No options stand for this algorithm.");
}
