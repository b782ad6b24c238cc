using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Isl.Grains.Hosting;

/// <summary>Traces begin with a request: what the processes ask each other in the background, every few hundred milliseconds, starts none.</summary>
internal sealed class RequestSampler : Sampler
{
    /// <inheritdoc/>
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) => new(
        samplingParameters.Kind == ActivityKind.Server ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);
}
