using System.Collections.Concurrent;
using System.Text.Json;
using Isl.Grains.Answering;
using Isl.Grains.Grains.Resilience;
using Isl.Grains.Grains.Workers;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.TestingHost;

namespace Isl.Tests.Cluster;

/// <summary>A large simulation is spread over the silos, and its answer has the same bytes on any number of them.</summary>
public sealed class SimulationClusterTests
{
    private const int Samples = 1_000_000;

    private static readonly StructuralModel Model = BuildModel();

    [Fact]
    public async Task LargeSimulation_OnOneSiloOrThree_SameBytesFromSeveralSilos()
    {
        var (one, onOne) = await AskAsync(silos: 1);
        var (three, onThree) = await AskAsync(silos: 3);

        Assert.Equal(one, three);
        Assert.Single(onOne.Distinct());
        Assert.True(onThree.Distinct().Count() > 1, "All parts ran on one silo.");
        Assert.Equal(onOne.Count, onThree.Count);
        using var answer = JsonDocument.Parse(one[0]);
        Assert.Equal(Samples, answer.RootElement.GetProperty("samples").GetInt32());
        Assert.Equal(12, answer.RootElement.GetProperty("prediction").GetProperty("point_estimate").GetDouble(), 4 * 0.0036);
        Assert.False(answer.RootElement.GetProperty("degraded").GetBoolean());
    }

    private static async Task<(List<string> Bodies, IReadOnlyCollection<object> Parts)> AskAsync(short silos)
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
        var grain = cluster.Client.GetGrain<IStructuralModelGrain>(Model.Hash());
        var intervention = Intervention.Of([new VariableIntervention("X", InterventionKind.Set, 2)]);
        var predicted = await grain.Predict(
            Model,
            new CounterfactualQuestion(intervention, [], null, Samples, 0.95m, 7),
            TestContext.Current.CancellationToken);
        var compared = await grain.Compare(
            Model,
            new ScenariosQuestion(
                [new Scenario("a", null, intervention), new Scenario("b", null, Intervention.None)],
                [],
                true,
                null,
                Samples,
                0.95m,
                7),
            TestContext.Current.CancellationToken);
        return ([System.Text.Encoding.UTF8.GetString(predicted.Body.Span), System.Text.Encoding.UTF8.GetString(compared.Body.Span)], parts);
    }

    private static StructuralModel BuildModel()
    {
        var builder = new StructuralModelBuilder();
        foreach (var name in new[] { "X", "M", "Y" })
        {
            builder.AddVariable(name, "");
        }

        builder.AddEquation("M", "2 * X + noise", DistributionParser.Parse("normal(0, 1)", ""), isText: false);
        builder.AddEquation("Y", "3 * M + noise", DistributionParser.Parse("normal(0, 2)", ""), isText: false);
        builder.AddDistribution("X", DistributionParser.Parse("gamma(2, 1)", ""));
        return builder.Build();
    }

    /// <summary>Notes which silo, told by its own instance, makes a part.</summary>
    private sealed class PartCounter(ConcurrentBag<object> parts) : IComputeFaults
    {
        public void Before(string operation, CancellationToken cancellationToken)
        {
            if (operation == SimulationPartGrain.Operation)
            {
                parts.Add(this);
            }
        }
    }
}
