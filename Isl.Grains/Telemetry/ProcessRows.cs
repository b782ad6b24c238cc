using System.Collections.Immutable;

namespace Isl.Grains.Telemetry;

/// <summary>Rows about the process, under the names that other exporters use.</summary>
public static class ProcessRows
{
    /// <summary>What runs.</summary>
    public static MetricDefinition BuildInfo { get; } = new(
        "isl_build_info", MetricKind.Gauge, "1", "Always 1; its labels say what runs in this process", "when a process starts")
    {
        Labels =
        [
            new MetricLabel("version", "the version of the build: one a process"),
            new MetricLabel("role", "`embedded` (API and silo in one process), `api`, `silo`"),
        ],
    };

    /// <summary>Memory.</summary>
    public static MetricDefinition ResidentMemory { get; } = new(
        "process_resident_memory_bytes", MetricKind.Gauge, "By", "Memory of the process that is in RAM", "read at each scrape");

    /// <summary>Processor time.</summary>
    public static MetricDefinition CpuSeconds { get; } = new(
        "process_cpu_seconds_total", MetricKind.Counter, "s", "Processor time of the process, user and system", "read at each scrape");

    /// <summary>Start.</summary>
    public static MetricDefinition StartTime { get; } = new(
        "process_start_time_seconds", MetricKind.Gauge, "s", "When the process started, in seconds since 1970", "when a process starts");

    /// <summary>All rows.</summary>
    public static ImmutableArray<MetricDefinition> All { get; } = [BuildInfo, ResidentMemory, CpuSeconds, StartTime];
}
