using Isl.Graphs;

namespace Isl.Identification;

/// <summary>Paths from a treatment to an outcome that start with an arrow into the treatment; a bounded number, shortest first.</summary>
internal static class BackDoorPaths
{
    /// <summary>Most paths listed.</summary>
    public const int MaxPaths = 20;

    private const int MaxSteps = 20_000;

    /// <summary>Simple back-door paths, found breadth first, and whether there may be more.</summary>
    public static (List<List<PathStep>> Paths, bool Truncated) List(CausalDiagram diagram, ReadOnlySpan<int> treatments, ReadOnlySpan<int> outcomes)
    {
        var isTreatment = diagram.Flags(treatments);
        var isOutcome = diagram.Flags(outcomes);
        var found = new List<List<PathStep>>();
        var waiting = new Queue<(int Node, Step? Before)>();
        foreach (var treatment in treatments)
        {
            Extend(treatment, null, intoStart: true);
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
                Extend(at.Node, at.Before, intoStart: false);
            }
        }

        return (found, false);

        void Extend(int node, Step? before, bool intoStart)
        {
            foreach (var parent in diagram.Parents(node))
            {
                Add(parent, Arrow.Backward);
            }

            foreach (var sibling in diagram.Siblings(node))
            {
                Add(sibling, Arrow.Both);
            }

            if (!intoStart)
            {
                foreach (var child in diagram.Children(node))
                {
                    Add(child, Arrow.Forward);
                }
            }

            void Add(int next, Arrow arrow)
            {
                var taken = isTreatment[next] || next == node;
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
