using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Errors;
using Orleans.Runtime.Messaging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Isl.Api.Cluster;

/// <summary>The one place where grain calls are retried: bounded, with backoff and jitter, under one deadline.</summary>
/// <remarks>
/// Answers are functions of their questions, so a call may be repeated. After a silo's crash calls to its grains are refused for some ten
/// seconds; the retries outlive that, as far as the deadline allows. A call that timed out has spent the deadline and is not repeated.
/// </remarks>
public sealed class GrainCallPolicy
{
    /// <summary>What the caller waits beyond the request time-out, for a fallback that is on its way.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly ResiliencePipeline _pipeline;

    /// <summary>Makes the policy from the request time-out.</summary>
    public GrainCallPolicy(EngineSettings settings, TimeProvider time) =>
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(settings.RequestTimeout + Grace)
            .AddRetry(
                new RetryStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder()
                        .Handle<OrleansMessageRejectionException>()
                        .Handle<ConnectionFailedException>()
                        .Handle<GatewayTooBusyException>(),
                    MaxRetryAttempts = 8,
                    BackoffType = DelayBackoffType.Exponential,
                    Delay = TimeSpan.FromMilliseconds(200),
                    MaxDelay = TimeSpan.FromSeconds(4),
                    UseJitter = true,
                })
            .Build();

    /// <summary>Calls a grain.</summary>
    /// <exception cref="IslException"><see cref="ErrorCode.DeadlineExceeded"/> when the deadline passed.</exception>
    public async Task<T> Call<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async token => await call(token), cancellationToken);
        }
        catch (TimeoutRejectedException e)
        {
            throw new IslException(ErrorCode.DeadlineExceeded, $"There was no answer within {e.Timeout.TotalSeconds:0.#} s.", e);
        }
    }
}
