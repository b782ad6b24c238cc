using Isl.Grains.Answering;
using Isl.Grains.Grains.Resilience;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Jobs;
using Isl.Tests.Unit.Discovery;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Isl.Tests.Cluster;

/// <summary>Work on one silo is watched from elsewhere, and jobs outlive the silo that keeps them.</summary>
public sealed class JobClusterTests
{
    private static readonly JobRequest Request = new("/api/v1/causal/discover", "", "application/json", [1, 2, 3], "me", "id");

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Look_FromAClient_SeesTheWorkOfWhicheverSiloHasIt()
    {
        using var held = new HeldWork();
        await using var cluster = await StartAsync(held);
        var data = TestData.Chain(rows: 150, columns: 4, seed: 5, gaussian: false);
        var grain = cluster.Client.GetGrain<IDatasetGrain>(data.Hash());
        RequestContext.Set(CallerCallFilter.WatchKey, "watch");

        var asked = grain.Discover(new DiscoveryQuestion { Algorithm = DiscoveryAlgorithm.Notears, Bootstrap = 4 }, data, Test);
        await held.Started.Task.WaitAsync(Test);

        var watch = grain.AsReference<IProgressExtension>();
        Assert.Equal(ProgressStage.Computing, (await watch.Look("watch"))!.Stage);
        Assert.Null(await watch.Look("other"));
        held.Release.Set();
        Assert.False((await asked)!.Degraded);
        Assert.Null(await watch.Look("watch"));
    }

    [Fact]
    public async Task Job_WhoseSiloGoes_IsStillThere_AndGoesToAnotherWorker()
    {
        using var held = new HeldWork();
        await using var cluster = await StartAsync(held);
        var board = cluster.Client.GetGrain<IJobBoardGrain>(0);
        var job = cluster.Client.GetGrain<IJobGrain>("job");
        var note = new JobNote("job", "me", 3);
        Assert.Equal(JobRefusal.None, await board.Admit("first", note));
        await job.Open(Request);
        await job.Report(WorkProgress.Of(ProgressStage.Resamples, 1, 2));
        Assert.Equal(JobState.Running, (await job.GetStatus())!.State);
        var management = cluster.Client.GetGrain<IManagementGrain>(0);
        var (first, second) = (await management.GetActivationAddress(board, Test), await management.GetActivationAddress(job, Test));
        var homes = new[] { first, second }.Distinct().ToList();

        foreach (var silo in cluster.Silos.Where(silo => homes.Contains(silo.SiloAddress)).ToList())
        {
            await cluster.StopSiloAsync(silo, Test);
        }

        await cluster.WaitForLivenessToStabilizeAsync();
        var orders = new List<string>();
        for (var i = 0; i < 100 && orders.Count == 0; i++)
        {
            orders.AddRange((await AgainAsync(() => board.Tend("second", [], 9))).Take);
            await Task.Delay(100, Test);
        }

        Assert.Equal(["job"], orders);
        Assert.Equivalent(Request, await AgainAsync(job.GetRequest));
        Assert.Equal(["job"], (await board.Tend("first", [note], 9)).Stop);
        await job.Finish(new JobAnswer(200, "application/json", null, [9], "d1", true));
        Assert.Equal(JobState.Done, (await job.Cancel())!.State); // too late
        Assert.Null(await job.GetRequest());
        await job.Forget();
        Assert.Null(await job.GetStatus());
    }

    private static async Task<InProcessTestCluster> StartAsync(HeldWork held)
    {
        // One store for all silos, as Redis is.
        var store = new ProcessStateStorage(new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<DeepCopier>());
        var builder = new InProcessTestClusterBuilder(3);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddKeyedSingleton<IGrainStorage>(StateStore.Name, store);
            silo.AddIslGrainCalls();
            silo.Services.AddSingleton<IComputeFaults>(held);
            silo.Services.AddIslGrains(new IslSettings(null, "test", "test", 0, 0, null));
            silo.Services.Configure<Isl.Grains.Grains.Jobs.JobOptions>(options => options.LeaseSeconds = 1);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private static async Task<T> AgainAsync<T>(Func<Task<T>> call)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (Exception e) when (attempt < 50 && e is OrleansException or TimeoutException)
            {
                await Task.Delay(100, Test);
            }
        }
    }

    private sealed class HeldWork : IComputeFaults, IDisposable
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ManualResetEventSlim Release { get; } = new();

        public void Dispose() => Release.Dispose();

        public void Before(string operation, CancellationToken cancellationToken)
        {
            Started.TrySetResult();
            Release.Wait(cancellationToken);
        }
    }
}
