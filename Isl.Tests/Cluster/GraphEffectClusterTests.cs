using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Isl.Grains.Answering;
using Isl.Grains.Effects.Graphs;
using Isl.Grains.Grains.Resilience;
using Isl.Grains.Grains.Workers;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Numerics;
using Isl.Tests.Unit.Discovery;
using Isl.Tests.Unit.Effects.Graphs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.TestingHost;

namespace Isl.Tests.Cluster;

/// <summary>Effects over graphs are spread over the silos, and have the same bytes on any number of them.</summary>
public sealed class GraphEffectClusterTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Effects_OnOneSiloOrThree_HaveTheSameBytesFromSeveralSilos()
    {
        var chain = TestData.Chain(rows: 150, columns: 4, seed: 3, gaussian: false);
        string[] names = ["A", "B", "X", "Y"];
        var data = Dataset.Create([.. names], chain.Rows, (column, cells) => chain.Column(column).CopyTo(cells));
        GraphEffectQuestion[] questions =
        [
            GraphQuestions.Ask(names, DiscoveryAlgorithm.Notears, GraphSource.Bootstrap, graphs: 40),
            GraphQuestions.Ask(names, DiscoveryAlgorithm.Pc, GraphSource.Bootstrap, graphs: 40) with { Split = true },
            GraphQuestions.Ask(names, DiscoveryAlgorithm.Lingam, GraphSource.Bootstrap, graphs: 25),
            GraphQuestions.Ask(names, DiscoveryAlgorithm.Ges, GraphSource.Class),
        ];

        var (one, onOne) = await Ask(1, data, questions);
        var (three, onThree) = await Ask(3, data, questions);

        Assert.Equal(one, three);
        Assert.Single(onOne.Distinct());
        Assert.True(onThree.Distinct().Count() > 1, "All parts ran on one silo.");
        for (var i = 0; i < questions.Length; i++)
        {
            // Without any grain, on one thread, in one part: the same.
            var alone = GraphEffectAnswer.Compute(data, data.Hash(), questions[i], WorkBudget.Until(Test));
            Assert.Contains(JsonSerializer.Serialize(alone.GraphUncertainty, IslJson.Options), one[i], StringComparison.Ordinal);
            Assert.Contains("\"degraded\":false", one[i], StringComparison.Ordinal);
        }
    }

    private static async Task<(List<string> Bodies, IReadOnlyCollection<object> Parts)> Ask(
        short silos, Dataset data, GraphEffectQuestion[] questions)
    {
        var parts = new ConcurrentBag<object>();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddIslGrains(new IslSettings(null, "test", "test", 0, 0, null));
            silo.Services.Replace(ServiceDescriptor.Singleton<IComputeFaults>(_ => new PartCounter(parts)));
            silo.AddIslGrainCalls();
            silo.AddMemoryGrainStorage(StateStore.Name);
        });
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        var grain = cluster.Client.GetGrain<IEffectGrain>(data.Hash());
        var bodies = new List<string>();
        foreach (var question in questions)
        {
            var answer = await grain.EstimateOverGraphs(question, data, Test);
            bodies.Add(Encoding.UTF8.GetString(answer!.Body.Span));
        }

        return (bodies, parts);
    }

    /// <summary>Notes which silo, told by its own instance, makes a part.</summary>
    private sealed class PartCounter(ConcurrentBag<object> parts) : IComputeFaults
    {
        public void Before(string operation, CancellationToken cancellationToken)
        {
            if (operation is GraphEffectPartGrain.Finding or GraphEffectPartGrain.Estimating)
            {
                parts.Add(this);
            }
        }
    }
}
