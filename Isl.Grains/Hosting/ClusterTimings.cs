using System.ComponentModel.DataAnnotations;

namespace Isl.Grains.Hosting;

/// <summary>
/// How soon the processes of a cluster notice that another one is gone, and what they do until then; configuration section <c>Cluster</c>.
/// The reasons and what each fault costs stand in docs/CLUSTER.md.
/// </summary>
public sealed class ClusterTimings
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Cluster";

    /// <summary>
    /// First time-out of a silo's probe of another. Orleans adapts it to the answers it measures, between the next two; it starts with the least, so
    /// that a crash in a silo's first seconds is noticed as soon as any other.
    /// </summary>
    [Range(0.1, 60)]
    public double ProbeSeconds { get; set; } = 0.8;

    /// <summary>Least time-out of a probe: with <see cref="MissedProbes"/> it says how soon a crash is noticed while the cluster is well.</summary>
    [Range(0.1, 60)]
    public double LeastProbeSeconds { get; set; } = 0.8;

    /// <summary>Greatest time-out of a probe: how long a machine that is short of time may be slow before it is thought dead.</summary>
    [Range(0.1, 600)]
    public double MostProbeSeconds { get; set; } = 3;

    /// <summary>Probes in a row that must be missed before a silo votes another dead; fewer would evict silos for a pause of the collector.</summary>
    [Range(1, 100)]
    public int MissedProbes { get; set; } = 3;

    /// <summary>Seconds between two readings of the membership table, for a silo that missed the gossip of a change.</summary>
    [Range(1, 3600)]
    public double TableRefreshSeconds { get; set; } = 10;

    /// <summary>Seconds between two entries of a silo in the membership table that it is alive.</summary>
    [Range(1, 3600)]
    public double AliveSeconds { get; set; } = 5;

    /// <summary>
    /// Such entries that may be missing before a silo's row is stale. Together they say how long a cluster that was ended all at once waits
    /// for its dead predecessors when it starts again, and how long Redis may be silent without any row going stale.
    /// </summary>
    [Range(1, 1000)]
    public int MissedAlive { get; set; } = 8;

    /// <summary>Seconds between two readings of the list of gateways by an API: a hung silo is asked until it has left that list.</summary>
    [Range(0.1, 600)]
    public double GatewayRefreshSeconds { get; set; } = 1;

    /// <summary>
    /// Seconds without an answer after which an API asks a grain again, beside the first call: a client is not told that a silo died, so the
    /// first call may wait for nothing. Grains let equal questions share a computation, so that asking twice costs a message.
    /// </summary>
    [Range(0.1, 600)]
    public double AskAgainSeconds { get; set; } = 0.9;

    /// <summary>Seconds before a refused call is repeated, at first; doubled with each refusal.</summary>
    [Range(0.001, 60)]
    public double FirstBackOffSeconds { get; set; } = 0.1;

    /// <summary>The most of these: a dead silo's subjects are refused until its death is noticed, and a longer pause would add to that.</summary>
    [Range(0.001, 60)]
    public double MostBackOffSeconds { get; set; } = 0.7;

    /// <summary>
    /// Seconds between two looks of a silo at the membership table in Redis: it puts back what Redis lost, before any process draws conclusions.
    /// </summary>
    [Range(0.1, 600)]
    public double KeeperSeconds { get; set; } = 1;

    /// <summary>Seconds that <c>/health</c> and <c>/cache/stats</c> wait before they answer from what this process last knew.</summary>
    [Range(0.05, 60)]
    public double ReportPatienceSeconds { get; set; } = 0.5;
}
