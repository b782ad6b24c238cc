using Isl.Tests.Support;

namespace Isl.Tests.Processes;

/// <summary>
/// One cluster that is hurt time after time: first its silos, then its Redis. How long callers wait is measured, so nothing runs beside it.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultRuns : ICollectionFixture<FaultRuns>, IAsyncLifetime
{
    public const string Name = "faults";

    private const int SilosOfAll = 3;

    private readonly CancellationTokenSource _over = new();
    private Task<LocalCluster> _cluster = null!;

    internal Task<SiloFaultReports> Silos { get; private set; } = null!;

    internal Task<RedisFaultReports> Redis { get; private set; } = null!;

    public ValueTask InitializeAsync()
    {
        _cluster = LocalCluster.StartAsync(SilosOfAll, apis: 2, warm: false);
        Silos = HurtSilosAsync();
        Redis = HurtRedisAsync();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAny(Task.WhenAll(Silos, Redis)); // how they end is for the tests to see
        if (_cluster.IsCompletedSuccessfully)
        {
            await (await _cluster).DisposeAsync();
        }

        _over.Dispose();
    }

    private async Task<SiloFaultReports> HurtSilosAsync() => await SiloFaults.RunAsync(await _cluster, _over.Token);

    private async Task<RedisFaultReports> HurtRedisAsync()
    {
        var cluster = await _cluster;
        await Task.WhenAny(Silos);
        await cluster.LookAsync();
        foreach (var silo in Enumerable.Range(1, SilosOfAll).Except(cluster.Status.Silos.Select(silo => silo.N)))
        {
            await cluster.RunAsync("start", "silo", $"{silo}");
        }

        await cluster.LookAsync();
        return await RedisFaults.RunAsync(cluster, before: TimeSpan.FromSeconds(3), _over.Token);
    }
}
