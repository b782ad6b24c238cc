namespace Isl.Grains.Discovery.Searches;

/// <summary>What speaks for an edge of an answer.</summary>
/// <param name="Joined">Share of the resamples that join its ends; 1 without resamples.</param>
/// <param name="Forward">Share that hold its direction, one that is not settled counted half; never more than <paramref name="Joined"/>.</param>
/// <param name="IsRefuted">The residual of the effect depends on the cause.</param>
/// <param name="RowsPerColumn">Rows divided by columns.</param>
internal readonly record struct EdgeEvidence(double Joined, double Forward, bool IsRefuted, double RowsPerColumn);
