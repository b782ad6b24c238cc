using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Paths;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Words;
using Isl.Grains.Words.Identification;
using Isl.Grains.Words.Paths;

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
        var given = names.Take(question.Given, "given", mayBeLatent: true, maySelect: true);
        names.ThrowIfAny();
        given = [.. given.Union(graph.Selected)];

        ImmutableArray<string> all = [.. given.Order().Select(node => graph.Nodes[node])];
        var steps = DSeparation.FindOpenPath(new CausalDiagram(GraphClass.MemberOf(graph)), x, y, given);
        var path = steps is null ? null : PathStep.Format(steps, graph.Nodes);
        Finding reason = path is null || steps is null
            ? new NoPathIsOpen(question.X, question.Y, all)
            : new PathIsOpen(path, all, PathEnumerator.Colliders(steps).Any());
        return new SeparationResult
        {
            Completion = Completion.Whole,
            Separated = path is null,
            OpenPath = path,
            DagHash = DagHash.Of(graph).Value,
            Explanation = new Explanation(
                new SeparationSummary(question.X, question.Y, all, path).Text,
                reason.Text,
                new SeparationBasis().Text,
                [new GraphIsRight().Text],
                [.. Caveats(graph).Texts()],
                1),
        };
    }

    private static IEnumerable<Finding> Caveats(CausalGraph graph)
    {
        if (!graph.Selected.IsEmpty)
        {
            yield return new DataAreSelected([.. graph.Selected.Select(node => graph.Nodes[node])]);
        }

        if (!graph.Undirected.IsEmpty)
        {
            yield return new HoldsInEveryMember();
        }

        if (!graph.Latent.IsEmpty)
        {
            yield return new LatentUntestable(graph.Latent.Length, graph.Nodes.Length);
        }
    }
}
