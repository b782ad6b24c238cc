using Isl.Grains.Discovery;
using Isl.Grains.Grains.Resilience;
using Isl.Grains.Grains.Workers;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;
using Isl.Tests.Unit.Discovery;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace Isl.Tests.Cluster;

/// <summary>Resamples on real silos: the same bytes for any number of them, and work on all of them.</summary>
public sealed class BootstrapClusterTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Discover_OneSiloOrThree_SameBytes()
    {
        var data = TestData.Chain(rows: 150, columns: 4, seed: 3, gaussian: false);
        DiscoveryQuestion[] questions =
        [
            new() { Algorithm = DiscoveryAlgorithm.Notears, Bootstrap = 40, Seed = 1 },
            new() { Algorithm = DiscoveryAlgorithm.Pc, Bootstrap = 50 },
            new() { Algorithm = DiscoveryAlgorithm.Lingam, Bootstrap = 33, Seed = -5 },
            new() { Algorithm = DiscoveryAlgorithm.Ges, Knowledge = new SoftKnowledge("V0 affects V3. V2 does not affect V3.", 0.6) },
        ];

        var one = await Ask(1, data, questions);
        var three = await Ask(3, data, questions);

        Assert.Equal(one.Bodies, three.Bodies);
        Assert.Equal(1, one.SilosThatWorked);
        Assert.True(three.SilosThatWorked >= 2, $"Only {three.SilosThatWorked} of 3 silos worked.");
        Assert.All(one.Bodies, body => Assert.Contains("\"degraded\":false", body, StringComparison.Ordinal));
        for (var i = 0; i < questions.Length; i++)
        {
            // Without any grain, on one thread, in one chunk: the same counts.
            var alone = DiscoveryAnswer.Compute(data, questions[i], 24, WorkBudget.Until(Test));
            Assert.Contains($"\"bootstrap_done\":{alone.Diagnostics.BootstrapDone}", one.Bodies[i], StringComparison.Ordinal);
            Assert.Contains(System.Text.Json.JsonSerializer.Serialize(alone.EdgesDetail, IslJson.Options), one.Bodies[i], StringComparison.Ordinal);
        }
    }

    private static async Task<(string[] Bodies, int SilosThatWorked)> Ask(short silos, Dataset data, DiscoveryQuestion[] questions)
    {
        var workers = new Workers();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage(StateStore.Name);
            silo.AddIslGrainCalls();
            silo.Services.AddIslGrains(new IslSettings(null, "test", "test", 0, 0, null));
            silo.Services.AddSingleton(workers);
            silo.AddIncomingGrainCallFilter<WorkerCounter>();
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        try
        {
            var grain = cluster.Client.GetGrain<IDatasetGrain>(data.Hash());
            var bodies = new List<string>();
            foreach (var question in questions)
            {
                var answer = await grain.Discover(question, data, Test);
                bodies.Add(System.Text.Encoding.UTF8.GetString(answer!.Body.Span));
            }

            return ([.. bodies], workers.Silos.Distinct().Count());
        }
        finally
        {
            await cluster.StopAllSilosAsync();
            await cluster.DisposeAsync();
        }
    }

    private sealed class Workers
    {
        public System.Collections.Concurrent.ConcurrentBag<string> Silos { get; } = [];
    }

    private sealed class WorkerCounter(Workers workers, ILocalSiloDetails silo) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.Grain is ResamplingPartGrain)
            {
                workers.Silos.Add(silo.SiloAddress.ToString());
            }

            return context.Invoke();
        }
    }
}
