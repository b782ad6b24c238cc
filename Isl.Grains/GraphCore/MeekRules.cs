using Isl.Grains.Numerics;

namespace Isl.Grains.GraphCore;

/// <summary>What the orientation rules did.</summary>
/// <param name="Oriented">Edges they directed.</param>
/// <param name="RefusedByCycle">Orientations refused because they would have closed a directed cycle.</param>
/// <param name="RefusedByKnowledge">Orientations refused because prior knowledge forbids them.</param>
public readonly record struct MeekOutcome(int Oriented, int RefusedByCycle, int RefusedByKnowledge);

/// <summary>Directs the open edges whose direction follows from those already directed.</summary>
/// <remarks>
/// Source: Meek (1995), rules 1–4. On a graph with a member no rule ever closes a cycle or opposes knowledge; conflicting colliders can
/// make one try to, and it is refused then. Rules are applied in rounds until nothing changes, in a fixed order: rule 1 over i → j — k by
/// j, i, k; rule 2 over i → j → k by j, i, k; rule 3 over i — j → l, i — k → l by j, i, l; rule 4 by effect, then cause.
/// </remarks>
public static class MeekRules
{
    /// <summary>Applies the rules to a graph in place.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="constraints">Prior knowledge; the edges it directs must already be directed. Null for none.</param>
    /// <param name="fourth">Use rule 4, which only knowledge (or a choice made by hand) can bring about.</param>
    public static MeekOutcome Close(Cpdag graph, EdgeConstraints? constraints, bool fourth = false)
    {
        var run = new Run(graph, constraints);
        int before;
        do
        {
            before = run.Oriented;
            run.AwayFromCollider();
            run.AwayFromCycle();
            run.TwoPaths();
            if (fourth || constraints is not null)
            {
                run.Detour();
            }
        }
        while (run.Oriented > before);

        return new MeekOutcome(run.Oriented, run.ByCycle.Count, run.ByKnowledge.Count);
    }

    private sealed class Run(Cpdag graph, EdgeConstraints? constraints)
    {
        public int Oriented { get; private set; }

        public HashSet<(int, int)> ByCycle { get; } = [];

        public HashSet<(int, int)> ByKnowledge { get; } = [];

        /// <summary>Rule 1: i → j — k with i and k apart gives j → k, or j would be a collider.</summary>
        public void AwayFromCollider()
        {
            for (var j = 0; j < graph.Order; j++)
            {
                for (var i = Next(graph.ParentRows, j, 0); i >= 0; i = Next(graph.ParentRows, j, i + 1))
                {
                    for (var k = Next(graph.UndirectedRows, j, 0); k >= 0; k = Next(graph.UndirectedRows, j, k + 1))
                    {
                        if (!graph.IsAdjacent(i, k))
                        {
                            Orient(j, k);
                        }
                    }
                }
            }
        }

        /// <summary>Rule 2: i → j → k with i — k gives i → k, or there would be a cycle.</summary>
        public void AwayFromCycle()
        {
            for (var j = 0; j < graph.Order; j++)
            {
                for (var i = Next(graph.ParentRows, j, 0); i >= 0; i = Next(graph.ParentRows, j, i + 1))
                {
                    for (var k = Next(graph.ChildRows, j, 0); k >= 0; k = Next(graph.ChildRows, j, k + 1))
                    {
                        if (graph.IsUndirected(i, k))
                        {
                            Orient(i, k);
                        }
                    }
                }
            }
        }

        /// <summary>Rule 3: i — l with i — j → l and i — k → l, j and k apart, gives i → l: l → i would force j → i ← k.</summary>
        public void TwoPaths()
        {
            for (var j = 0; j < graph.Order; j++)
            {
                for (var i = Next(graph.UndirectedRows, j, 0); i >= 0; i = Next(graph.UndirectedRows, j, i + 1))
                {
                    for (var l = Next(graph.ChildRows, j, 0); l >= 0; l = Next(graph.ChildRows, j, l + 1))
                    {
                        if (graph.IsUndirected(i, l) && HasSecondPath(i, j, l))
                        {
                            Orient(i, l);
                        }
                    }
                }
            }
        }

        /// <summary>
        /// Rule 4: i — l with i — k → j → l, i and j adjacent, k and l apart, gives i → l: l → i would force i → k, and so l → … → l.
        /// </summary>
        public void Detour()
        {
            for (var l = 0; l < graph.Order; l++)
            {
                for (var i = Next(graph.UndirectedRows, l, 0); i >= 0; i = Next(graph.UndirectedRows, l, i + 1))
                {
                    if (HasDetour(i, l))
                    {
                        Orient(i, l);
                    }
                }
            }
        }

        private static int Next(BitMatrix rows, int row, int from) => rows.Next(row, from);

        private bool HasSecondPath(int i, int j, int l)
        {
            var open = graph.UndirectedRows[i];
            var parents = graph.ParentRows[l];
            var near = graph.AdjacentRows[j];
            for (var k = Bits.Next(open, j + 1); k >= 0; k = Bits.Next(open, k + 1))
            {
                if (Bits.Contains(parents, k) && !Bits.Contains(near, k))
                {
                    return true;
                }
            }

            return false;
        }

        private bool HasDetour(int i, int l)
        {
            var open = graph.UndirectedRows[i];
            var near = graph.AdjacentRows[l];
            for (var j = Next(graph.ParentRows, l, 0); j >= 0; j = Next(graph.ParentRows, l, j + 1))
            {
                var parents = graph.ParentRows[j];
                for (var word = 0; word < open.Length && graph.IsAdjacent(i, j); word++)
                {
                    if ((open[word] & parents[word] & ~near[word]) != 0)
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        private void Orient(int from, int to)
        {
            if (constraints?.IsForbidden(from, to) == true)
            {
                ByKnowledge.Add((from, to));
            }
            else if (graph.Reaches(to, from))
            {
                ByCycle.Add((from, to));
            }
            else
            {
                graph.Orient(from, to);
                Oriented++;
            }
        }
    }
}
