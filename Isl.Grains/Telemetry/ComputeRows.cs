using System.Collections.Immutable;

namespace Isl.Grains.Telemetry;

/// <summary>Rows about the compute gate: waiting and computing told apart.</summary>
public static class ComputeRows
{
    private static readonly MetricLabel Operation = new("operation", "the methods' names in the code, such as `identify` and `discover_pc`");
    private static readonly MetricLabel Lane = new("lane", "`quick`, `slow`");

    /// <summary>Jobs waiting.</summary>
    public static MetricDefinition QueueDepth { get; } = new(
        "isl_compute_queue_depth",
        MetricKind.Gauge,
        "{job}",
        "Jobs waiting for a compute slot of this process's silo",
        "when a job starts and stops waiting; an operation appears with its first job")
    {
        Home = MetricHome.Silo,
        Labels = [Operation],
    };

    /// <summary>Time waiting.</summary>
    public static MetricDefinition QueueSeconds { get; } = new(
        "isl_compute_queue_seconds", MetricKind.Histogram, "s", "Time that a job waited for a compute slot", "when a job gets its slot")
    {
        Home = MetricHome.Silo,
        Labels = [Operation],
        Buckets = DurationBuckets.All,
    };

    /// <summary>Time computing.</summary>
    public static MetricDefinition Duration { get; } = new(
        "isl_compute_duration_seconds", MetricKind.Histogram, "s", "Time that a job computed, waiting not included", "when a job ends")
    {
        Home = MetricHome.Silo,
        Labels = [Operation],
        Buckets = DurationBuckets.All,
    };

    /// <summary>Jobs refused.</summary>
    public static MetricDefinition Refused { get; } = new(
        "isl_compute_refused_total",
        MetricKind.Counter,
        "{job}",
        "Jobs refused for load, at once or after waiting in vain; a refused question is answered 503 with Retry-After",
        "when a job is refused")
    {
        Home = MetricHome.Silo,
        Labels = [Operation],
    };

    /// <summary>Slots taken.</summary>
    public static MetricDefinition Running { get; } = new(
        "isl_compute_running", MetricKind.Gauge, "{job}", "Jobs computing: compute slots in use", "when a job gets its slot and when it ends")
    {
        Home = MetricHome.Silo,
        Labels = [Lane],
    };

    /// <summary>Slots.</summary>
    public static MetricDefinition Slots { get; } = new(
        "isl_compute_slots", MetricKind.Gauge, "{slot}", "Compute slots of this process's silo (ISL_COMPUTE_SLOTS)", "never")
    {
        Home = MetricHome.Silo,
        Labels = [Lane],
    };

    /// <summary>Time a new job would wait.</summary>
    public static MetricDefinition ExpectedWait { get; } = new(
        "isl_compute_expected_wait_seconds",
        MetricKind.Gauge,
        "s",
        "Time that a new job would wait for a compute slot of this process's silo: what an autoscaler goes by",
        "twice a second")
    {
        Home = MetricHome.Silo,
        Labels = [Lane],
    };

    /// <summary>Work let in.</summary>
    public static MetricDefinition InFlight { get; } = new(
        "isl_compute_in_flight_seconds",
        MetricKind.Gauge,
        "s",
        "Work that is let in and not done yet, in expected seconds of one slot, running and waiting",
        "twice a second")
    {
        Home = MetricHome.Silo,
        Labels = [Lane],
    };

    /// <summary>Share of slots taken.</summary>
    public static MetricDefinition Utilization { get; } = new(
        "isl_compute_utilization", MetricKind.Gauge, "1", "Share of the compute slots that is taken, 0 to 1", "twice a second")
    {
        Home = MetricHome.Silo,
        Labels = [Lane],
    };

    /// <summary>All rows.</summary>
    public static ImmutableArray<MetricDefinition> All { get; } =
        [QueueDepth, QueueSeconds, Duration, Refused, Running, Slots, ExpectedWait, InFlight, Utilization];
}
