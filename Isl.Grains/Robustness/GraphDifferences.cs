using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces.Robustness;
using Isl.Grains.Models;
using Isl.Grains.Words;
using Isl.Grains.Words.Robustness;

namespace Isl.Grains.Robustness;

/// <summary>Where a graph and the equations sent with it do not agree; the equations are what is computed with.</summary>
internal static class GraphDifferences
{
    private const int Most = 5;

    /// <summary>Edges that only one of the two has, among what bears on the outcomes.</summary>
    public static IEnumerable<Finding> Between(CompiledModel model, RobustnessQuestion question)
    {
        if (question.Graph is not { } graph)
        {
            yield break;
        }

        var bearing = ModelFindings.Ancestors(model, question.Targets.Select(range => range.Variable));
        var drawn = graph.Edges.Select(edge => (graph.Nodes[edge.From], graph.Nodes[edge.To])).ToHashSet();
        var meant = model.Order.Where(bearing.Contains).SelectMany(name => model.ParentsOf(name).Select(parent => (parent, name))).ToHashSet();
        string[] missing = [.. meant.Except(drawn).Where(edge => model.Model.Variables.Contains(edge.Item1)).Select(Text)];
        string[] unused = [.. drawn.Except(meant).Where(edge => bearing.Contains(edge.Item2)).Select(Text)];
        if (missing.Length > 0)
        {
            yield return new OnlyInEquations([.. missing.Take(Most)], missing.Length);
        }

        if (unused.Length > 0)
        {
            yield return new OnlyInGraph([.. unused.Take(Most)], unused.Length);
        }
    }

    private static string Text((string From, string To) edge) => $"{edge.From} → {edge.To}";
}
