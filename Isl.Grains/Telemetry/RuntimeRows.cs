using System.Collections.Immutable;

namespace Isl.Grains.Telemetry;

/// <summary>Rows about the .NET runtime; instruments of the meter <c>System.Runtime</c>, under their OpenTelemetry names.</summary>
public static class RuntimeRows
{
    private const string MeterName = "System.Runtime";
    private const string AtScrape = "read at each scrape";

    private static readonly MetricLabel Generation = new("generation", "`gen0`, `gen1`, `gen2`, `loh`, `poh`", "gc.heap.generation");

    /// <summary>All rows.</summary>
    public static ImmutableArray<MetricDefinition> All { get; } =
    [
        Row("dotnet_gc_collections_total", "dotnet.gc.collections", MetricKind.Counter, "{collection}", "Garbage collections", Generation),
        Row("dotnet_gc_pause_seconds_total", "dotnet.gc.pause.time", MetricKind.Counter, "s", "Time the process stood still for collections"),
        Row("dotnet_gc_allocated_bytes_total", "dotnet.gc.heap.total_allocated", MetricKind.Counter, "By", "Bytes allocated on the managed heap"),
        Row("dotnet_gc_heap_bytes", "dotnet.gc.last_collection.heap.size", MetricKind.Gauge, "By", "Heap after the last collection", Generation),
        Row(
            "dotnet_gc_committed_bytes",
            "dotnet.gc.last_collection.memory.committed_size",
            MetricKind.Gauge,
            "By",
            "Memory that the collector holds, after the last collection"),
        Row("dotnet_thread_pool_threads", "dotnet.thread_pool.thread.count", MetricKind.Gauge, "{thread}", "Threads of the thread pool"),
        Row("dotnet_thread_pool_queue_length", "dotnet.thread_pool.queue.length", MetricKind.Gauge, "{item}", "Items that wait for a pool thread"),
        Row("dotnet_thread_pool_items_total", "dotnet.thread_pool.work_item.count", MetricKind.Counter, "{item}", "Items that pool threads have run"),
        Row(
            "dotnet_lock_contentions_total", "dotnet.monitor.lock_contentions", MetricKind.Counter, "{contention}",
            "Times a thread waited for a lock"),
        Row("dotnet_exceptions_total", "dotnet.exceptions", MetricKind.Counter, "{exception}", "Exceptions thrown, caught ones included") with
        {
            Moves = "when an exception is thrown",
        },
    ];

    private static MetricDefinition Row(
        string name,
        string instrument,
        MetricKind kind,
        string unit,
        string help,
        params ImmutableArray<MetricLabel> labels) =>
        new(name, kind, unit, help, AtScrape) { Meter = MeterName, LibraryInstrument = instrument, Labels = labels };
}
