using Isl.Grains.Drawing;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Identification.Paths;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification;

/// <summary>What a drawing of a graph shows of an effect: its causal paths, what confounds it, and what to adjust for.</summary>
internal static class EffectHighlights
{
    private static readonly PathLimits Limits = new(500, Nodes: 20_000, Steps: 1_000_000);

    /// <summary>Finds the highlights of an effect.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="treatments">What is set; may be empty.</param>
    /// <param name="outcomes">What is read; may be empty.</param>
    /// <param name="adjusted">What is adjusted for; null for a smallest valid set.</param>
    /// <remarks>Confounding paths are the back-door paths that are open while nothing is adjusted for: up to 500 of them, short ones first.</remarks>
    public static GraphHighlights Of(CausalGraph graph, int[] treatments, int[] outcomes, int[]? adjusted)
    {
        if (treatments.Length == 0 || outcomes.Length == 0)
        {
            return GraphHighlights.None with { Marks = new GraphMarks(treatments, outcomes, adjusted ?? []) };
        }

        var diagram = new CausalDiagram(graph);
        var adjustment = new Adjustment(diagram, treatments, outcomes);
        var set = adjusted ?? adjustment.FindSmallest();
        var isTreatment = diagram.Flags(treatments);
        var causal = Enumerable
            .Range(0, graph.Edges.Length)
            .Where(i =>
                (isTreatment[graph.Edges[i].From] || adjustment.IsOnCausalPath(graph.Edges[i].From)) && adjustment.IsOnCausalPath(graph.Edges[i].To))
            .ToHashSet();
        var (confounding, confoundingBidirected) = (new HashSet<int>(), new HashSet<int>());
        var paths = PathSearch
            .Find(new PathGraph(diagram, treatments, outcomes), PathKind.Backdoor, Limits, WorkBudget.Unlimited)
            .Paths;
        foreach (var path in paths.Where(path => !PathEnumerator.Colliders(path).Any()))
        {
            AddEdges(graph, path, confounding, confoundingBidirected);
        }

        var words = set is null
            ? "No set of observed nodes is enough to adjust for."
            : $"{(adjusted is null ? "A smallest adjustment set" : "Adjusted for")}: {NodeSets.InWords([.. set.Select(node => graph.Nodes[node])])}"
                + (adjusted is null ? "." : adjustment.IsValid(set) ? ", a valid set." : ", not a valid set.");
        return new GraphHighlights(new GraphMarks(treatments, outcomes, set ?? []), causal, confounding, confoundingBidirected, words);
    }

    /// <summary>The edges of non-causal paths that are open given a set: of up to 500 paths of each kind, short ones first.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="treatments">What is set.</param>
    /// <param name="outcomes">What is read.</param>
    /// <param name="given">What is adjusted for.</param>
    /// <returns>Positions in the lists of directed and of bidirected edges.</returns>
    public static (HashSet<int> Directed, HashSet<int> Bidirected) Biasing(CausalGraph graph, int[] treatments, int[] outcomes, int[] given)
    {
        var (directed, bidirected) = (new HashSet<int>(), new HashSet<int>());
        if (treatments.Length == 0 || outcomes.Length == 0)
        {
            return (directed, bidirected);
        }

        var diagram = new CausalDiagram(graph);
        var paths = new PathGraph(diagram, treatments, outcomes);
        int[] conditioned = [.. given.Union(graph.Selected)];
        var (isGiven, isOpened) = (diagram.Flags(conditioned), diagram.Ancestors(conditioned));
        foreach (var kind in new[] { PathKind.Backdoor, PathKind.Noncausal })
        {
            foreach (var path in PathSearch.Find(paths, kind, Limits, WorkBudget.Unlimited).Paths)
            {
                if (!PathEnumerator.Blockers(path, isGiven, isOpened).Any())
                {
                    AddEdges(graph, path, directed, bidirected);
                }
            }
        }

        return (directed, bidirected);
    }

    private static void AddEdges(CausalGraph graph, List<PathStep> path, HashSet<int> directed, HashSet<int> bidirected)
    {
        for (var i = 0; i + 1 < path.Count; i++)
        {
            var (from, to) = path[i].Next == Arrow.Forward ? (path[i].Node, path[i + 1].Node) : (path[i + 1].Node, path[i].Node);
            if (path[i].Next == Arrow.Both)
            {
                bidirected.Add(graph.Bidirected.AsSpan().BinarySearch(new Edge(Math.Min(from, to), Math.Max(from, to)), Ascending));
            }
            else
            {
                directed.Add(graph.Edges.AsSpan().BinarySearch(new Edge(from, to), Ascending));
            }
        }
    }

    private static readonly Comparer<Edge> Ascending = Comparer<Edge>.Create(
        (a, b) => a.From != b.From ? a.From.CompareTo(b.From) : a.To.CompareTo(b.To));
}
