using System.ComponentModel.DataAnnotations;

namespace Isl.Grains.Hosting;

/// <summary>How a process leaves; configuration section <c>Drain</c>.</summary>
public sealed class DrainOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Drain";

    /// <summary>Part of the time after which computations are handed back: what is left is for their callers to be told.</summary>
    private const double ComputeShare = 0.8;

    /// <summary>Seconds in which a process that is told to stop finishes what it has begun (<c>ISL_DRAIN_SECONDS</c>).</summary>
    [Range(1, 3600)]
    public double Seconds { get; set; } = 30;

    /// <summary>
    /// Seconds for which a process goes on taking requests while it already says that it is not ready, so that whoever spreads requests looks
    /// elsewhere in time, and whoever watches sees why it goes; by default 1 in a cluster and 0 in an embedded service.
    /// </summary>
    [Range(0, 600)]
    public double? AnnounceSeconds { get; set; }

    /// <summary>How long computations may go on.</summary>
    public TimeSpan ComputeTime => TimeSpan.FromSeconds(Seconds * ComputeShare);
}
