using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Discovery.Searches;

/// <summary>How often edges that an algorithm finds are right.</summary>
/// <param name="Adjacency">Share of its edges that the true graph has, in either direction, where all resamples join them.</param>
/// <param name="Power">The power of the share of resamples by which that falls.</param>
/// <param name="Told">Share of the settled directions of true adjacencies that are right, where all resamples hold them.</param>
/// <param name="Open">The same of directions that are not settled.</param>
/// <remarks>
/// The constants were set on simulated data (<c>Isl.Bench calibration</c>, tuned seeds: 2–40 columns, 20–1,000 rows, noise of several shapes,
/// linear and other effects) so that they rather state too little than too much, and hold on other seeds: docs/FIGURES.md has the table. Nothing else
/// is known of a data set whose truth is not.
/// </remarks>
internal sealed record Reliability(double Adjacency, double Power, double Told, double Open)
{
    /// <summary>A direction that nothing settles.</summary>
    public const double Even = 0.5;

    /// <summary>Fewer rows a column than this are told.</summary>
    private const double FewRowsPerColumn = 5;

    /// <summary>Where the residual depends on the cause, a settled direction and an open one are right this often: mostly the reverse is.</summary>
    private const double RefutedTold = 0.3;
    private const double RefutedOpen = 0.2;

    /// <summary>Are the rows so few for the columns that edges are often wrong?</summary>
    public static bool HasFewRows(double rowsPerColumn) => rowsPerColumn < FewRowsPerColumn;

    /// <summary>That of an algorithm, with the shares of resamples or without.</summary>
    public static Reliability Of(DiscoveryAlgorithm algorithm, bool isResampled) => (algorithm, isResampled) switch
    {
        (DiscoveryAlgorithm.Boss, true) => new(0.95, 2, 0.93, Even),
        (DiscoveryAlgorithm.Boss, false) => new(0.78, 1, 0.88, Even),
        (DiscoveryAlgorithm.Ges, true) => new(0.9, 2, 0.8, Even),
        (DiscoveryAlgorithm.Ges, false) => new(0.68, 1, 0.8, Even),
        (DiscoveryAlgorithm.Pc, true) => new(0.95, 1, 0.88, Even),
        (DiscoveryAlgorithm.Pc, false) => new(0.88, 1, 0.8, Even),
        (DiscoveryAlgorithm.Lingam, true) => new(0.95, 3, 0.93, Even),
        (DiscoveryAlgorithm.Lingam, false) => new(0.8, 1, 0.93, 0.35),
        (DiscoveryAlgorithm.Notears, true) => new(0.88, 2, 0.93, 0.4),
        (DiscoveryAlgorithm.Notears, false) => new(0.72, 1, 0.98, 0.4),
        (DiscoveryAlgorithm.Dagma, true) => new(0.78, 2, 0.93, 0.3),
        (DiscoveryAlgorithm.Dagma, false) => new(0.65, 1, 0.98, 0.3),
        (_, true) => new(0.88, 1.5, 0.68, 0.45),
        _ => new(0.72, 1, 0.6, 0.45),
    };

    /// <summary>Probability that an edge is right, direction included.</summary>
    public double Probability(EdgeEvidence evidence)
    {
        var share = evidence.Joined > 0 ? Math.Clamp(evidence.Forward / evidence.Joined, 0, 1) : 0;
        var (told, open) = evidence.IsRefuted ? (RefutedTold, RefutedOpen) : (Told, Open);
        var direction = share <= Even ? open * share / Even : open + ((told - open) * (share - Even) / (1 - Even));
        return Adjacency * Math.Pow(evidence.Joined, Power) * RowFactor(evidence.RowsPerColumn) * direction;
    }

    /// <summary>What few rows leave: false edges come in where nearly anything can be fitted.</summary>
    private static double RowFactor(double rowsPerColumn) => rowsPerColumn switch
    {
        <= 1 => 0.2,
        < 2 => 0.35,
        < FewRowsPerColumn => 0.7,
        _ => 1,
    };
}
