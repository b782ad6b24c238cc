using System.Collections.Immutable;
using System.Globalization;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Paths;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification;

/// <summary>Answers questions about paths.</summary>
public static class PathsAnswer
{
    private static readonly PathLimits FewPaths = new(20, Nodes: 5_000, Steps: 100_000);
    private static readonly PathKind[] Kinds = [PathKind.Causal, PathKind.Backdoor, PathKind.Noncausal];

    /// <summary>Lists the paths, up to the number asked for, and says of each whether it is open.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="question">The question.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    /// <exception cref="InputException">A name is not a node, or has two roles.</exception>
    public static PathsResult Compute(CausalGraph graph, PathsQuestion question, WorkBudget budget) =>
        Answer(graph, question, new PathLimits(question.MaxPaths), degradedReason: null, budget);

    /// <summary>The first fallback: a few of the shortest paths of each kind; all that is said of them is exact.</summary>
    public static PathsResult Bounded(CausalGraph graph, PathsQuestion question, string reason, CancellationToken cancellation) =>
        Answer(graph, question, FewPaths with { Paths = Math.Min(FewPaths.Paths, question.MaxPaths) }, reason, WorkBudget.Until(cancellation));

    /// <summary>The last resort: whether treatments and outcomes are separated, with an open path if not.</summary>
    public static PathsResult LastResort(CausalGraph graph, PathsQuestion question, string reason, CancellationToken cancellation) =>
        Answer(graph, question, limits: null, reason, WorkBudget.Until(cancellation));

    private static PathsResult Answer(
        CausalGraph graph,
        PathsQuestion question,
        PathLimits? limits,
        string? degradedReason,
        WorkBudget budget)
    {
        var names = new QueryNodes(graph);
        var treatments = names.Take(question.Treatments, "treatment", mayBeLatent: true);
        var outcomes = names.Take(question.Outcomes, "outcome", mayBeLatent: true);
        var given = names.Take(question.Given, "given", mayBeLatent: true, maySelect: true);
        names.ThrowIfAny();
        given = [.. given.Union(graph.Selected)];

        if (!graph.Undirected.IsEmpty)
        {
            return ClassPathsAnswer.Of(graph, question, treatments, outcomes, given, limits?.Paths ?? 0, degradedReason, budget);
        }

        var diagram = new CausalDiagram(graph);
        var (listed, truncated) = limits is { } within
            ? Search(new PathGraph(diagram, treatments, outcomes), question.MaxPaths, within, budget)
            : ([], true);
        var (conditioned, opened) = (diagram.Flags(given), diagram.Ancestors(given));
        ImmutableArray<CausalPath> paths = [.. listed.Select(one => Describe(graph, one.Path, one.Kind, conditioned, opened))];
        var openPath = DSeparation.FindOpenPath(diagram, treatments, outcomes, given) is { } open ? PathStep.Format(open, graph.Nodes) : null;
        var counts = new PathCounts(
            paths.Count(path => path.Kind == PathKind.Causal),
            paths.Count(path => path.Kind == PathKind.Backdoor),
            paths.Count(path => path.Kind == PathKind.Noncausal),
            paths.Count(path => path.Open));
        var causalCount = CausalPaths.Count(diagram, treatments, outcomes);
        return new PathsResult
        {
            Paths = paths,
            Truncated = truncated,
            Listed = counts,
            DSeparated = openPath is null,
            OpenPath = openPath,
            CausalPathCount = causalCount?.ToString(CultureInfo.InvariantCulture),
            Colliders = [.. listed.SelectMany(one => PathEnumerator.Colliders(one.Path)).Distinct().Order().Select(node => graph.Nodes[node])],
            CriticalNodes = [.. CausalPaths.CriticalNodes(diagram, treatments, outcomes).Select(node => graph.Nodes[node])],
            DagHash = DagHash.Of(graph).Value,
            Completion = Completion.Of(degradedReason, budget.IsSpent),
            Explanation = PathsExplanation.Of(graph, question, counts, truncated, openPath, causalCount, degradedReason),
        };
    }

    /// <summary>
    /// The paths of every kind; where they are more than may be listed, each kind keeps an equal share, and what one leaves goes to the others.
    /// </summary>
    private static (List<(List<PathStep> Path, PathKind Kind)> Paths, bool Truncated) Search(
        PathGraph graph,
        int most,
        PathLimits limits,
        WorkBudget budget)
    {
        var found = Kinds.Select(kind => (Kind: kind, List: PathSearch.Find(graph, kind, limits, budget))).ToList();
        var truncated = found.Exists(one => one.List.Truncated);
        var paths = new List<(List<PathStep> Path, PathKind Kind)>();
        var (left, kinds) = (most, found.Count);
        foreach (var (kind, list) in found.OrderBy(one => one.List.Paths.Count))
        {
            // Rounded up, so that a single path may be listed at all.
            var share = Math.Min(list.Paths.Count, (left + kinds - 1) / kinds);
            truncated |= share < list.Paths.Count;
            paths.AddRange(list.Paths.Take(share).Select(path => (path, kind)));
            (left, kinds) = (left - share, kinds - 1);
        }

        paths.Sort(static (a, b) => PathSearch.Compare(a.Path, b.Path));
        return (paths, truncated);
    }

    private static CausalPath Describe(CausalGraph graph, List<PathStep> path, PathKind kind, bool[] conditioned, bool[] opened)
    {
        ImmutableArray<string> blockedBy = [.. PathEnumerator.Blockers(path, conditioned, opened).Select(node => graph.Nodes[node])];
        return new CausalPath(
            [.. path.Select(step => graph.Nodes[step.Node])],
            PathStep.Format(path, graph.Nodes),
            kind,
            blockedBy.IsEmpty,
            blockedBy);
    }
}
