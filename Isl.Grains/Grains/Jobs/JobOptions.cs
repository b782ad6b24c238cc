using System.ComponentModel.DataAnnotations;

namespace Isl.Grains.Grains.Jobs;

/// <summary>Settings of jobs; configuration section <c>Jobs</c>.</summary>
public sealed class JobOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Jobs";

    /// <summary>Jobs of one caller that may be open at one time.</summary>
    [Range(1, 100_000)]
    public int MostPerCaller { get; set; } = 16;

    /// <summary>Jobs that are kept in all, open or ended.</summary>
    [Range(1, 1_000_000)]
    public int MostKept { get; set; } = 1000;

    /// <summary>Bytes of questions and answers that are kept in all.</summary>
    [Range(1_000, 1_000_000_000_000)]
    public long MaxBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>Seconds that a job is kept after its end; an open one that nobody goes on with is forgotten as long after its start.</summary>
    [Range(1, 31_536_000)]
    public double KeepSeconds { get; set; } = 3600;

    /// <summary>Seconds of silence after which a worker is thought dead, and another one goes on with its jobs.</summary>
    [Range(0.5, 600)]
    public double LeaseSeconds { get; set; } = 4;

    /// <summary>How long a job is kept.</summary>
    public TimeSpan Keep => TimeSpan.FromSeconds(KeepSeconds);

    /// <summary>How long a worker may be silent.</summary>
    public TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);
}
