using System.Collections.Immutable;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;

namespace Isl.Grains.Grains;

/// <summary>Small questions of every kind that a silo asks itself, so that nobody else waits for its code to be compiled.</summary>
/// <remarks>Each silo has subjects of its own, for a grain lives on one silo of a cluster.</remarks>
internal static class WarmUpQuestions
{
    private const int Rows = 40;
    private const int Samples = 5000;

    /// <summary>Asks one of each.</summary>
    /// <param name="grains">Where to ask.</param>
    /// <param name="name">Part of every subject's names: another one makes other subjects.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task Ask(IGrainFactory grains, string name, CancellationToken cancellationToken)
    {
        var graph = Graph(name);
        var causal = grains.GetGrain<ICausalGraphGrain>(DagHash.Of(graph).Value);
        await causal.Identify(graph, CausalQuery.Of([graph.Nodes[0]], [graph.Nodes[1]]), null, cancellationToken);
        await causal.Separate(graph, new SeparationQuestion([graph.Nodes[0]], [graph.Nodes[1]], [graph.Nodes[2]]), cancellationToken);
        await causal.FindPaths(
            graph, new PathsQuestion([graph.Nodes[0]], [graph.Nodes[1]], [], PathsQuestion.DefaultMaxPaths), cancellationToken);

        var data = Data(name);
        var dataset = grains.GetGrain<IDatasetGrain>(data.Hash());
        foreach (var options in AlgorithmOptions.All)
        {
            await dataset.Discover(new DiscoveryQuestion { Algorithm = options.Algorithm, Seed = 1 }, data, cancellationToken);
        }

        await dataset.Discover(new DiscoveryQuestion { Bootstrap = 4, Seed = 1 }, data, cancellationToken);

        var model = Model(name);
        var structural = grains.GetGrain<IStructuralModelGrain>(model.Hash());
        var intervention = Intervention.Of([new VariableIntervention("X", InterventionKind.Set, 2)]);
        await structural.Predict(
            model, new CounterfactualQuestion(intervention, [], null, Samples, CounterfactualQuestion.DefaultLevel, 1), cancellationToken);
    }

    /// <summary>T → Y, confounded by Z.</summary>
    private static CausalGraph Graph(string name) => new()
    {
        Nodes = [$"T{name}", $"Y{name}", $"Z{name}"],
        Edges = [new Edge(0, 1), new Edge(2, 0), new Edge(2, 1)],
        Bidirected = [],
        Latent = [],
    };

    /// <summary>A chain with deterministic noise.</summary>
    private static Dataset Data(string name)
    {
        ImmutableArray<string> variables = [$"A{name}", $"B{name}", $"C{name}"];
        return Dataset.Create(variables, Rows, (column, cells) =>
        {
            for (var row = 0; row < cells.Length; row++)
            {
                cells[row] = (Math.Sin(row) * (column + 1)) + Math.Cos((row * 7) + (column * 3));
            }
        });
    }

    private static StructuralModel Model(string name)
    {
        var builder = new StructuralModelBuilder();
        builder.AddVariable("X", "");
        builder.AddVariable($"Y{name}", "");
        builder.AddEquation($"Y{name}", "3 * X + noise", DistributionParser.Parse("normal(0, 2)", ""), isText: false);
        builder.AddDistribution("X", DistributionParser.Parse("normal(0, 1)", ""));
        return builder.Build();
    }
}
