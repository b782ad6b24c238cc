using System.ComponentModel.DataAnnotations;

namespace Isl.Grains.Answering;

/// <summary>Settings of a silo's result cache; configuration section <c>Cache</c>.</summary>
public sealed class CacheOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Cache";

    /// <summary>Entries that fit (<c>CACHE_MAX_SIZE</c>).</summary>
    [Range(1, 10_000_000)]
    public int MaxSize { get; set; } = 500;

    /// <summary>Bytes that fit.</summary>
    [Range(1_000_000, 1_000_000_000_000)]
    public long MaxBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>Seconds an answer is held (<c>CACHE_TTL</c>).</summary>
    [Range(1, 31_536_000)]
    public double TimeToLiveSeconds { get; set; } = 1800;

    /// <summary>
    /// Seconds an answer is held that a simpler method gave or that time cut short: long enough to absorb a burst, short enough not to outlive its
    /// cause.
    /// </summary>
    [Range(0, 60)]
    public double DegradedTimeToLiveSeconds { get; set; } = 3;

    /// <summary>How long an answer is held.</summary>
    public TimeSpan TimeToLive(bool brief) => TimeSpan.FromSeconds(brief ? DegradedTimeToLiveSeconds : TimeToLiveSeconds);
}
