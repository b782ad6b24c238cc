using Isl.Grains.Hosting;

namespace Isl.Api.Cluster;

/// <summary>This API's connection to the gateways of its cluster; nothing to speak of in a process with a silo of its own.</summary>
public sealed class ClusterConnection(IslSettings settings, RedisLink? link = null) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);
    private int _gateways;
    private volatile bool _hasJoined = !settings.IsCluster;

    /// <summary>Gateways this API is connected to; 0 in a process with a silo of its own.</summary>
    public int Gateways => Volatile.Read(ref _gateways);

    /// <summary>False until the first gateway was reached: no grain can be called before.</summary>
    public bool HasJoined => _hasJoined;

    /// <summary>Why no gateway is connected; null when one is, or none is needed.</summary>
    public string? Trouble =>
        !settings.IsCluster || Gateways > 0 ? null
        : _hasJoined ? "No silo of the cluster can be reached."
        : link is { HasAnswered: false } ? "Redis does not answer, so the cluster cannot be found. This API joins it when Redis answers."
        : "No silo has joined the cluster yet.";

    /// <summary>Takes in how many gateways are connected now.</summary>
    public void OnGatewayCountChanged(object? sender, GatewayCountChangedEventArgs change)
    {
        Volatile.Write(ref _gateways, change.NumberOfConnectedGateways);
        _hasJoined |= change.NumberOfConnectedGateways > 0;
    }

    /// <summary>Tries for ever to join the cluster.</summary>
    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        await Task.Delay(RetryDelay, cancellationToken);
        return true;
    }
}
