using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Discovery.Calibration;

/// <summary>How often edges that an algorithm finds are right.</summary>
/// <param name="Adjacency">Share of its edges that the true graph has, in either direction.</param>
/// <param name="Direction">Share of the settled directions of such edges that are right.</param>
internal sealed record Reliability(double Adjacency, double Direction)
{
    /// <summary>A direction that nothing settles.</summary>
    public const double Open = 0.5;

    /// <summary>Fewer rows a column than this are told.</summary>
    private const double FewRowsPerColumn = 5;

    /// <summary>Are the rows so few for the columns that edges are often wrong?</summary>
    public static bool HasFewRows(double rowsPerColumn) => rowsPerColumn < FewRowsPerColumn;

    /// <summary>That of an algorithm.</summary>
    public static Reliability Of(DiscoveryAlgorithm algorithm, bool isResampled) => (algorithm, isResampled) switch
    {
        _ => new(0.9, 0.85),
    };

    /// <summary>Probability that an edge is right, direction included.</summary>
    public double Probability(EdgeEvidence evidence)
    {
        var told = evidence.Joined > 0 ? Math.Clamp(evidence.Forward / evidence.Joined, 0, 1) : 0;
        var direction = told <= Open ? told : Open + ((Direction - Open) * (told - Open) / (1 - Open));
        return Adjacency * evidence.Joined * direction;
    }
}
