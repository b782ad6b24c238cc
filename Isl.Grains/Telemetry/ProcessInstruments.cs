using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Isl.Grains.Telemetry;

/// <summary>Instruments that read the process when they are asked.</summary>
/// <remarks>Counting open files is not among them: it costs more than the rest of a scrape.</remarks>
internal static class ProcessInstruments
{
    /// <summary>Makes them; the meter keeps them.</summary>
    public static void Create(Meter meter)
    {
        var started = StartTime();
        meter.CreateObservableGauge(
            ProcessRows.ResidentMemory.Instrument,
            () => Environment.WorkingSet,
            ProcessRows.ResidentMemory.Unit,
            ProcessRows.ResidentMemory.Help);
        meter.CreateObservableCounter(
            ProcessRows.CpuSeconds.Instrument,
            () => Environment.CpuUsage.TotalTime.TotalSeconds,
            ProcessRows.CpuSeconds.Unit,
            ProcessRows.CpuSeconds.Help);
        meter.CreateObservableGauge(ProcessRows.StartTime.Instrument, () => started, ProcessRows.StartTime.Unit, ProcessRows.StartTime.Help);
    }

    private static double StartTime()
    {
        using var process = Process.GetCurrentProcess();
        return (process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds;
    }
}
