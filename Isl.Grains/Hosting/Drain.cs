using Isl.Grains.Answering;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Isl.Grains.Hosting;

/// <summary>
/// A process leaves in this order: it says that it is not ready; for a moment it still takes requests; then only those in flight go on; and what
/// is still computing when most of the time is over is handed back to its caller, who may ask again elsewhere.
/// </summary>
public sealed class Drain(
    IOptions<DrainOptions> options,
    IslSettings settings,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<Drain> logger,
    ComputeGate? gate = null) : IHostedLifecycleService
{
    private static readonly TimeSpan ClusterAnnouncement = TimeSpan.FromSeconds(1);
    private readonly TaskCompletionSource _stopped = new();
    private volatile bool _isStopping;

    /// <summary>True from the moment that the process was told to stop.</summary>
    public bool IsStopping => _isStopping || lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>In a cluster others send requests here, or look whether they may; an embedded service has nobody to tell.</summary>
    private TimeSpan Announcement =>
        options.Value.AnnounceSeconds is { } seconds ? TimeSpan.FromSeconds(seconds)
        : settings.IsCluster ? ClusterAnnouncement
        : TimeSpan.Zero;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        if (gate is not null)
        {
            _ = HandBackInTime(gate);
        }

        return Task.Delay(Announcement, time, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        _stopped.TrySetResult();
        return Task.CompletedTask;
    }

    private async Task HandBackInTime(ComputeGate jobs)
    {
        try
        {
            await _stopped.Task.WaitAsync(options.Value.ComputeTime, time);
        }
        catch (TimeoutException)
        {
            ClusterLog.HandingBack(logger, options.Value.ComputeTime.TotalSeconds);
            await jobs.HandBack();
        }
    }
}
