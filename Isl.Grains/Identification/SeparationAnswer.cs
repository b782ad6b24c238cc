using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Identification;

/// <summary>Answers separation questions.</summary>
public static class SeparationAnswer
{
    /// <summary>Answers exactly, at any size. O(V + E).</summary>
    /// <exception cref="InputException">A name is not a node, or stands in two of the three sets.</exception>
    public static SeparationResult Compute(CausalGraph graph, SeparationQuestion question)
    {
        var names = new QueryNodes(graph);
        var x = names.Take(question.X, "x", mayBeLatent: true);
        var y = names.Take(question.Y, "y", mayBeLatent: true);
        var given = names.Take(question.Given, "given", mayBeLatent: true);
        names.ThrowIfAny();

        var path = DSeparation.FindOpenPath(new CausalDiagram(graph), x, y, given) is { } open ? PathStep.Format(open, graph.Nodes) : null;
        var (left, right, set) = (NodeSets.InWords(question.X), NodeSets.InWords(question.Y), NodeSets.InWords(question.Given));
        return new SeparationResult
        {
            Completion = Completion.Whole,
            Separated = path is null,
            OpenPath = path,
            DagHash = DagHash.Of(graph).Value,
            Explanation = new Explanation(
                path is null ? $"Given {set}, {left} and {right} are separated." : $"Given {set}, {left} and {right} are connected: {path} is open.",
                path is null
                    ? $"No walk from {left} reaches {right} that passes non-colliders outside {set} and colliders with a descendant in it."
                    : $"Along {path} every non-collider is outside {set}, and every collider is in it or has a descendant in it.",
                "m-separation by reachability (Bayes-ball, Shachter 1998; bidirected edges as in Richardson 2003). The answer is exact, hence the confidence of 1.",
                ["The graph is right: separation in it implies independence in the data (causal Markov condition)."],
                graph.Latent.Length == 0
                    ? []
                    :
                    [
                        $"{graph.Latent.Length} of the {graph.Nodes.Length} nodes are latent; a separation that conditions on one of them cannot be tested.",
                    ],
                1),
        };
    }
}
