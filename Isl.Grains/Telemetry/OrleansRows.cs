using System.Collections.Immutable;

namespace Isl.Grains.Telemetry;

/// <summary>Rows about the cluster; instruments of the meter <c>Microsoft.Orleans</c>.</summary>
/// <remarks>
/// A choice: what an operator acts on. Left out on purpose is <c>orleans-directory-cache-size</c>, which walks a million preallocated slots at
/// each reading. Names differ between versions of Orleans; a test finds a row whose instrument is gone.
/// </remarks>
public static class OrleansRows
{
    private const string MeterName = "Microsoft.Orleans";
    private const double SecondsPerMillisecond = 0.001;
    private const string AtScrape = "read at each scrape";

    private static readonly MetricLabel GrainType = new("grain_type", "the grain classes of the service and of Orleans");

    /// <summary>All rows.</summary>
    public static ImmutableArray<MetricDefinition> All { get; } =
    [
        Gauge("orleans_catalog_activations", "orleans-catalog-activations", "{grain}", "Grains in memory", GrainType),
        Count("orleans_catalog_activations_created_total", "orleans-catalog-activation-created", "{grain}", "Grains activated"),
        Count("orleans_catalog_activations_destroyed_total", "orleans-catalog-activation-destroyed", "{grain}", "Grains deactivated"),
        Gauge("orleans_silos", "orleans-consistent-ring-size", "{silo}", "Silos of the cluster as this one sees it"),
        Gauge("orleans_gateway_connected_clients", "orleans-gateway-connected-clients", "{client}", "API processes connected to this silo"),
        Gauge("orleans_client_connected_gateways", "orleans-client-connected-gateways", "{silo}", "Silos that this API process is connected to") with
        {
            Home = MetricHome.Api,
        },
        new(
            "orleans_grain_call_duration_seconds",
            MetricKind.Histogram,
            "s",
            "Time from sending a call to a grain until its answer, waiting and computing included",
            "when a call to a grain is answered")
        {
            Meter = MeterName,
            LibraryInstrument = "orleans-app-requests-latency",
            Factor = SecondsPerMillisecond,
            Buckets = DurationBuckets.Coarse,
        },
        Count("orleans_grain_calls_timed_out_total", "orleans-app-requests-timedout", "{call}", "Calls to grains that were not answered in time") with
        {
            Home = MetricHome.Every,
        },
        Count("orleans_long_turns_total", "orleans-scheduler-long-running-turns", "{turn}", "Turns that held a grain for too long"),
        Count("orleans_messages_failed_total", "orleans-messaging-sent-failed", "{message}", "Messages that could not be sent"),
        Count("orleans_messages_dropped_total", "orleans-messaging-sent-dropped", "{message}", "Messages dropped before sending"),
        Count("orleans_messages_expired_total", "orleans-messaging-expired", "{message}", "Messages that were too old to be worth handling"),
        Count("orleans_messages_rejected_total", "orleans-messaging-rejected", "{message}", "Messages that a silo refused"),
        Count("orleans_messages_rerouted_total", "orleans-messaging-rerouted", "{message}", "Messages sent on because a grain had moved"),
        Count("orleans_probes_missed_total", "orleans-messaging-pings-reply-missed", "{probe}", "Probes that another silo did not answer"),
        Count("orleans_storage_write_errors_total", "orleans-storage-write-errors", "{call}", "Writes of grain state that failed"),
    ];

    private static MetricDefinition Gauge(string name, string instrument, string unit, string help, params ImmutableArray<MetricLabel> labels) =>
        Row(name, instrument, MetricKind.Gauge, unit, help, AtScrape) with { Labels = labels };

    private static MetricDefinition Count(string name, string instrument, string unit, string help) =>
        Row(name, instrument, MetricKind.Counter, unit, help, "when it happens");

    private static MetricDefinition Row(string name, string instrument, MetricKind kind, string unit, string help, string moves) =>
        new(name, kind, unit, help, moves) { Meter = MeterName, LibraryInstrument = instrument, Home = MetricHome.Silo };
}
