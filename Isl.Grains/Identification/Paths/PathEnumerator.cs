using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification.Paths;

/// <summary>Paths from treatments to outcomes for a summary: a bounded number of them, shortest first.</summary>
internal static class PathEnumerator
{
    /// <summary>Most paths listed of one kind.</summary>
    public const int MaxPaths = 200;

    private static readonly PathLimits Limits = new(MaxPaths, Nodes: 20_000, Steps: 1_000_000);

    /// <summary>Directed paths, and whether there may be more.</summary>
    public static (List<List<PathStep>> Paths, bool Truncated) Causal(
        CausalDiagram diagram,
        ReadOnlySpan<int> treatments,
        ReadOnlySpan<int> outcomes) => List(diagram, treatments, outcomes, PathKind.Causal);

    /// <summary>Paths that start with an arrow into a treatment, and whether there may be more.</summary>
    public static (List<List<PathStep>> Paths, bool Truncated) BackDoor(
        CausalDiagram diagram,
        ReadOnlySpan<int> treatments,
        ReadOnlySpan<int> outcomes) => List(diagram, treatments, outcomes, PathKind.Backdoor);

    /// <summary>Inner nodes of a path that both of its edges point at.</summary>
    public static IEnumerable<int> Colliders(List<PathStep> path) => Enumerable.Range(1, Math.Max(0, path.Count - 2))
        .Where(i => IsCollider(path, i))
        .Select(i => path[i].Node);

    /// <summary>Do both edges at the inner node at position <paramref name="i"/> point at it?</summary>
    public static bool IsCollider(List<PathStep> path, int i) => path[i - 1].Next != Arrow.Backward && path[i].Next != Arrow.Forward;

    /// <summary>What blocks a path, in its order: non-colliders that are conditioned on, and colliders that are not ancestors of what is.</summary>
    /// <param name="path">The path.</param>
    /// <param name="conditioned">The conditioning set, as flags by node.</param>
    /// <param name="opened">Its ancestors, itself included, as flags by node.</param>
    public static IEnumerable<int> Blockers(List<PathStep> path, bool[] conditioned, bool[] opened)
    {
        for (var i = 1; i < path.Count - 1; i++)
        {
            var node = path[i].Node;
            if (IsCollider(path, i) ? !opened[node] : conditioned[node])
            {
                yield return node;
            }
        }
    }

    private static (List<List<PathStep>> Paths, bool Truncated) List(
        CausalDiagram diagram,
        ReadOnlySpan<int> treatments,
        ReadOnlySpan<int> outcomes,
        PathKind kind)
    {
        var (paths, truncated) = PathSearch.Find(
            new PathGraph(diagram, treatments, outcomes),
            kind,
            Limits,
            WorkBudget.Unlimited);
        return (paths, truncated);
    }
}
