using Isl.Grains.Answering;
using Isl.Grains.Resilience;
using Microsoft.Extensions.Options;

namespace Isl.Grains.Hosting;

/// <summary>What the API may know of the engine's options: they stand beside what they are about, and this is the view from outside.</summary>
public sealed class EngineSettings(IOptions<CacheOptions> cache, IOptions<ComputeOptions> compute, IOptions<ResilienceOptions> resilience)
{
    /// <summary>How long a request may take in all (<c>REQUEST_TIMEOUT_SECONDS</c>).</summary>
    public TimeSpan RequestTimeout => TimeSpan.FromSeconds(compute.Value.RequestTimeoutSeconds);

    /// <summary>Every option of the engine, to be compared with another process's; holds no secret.</summary>
    public object All => new { Cache = cache.Value, Compute = compute.Value, Resilience = resilience.Value };
}
