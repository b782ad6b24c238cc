using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Paths;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Identification;
using Isl.Grains.Words.Paths;

namespace Isl.Grains.Identification;

/// <summary>Answers questions about paths in a class of DAGs: what holds in every member.</summary>
internal static class ClassPathsAnswer
{
    /// <summary>Lists the paths of definite status, up to a number, and says of each in which members it is causal and open.</summary>
    public static PathsResult Of(
        CausalGraph graph,
        PathsQuestion question,
        int[] treatments,
        int[] outcomes,
        int[] given,
        int most,
        string? degradedReason,
        WorkBudget budget)
    {
        var members = GraphClass.Of(graph);
        var (found, truncated) = most == 0 ? ([], true) : new ClassPaths(members.Oriented, treatments, outcomes).List(most, budget);
        var blocking = new ClassBlocking(members.Oriented, given);
        ImmutableArray<CausalPath> paths = [.. found.Select(path => Describe(graph, path, blocking))];
        var open = DSeparation.FindOpenPath(new CausalDiagram(members.Member), treatments, outcomes, given);
        var openPath = open is null ? null : paths.FirstOrDefault(path => path.Open)?.Text ?? PathStep.Format(open, graph.Nodes);
        var counts = new PathCounts(
            Count(PathKind.Causal),
            Count(PathKind.Backdoor),
            Count(PathKind.Noncausal),
            paths.Count(path => path.Open),
            Count(PathKind.PossiblyCausal));
        return new PathsResult
        {
            Paths = paths,
            Truncated = truncated,
            Listed = counts,
            DSeparated = openPath is null,
            OpenPath = openPath,
            CausalPathCount = null,
            Colliders = [.. found.SelectMany(ClassPaths.Colliders).Distinct().Order().Select(node => graph.Nodes[node])],
            CriticalNodes = truncated ? [] : Critical(paths),
            DagHash = DagHash.Of(graph).Value,
            Completion = Completion.Of(degradedReason, budget.IsSpent),
            Explanation = new Explanation(
                new ClassPathsSummary(question.Treatments, question.Outcomes, question.Given, openPath, counts, truncated).Text,
                Wording.Paragraph(new Finding[] { new ListedClassPaths(question.Treatments, counts), new BlockingRule(question.Given) }.Texts()),
                new ClassPathsBasis().Text,
                [new GraphIsRight().Text],
                [.. Caveats(graph, counts, truncated, degradedReason).Texts()],
                1),
        };

        int Count(PathKind kind) => paths.Count(path => path.Kind == kind);
    }

    private static CausalPath Describe(CausalGraph graph, List<PathStep> path, ClassBlocking blocking)
    {
        var (where, blockers) = blocking.Of(path);
        return new CausalPath(
            [.. path.Select(step => graph.Nodes[step.Node])],
            PathStep.Format(path, graph.Nodes),
            ClassPaths.KindOf(path),
            where == OpenIn.All,
            [.. blockers.Select(node => graph.Nodes[node])],
            where == OpenIn.Some ? true : null);
    }

    /// <summary>Inner nodes that every path runs through which is causal in some member; none where there is no such path.</summary>
    private static ImmutableArray<string> Critical(ImmutableArray<CausalPath> paths)
    {
        var causal = paths.Where(path => path.Kind is PathKind.Causal or PathKind.PossiblyCausal).Select(path => path.Nodes[1..^1]).ToList();
        return causal.Count == 0 ? [] : [.. causal[0].Where(node => causal.TrueForAll(path => path.Contains(node)))];
    }

    private static IEnumerable<Finding> Caveats(CausalGraph graph, PathCounts counts, bool truncated, string? degradedReason)
    {
        if (degradedReason is not null)
        {
            yield return new SimplerMethodAnswered(degradedReason);
        }

        yield return new PathsOfClass();
        if (!graph.Selected.IsEmpty)
        {
            yield return new DataAreSelected([.. graph.Selected.Select(node => graph.Nodes[node])]);
        }

        if (truncated)
        {
            yield return new ClassPathListCut(counts.All);
        }

        if (graph.Latent.Length > 0)
        {
            yield return new PathsThroughLatent(graph.Latent.Length, graph.Nodes.Length);
        }
    }
}
