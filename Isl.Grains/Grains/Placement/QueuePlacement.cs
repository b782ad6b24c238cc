using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Isl.Grains.Grains.Placement;

/// <summary>Puts a grain where the least work waits: for grains whose silo computes what they are asked.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class QueuePlacementAttribute() : PlacementAttribute(new QueuePlacement());

/// <summary>The strategy of <see cref="QueuePlacementAttribute"/>.</summary>
public sealed class QueuePlacement : PlacementStrategy;

/// <summary>Chooses by the queues.</summary>
/// <remarks>Placement by processors and memory, which is Orleans' own, knows neither what waits nor what a silo was sent just now.</remarks>
internal sealed class QueuePlacementDirector(SiloQueues queues) : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(
            IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is { } hint ? hint
            : silos.Length == 1 ? silos[0]
            : queues.Choose(silos, target.GrainIdentity.GetUniformHashCode()));
    }
}

/// <summary>Placement by queues.</summary>
public static class QueuePlacementExtensions
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddQueuePlacement(this IServiceCollection services)
    {
        services.AddSingleton<SiloQueues>();
        services.AddPlacementDirector<QueuePlacement, QueuePlacementDirector>();
        return services;
    }
}
