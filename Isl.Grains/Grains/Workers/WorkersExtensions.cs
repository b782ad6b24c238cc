using Isl.Grains.Answering;
using Isl.Grains.Counterfactuals;
using Microsoft.Extensions.DependencyInjection;

namespace Isl.Grains.Grains.Workers;

/// <summary>What the worker grains of a silo share.</summary>
public static class WorkersExtensions
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddWorkers(this IServiceCollection services) => services
        .AddSingleton<DatasetShelf>()
        .AddSingleton(_ => new PlanShelf())
        .AddSingleton<LocalWorkers>()
        .AddSingleton<IWorkers>(provider => provider.GetRequiredService<LocalWorkers>());
}
