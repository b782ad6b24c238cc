using Isl.Api.Requests;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Errors;
using Microsoft.Extensions.Options;

namespace Isl.Api.Cluster;

/// <summary>The one place where grain calls are repeated, under one deadline.</summary>
/// <remarks>
/// Answers are functions of their questions, so a call may be repeated. Until a silo's death is noticed, calls to its grains are refused or
/// not answered at all; the repeats outlive that. In a process with a silo of its own nothing can be lost on the way, and silence means work.
/// </remarks>
public sealed class GrainCallPolicy(
    EngineSettings engine, IOptions<ClusterTimings> timings, IslSettings settings, ReadingTurns turns, TimeProvider time)
{
    /// <summary>What the caller waits beyond the request time-out, for a fallback that is on its way.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Calls a grain.</summary>
    /// <exception cref="IslException"><see cref="ErrorCode.DeadlineExceeded"/> when the deadline passed.</exception>
    /// <exception cref="SiloUnavailableException">The deadline passed, and the cluster had refused the call.</exception>
    public async Task<T> Call<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var patience = engine.RequestTimeout + Grace;
        using var late = new CancellationTokenSource(patience, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await new HedgedCall<T>(call, timings.Value, settings.IsCluster, time).Run(end.Token);
        }
        catch (IslException e) when (e.Code == ErrorCode.Overloaded)
        {
            turns.Refused(RequestContext.Get(CallerCallFilter.CallerKey) as string ?? "", e.RetryAfter);
            throw;
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new IslException(ErrorCode.DeadlineExceeded, $"There was no answer within {patience.TotalSeconds:0.#} s.", e);
        }
    }
}
