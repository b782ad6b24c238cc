using Microsoft.Extensions.Hosting;

namespace Isl.Grains.Hosting;

/// <summary>Waiting for a process to be there.</summary>
public static class LifetimeExtensions
{
    /// <summary>Completes when the process has started whole: a silo has joined its cluster, a client is connected.</summary>
    /// <exception cref="OperationCanceledException">The process stops before that.</exception>
    public static async Task WhenStarted(this IHostApplicationLifetime lifetime, CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var whenStarted = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stoppingToken);
    }
}
