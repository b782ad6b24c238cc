using Isl.Graphs;

namespace Isl.Identification;

/// <summary>Simple paths from treatments to outcomes; a bounded number of them, shortest first.</summary>
internal static class PathEnumerator
{
    /// <summary>Most paths listed of one kind.</summary>
    public const int MaxPaths = 20;

    private const int MaxSteps = 20_000;

    /// <summary>Directed paths, and whether there may be more.</summary>
    public static (List<List<PathStep>> Paths, bool Truncated) Causal(CausalDiagram diagram, ReadOnlySpan<int> treatments, ReadOnlySpan<int> outcomes) =>
        List(diagram, treatments, outcomes, causal: true);

    /// <summary>Paths that start with an arrow into a treatment, and whether there may be more.</summary>
    public static (List<List<PathStep>> Paths, bool Truncated) BackDoor(CausalDiagram diagram, ReadOnlySpan<int> treatments, ReadOnlySpan<int> outcomes) =>
        List(diagram, treatments, outcomes, causal: false);

    /// <summary>Inner nodes of a path that both of its edges point at.</summary>
    public static IEnumerable<int> Colliders(List<PathStep> path) => Enumerable.Range(1, Math.Max(0, path.Count - 2))
        .Where(i => path[i - 1].Next != Arrow.Backward && path[i].Next != Arrow.Forward)
        .Select(i => path[i].Node);

    private static (List<List<PathStep>> Paths, bool Truncated) List(CausalDiagram diagram, ReadOnlySpan<int> treatments, ReadOnlySpan<int> outcomes, bool causal)
    {
        // A directed path can only run through ancestors of its end.
        var useful = causal ? diagram.Ancestors(outcomes) : null;
        var isTreatment = diagram.Flags(treatments);
        var isOutcome = diagram.Flags(outcomes);
        var found = new List<List<PathStep>>();
        var waiting = new Queue<(int Node, Step? Before)>();
        foreach (var treatment in treatments)
        {
            Extend(treatment, null, atStart: true);
        }

        for (var steps = 0; waiting.TryDequeue(out var at); steps++)
        {
            if (steps == MaxSteps || found.Count == MaxPaths)
            {
                return (found, true);
            }

            if (isOutcome[at.Node])
            {
                found.Add(Unroll(at.Node, at.Before));
            }
            else
            {
                Extend(at.Node, at.Before, atStart: false);
            }
        }

        return (found, false);

        void Extend(int node, Step? before, bool atStart)
        {
            if (!causal)
            {
                foreach (var parent in diagram.Parents(node))
                {
                    Add(parent, Arrow.Backward);
                }

                foreach (var sibling in diagram.Siblings(node))
                {
                    Add(sibling, Arrow.Both);
                }
            }

            if (causal || !atStart)
            {
                foreach (var child in diagram.Children(node))
                {
                    Add(child, Arrow.Forward);
                }
            }

            void Add(int next, Arrow arrow)
            {
                var taken = isTreatment[next] || next == node || useful?[next] == false;
                for (var step = before; step is not null && !taken; step = step.Before)
                {
                    taken = step.Node == next;
                }

                if (!taken && waiting.Count < MaxSteps)
                {
                    waiting.Enqueue((next, new Step(node, arrow, before)));
                }
            }
        }
    }

    private static List<PathStep> Unroll(int last, Step? before)
    {
        List<PathStep> path = [new(last, Arrow.None)];
        for (var step = before; step is not null; step = step.Before)
        {
            path.Add(new PathStep(step.Node, step.Next));
        }

        path.Reverse();
        return path;
    }

    private sealed record Step(int Node, Arrow Next, Step? Before);
}
