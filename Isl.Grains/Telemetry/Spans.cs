using System.Diagnostics;

namespace Isl.Grains.Telemetry;

/// <summary>The spans of a trace that are ours, beside those of ASP.NET Core and of Orleans' calls; they cost nothing where nobody listens.</summary>
public static class Spans
{
    /// <summary>Name of the source, for who subscribes to it.</summary>
    public const string SourceName = "Isl";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins the span of a job on a silo's processor, queue included.</summary>
    /// <param name="operation">The metrics' label of the job.</param>
    public static Activity? Compute(string operation) => Source.StartActivity("compute")?.SetTag("isl.operation", operation);

    /// <summary>Begins the span of a call to the shared store.</summary>
    /// <param name="call"><c>find</c> or <c>keep</c>.</param>
    public static Activity? Store(string call) => Source.StartActivity($"store {call}", ActivityKind.Client)?.SetTag("db.system.name", "redis");

    /// <summary>Says how long a job waited for its slot.</summary>
    public static void Waited(this Activity? span, TimeSpan queued) => span?.SetTag("isl.queue_seconds", queued.TotalSeconds);
}
