namespace Isl.Grains.Interfaces.Discovery;

/// <summary>How a graph is sought in data.</summary>
/// <remarks>What callers see of each beside its place here stands in <see cref="AlgorithmOptions"/>.</remarks>
public enum DiscoveryAlgorithm
{
    /// <summary>NOTEARS: a linear model without cycles, by continuous optimisation.</summary>
    Notears,

    /// <summary>Skeleton by correlations, directions by conditional independence and prior knowledge.</summary>
    Correlation,

    /// <summary>PC-stable: tests of conditional independence.</summary>
    Pc,

    /// <summary>Greedy equivalence search by BIC.</summary>
    Ges,

    /// <summary>DirectLiNGAM: directions from non-Gaussian noise.</summary>
    Lingam,

    /// <summary>DAGMA: a linear model without cycles, by a log-determinant barrier.</summary>
    Dagma,

    /// <summary>Whichever of the others the data call for.</summary>
    Auto,

    /// <summary>Best order score search: the order of the variables whose best graph has the best BIC.</summary>
    Boss,
}
