using System.ComponentModel.DataAnnotations;

namespace Isl.Api.Requests;

/// <summary>How large a request body may be, and how slowly it may arrive; configuration section <c>BodyLimits</c>.</summary>
public sealed class BodyLimits
{
    /// <summary>Configuration section.</summary>
    public const string Section = "BodyLimits";

    /// <summary>Most bytes of a body; a larger one is answered with status 413.</summary>
    [Range(1024, 1 << 30)]
    public long MaxBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Least bytes a second of a body under way, on average; a slower one is answered with status 408.</summary>
    [Range(1, 1_000_000)]
    public double MinBytesPerSecond { get; set; } = 240;

    /// <summary>Seconds before that rate is looked at.</summary>
    [Range(1.1, 3600)]
    public double GraceSeconds { get; set; } = 5;
}
