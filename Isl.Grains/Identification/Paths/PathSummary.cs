using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Identification.Paths;

/// <summary>The path analysis beside the strategies: paths as text, what blocks them with nothing adjusted for, and the nodes that matter.</summary>
public static class PathSummary
{
    /// <summary>Where nothing was enumerated.</summary>
    public static PathAnalysis None { get; } = new([], [], [], [], [], [], Truncated: true);

    /// <summary>Summarises the paths of a query whose names were checked.</summary>
    public static PathAnalysis Of(CausalGraph graph, CausalQuery query)
    {
        var diagram = new CausalDiagram(graph);
        int[] treatments = [.. query.Treatments.Select(graph.IndexOf)];
        int[] outcomes = [.. query.Outcomes.Select(graph.IndexOf)];
        var (causal, moreCausal) = PathEnumerator.Causal(diagram, treatments, outcomes);
        var (backDoor, moreBackDoor) = PathEnumerator.BackDoor(diagram, treatments, outcomes);
        var byOpen = backDoor.ToLookup(path => !PathEnumerator.Colliders(path).Any());
        return new PathAnalysis(
            Format(causal),
            Format(backDoor),
            Format(byOpen[true]),
            Format(byOpen[false]),
            [.. backDoor.SelectMany(PathEnumerator.Colliders).Distinct().Order().Select(node => graph.Nodes[node])],
            [.. CausalPaths.CriticalNodes(diagram, treatments, outcomes).Select(node => graph.Nodes[node])],
            moreCausal || moreBackDoor);

        ImmutableArray<string> Format(IEnumerable<List<PathStep>> paths) => [.. paths.Select(path => PathStep.Format(path, graph.Nodes))];
    }
}
