using System.ComponentModel.DataAnnotations;

namespace Isl.Api.Front;

/// <summary>Settings of the front cache; configuration section <c>FrontCache</c>.</summary>
public sealed class FrontCacheOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "FrontCache";

    /// <summary>Largest body whose answer is held; larger ones are rare, and reading them is not what they cost.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    /// <summary>Bytes of questions and answers held; 0 switches the front cache off.</summary>
    [Range(0, 1_000_000_000_000)]
    public long MaxBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Seconds for which an answer is given without asking for it. Then one request asks, while the others are answered for as long again at most:
    /// twice this is the longest that what was dropped elsewhere is still given.
    /// </summary>
    [Range(0.01, 60)]
    public double LeaseSeconds { get; set; } = 1;
}
