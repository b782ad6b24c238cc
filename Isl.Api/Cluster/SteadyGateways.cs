using Orleans.Messaging;

namespace Isl.Api.Cluster;

/// <summary>The gateways that membership lists; where it lists none any more, those that it listed last.</summary>
/// <remarks>
/// A Redis that has lost its data lists nobody, and an Orleans client closes its connections to whatever is not listed. The silos are alive,
/// and put their rows back within a second or two; a gateway that is dead indeed refuses its connection.
/// </remarks>
internal sealed class SteadyGateways(IGatewayListProvider inner) : IGatewayListProvider
{
    private IList<Uri> _last = [];

    /// <inheritdoc/>
    public TimeSpan MaxStaleness => inner.MaxStaleness;

    /// <inheritdoc/>
    public bool IsUpdatable => true;

    /// <summary>Puts itself in front of the list that was registered.</summary>
    public static void Decorate(IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IGatewayListProvider));
        services.Remove(registered);
        services.AddSingleton<IGatewayListProvider>(provider => new SteadyGateways((IGatewayListProvider)(
            registered.ImplementationInstance
            ?? registered.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!))));
    }

    /// <inheritdoc/>
    public Task InitializeGatewayListProvider() => inner.InitializeGatewayListProvider();

    /// <inheritdoc/>
    public async Task<IList<Uri>> GetGateways()
    {
        var listed = await inner.GetGateways();
        if (listed.Count > 0)
        {
            _last = listed;
        }

        return _last;
    }
}
