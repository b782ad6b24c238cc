using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Models;

namespace Isl.Grains.Experiments;

/// <summary>Which sets of variables are worth setting together, by the graph sent or that of the equations.</summary>
internal static class ExperimentGraph
{
    private const string Path = "/model";

    /// <summary>The sets, each in ordinal order.</summary>
    public static List<ImmutableArray<string>> Sets(CompiledModel model, ExperimentQuestion question)
    {
        var graph = question.Graph ?? OfEquations(model, question);
        var settable = question.Feasible.Select(range => range.Variable).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Pomis.Of(graph, graph.IndexOf(question.Target), node => settable.Contains(graph.Nodes[node]) && !graph.Latent.Contains(node))
                .Select(set => set.Select(node => graph.Nodes[node]).Order(StringComparer.Ordinal).ToImmutableArray()),
        ];
    }

    /// <summary>The graph of a model: random quantities that are not variables are latent, and parameters are constants.</summary>
    private static CausalGraph OfEquations(CompiledModel model, ExperimentQuestion question)
    {
        var parameters = question.Beliefs.Select(belief => belief.Name).ToHashSet(StringComparer.Ordinal);
        var builder = new CausalGraphBuilder();
        foreach (var name in model.Order.Where(name => !parameters.Contains(name)))
        {
            builder.AddNode(name, Path);
            if (!model.Model.Variables.Contains(name))
            {
                builder.AddLatent(name, Path);
            }

            foreach (var parent in model.ParentsOf(name).Where(parent => !parameters.Contains(parent)))
            {
                builder.AddEdge(parent, name, Path);
            }
        }

        return builder.Build();
    }
}
