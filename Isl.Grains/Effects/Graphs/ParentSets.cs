using System.Collections.Immutable;
using Isl.Grains.GraphCore;

namespace Isl.Grains.Effects.Graphs;

/// <summary>The sets that can be the parents of a treatment in the members of a class: adjusting for each gives the effects of all members.</summary>
/// <remarks>
/// Source: Maathuis, Kalisch &amp; Bühlmann (2009), section 4 (IDA, local); which sets are possible is decided by Meek's rules, as Perković,
/// Kalisch &amp; Maathuis (2017), section 4.2, do where there is knowledge besides.
/// </remarks>
internal static class ParentSets
{
    /// <summary>The sets, each with a member in which it is the treatment's parents; no more than asked for.</summary>
    /// <param name="graph">The class, maximally oriented.</param>
    /// <param name="treatment">The treatment.</param>
    /// <param name="constraints">Prior knowledge.</param>
    /// <param name="most">Most sets.</param>
    public static List<(ImmutableArray<int> Parents, DirectedEdges Member)> Of(Cpdag graph, int treatment, EdgeConstraints constraints, int most)
    {
        var found = new List<(ImmutableArray<int>, DirectedEdges)>();
        var open = graph.UndirectedNeighbours(treatment);
        var completed = graph.ConsistentExtension() is { } known ? Cpdag.FromDag(known) : null;
        Extend(0, []);
        return found;

        void Extend(int at, ImmutableArray<int> chosen)
        {
            if (found.Count >= most || completed is null)
            {
                return;
            }

            if (at == open.Count)
            {
                if (Member(chosen) is { } member)
                {
                    found.Add(([.. member.Parents(treatment)], member));
                }

                return;
            }

            Extend(at + 1, chosen);

            // Two new parents that are apart would be a collider which the class does not have.
            if (chosen.All(other => graph.IsAdjacent(other, open[at])))
            {
                Extend(at + 1, chosen.Add(open[at]));
            }
        }

        DirectedEdges? Member(ImmutableArray<int> chosen)
        {
            var branch = graph.Copy();
            foreach (var neighbour in open)
            {
                var isParent = chosen.Contains(neighbour);
                branch.Orient(isParent ? neighbour : treatment, isParent ? treatment : neighbour);
            }

            var outcome = MeekRules.Close(branch, constraints, fourth: true);
            return outcome is { RefusedByCycle: 0, RefusedByKnowledge: 0 }
                && branch.ConsistentExtension() is { } member && Cpdag.FromDag(member).SameAs(completed!)
                ? member
                : null;
        }
    }
}
