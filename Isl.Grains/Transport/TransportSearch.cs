using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Grains.Transport;

/// <summary>Decides transportability and finds, for every district of the effect, the distribution to take it from.</summary>
/// <remarks>
/// Source: Bareinboim &amp; Pearl (2012, 2014), Lee, Correa &amp; Bareinboim (2020): P*(y | do(x)) is the sum, over the ancestors of y in the graph
/// without x, of the product of the mechanisms of their districts, each of which must come from one of the distributions. Complete where both
/// populations measure the same variables. Deviation: where they do not, each way of leaving out variables that one of them lacks is tried as well.
/// </remarks>
internal static class TransportSearch
{
    /// <summary>Most variables of one population alone for which every way of leaving some out is tried.</summary>
    private const int MostPartial = 6;

    /// <summary>Searches for a way.</summary>
    /// <param name="diagram">The diagram.</param>
    /// <param name="withFormula">Whether formulas are wanted.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The first view of the diagram in which every district has a distribution; the view over all variables where none has.</returns>
    public static Decomposition Run(SelectionDiagram diagram, bool withFormula, CancellationToken cancellation)
    {
        Decomposition? first = null;
        foreach (var observed in Views(diagram))
        {
            var found = Decompose(diagram, observed, withFormula, cancellation);
            if (found.IsComplete)
            {
                return found;
            }

            first ??= found;
        }

        return first!;
    }

    /// <summary>The largest sets of variables whose mechanisms may differ though the effect stays transportable.</summary>
    public static ImmutableArray<BitSet> Tolerated(SelectionDiagram diagram, CancellationToken cancellation)
    {
        var all = BitSet.Of([.. Enumerable.Range(0, diagram.Graph.Nodes.Length)]);
        var alike = new SelectionDiagram(diagram.Graph, diagram.Question with { Selection = [] });
        var sets = new List<BitSet>();
        foreach (var observed in Views(alike))
        {
            var found = Decompose(alike, observed, withFormula: false, cancellation);
            if (found.IsComplete)
            {
                var free = all;
                foreach (var district in found.Districts.Where(one =>
                    one.Options.All(option => option.Obstacle != ObstacleKind.None || !option.From.IsTarget)))
                {
                    free -= alike.Mechanisms(district.Set, district.Fixed);
                }

                sets.Add(free);
            }
        }

        return
        [
            .. sets.Distinct()
                .Where(set => !sets.Exists(other => other != set && set.IsSubsetOf(other)))
                .Order(Comparer<BitSet>.Create((a, b) => a.Count != b.Count ? b.Count - a.Count : BitSet.Compare(a, b))),
        ];
    }

    /// <summary>Sets of variables to work with: all, then without some of those that one population lacks.</summary>
    private static IEnumerable<BitSet> Views(SelectionDiagram diagram)
    {
        var partial = (diagram.Partial - diagram.Treatment - diagram.Outcome).ToArray();
        if (partial.Length > MostPartial)
        {
            var target = diagram.Sources[^1].Measured | diagram.Treatment | diagram.Outcome;
            var source = diagram.Sources[^2].Measured | diagram.Treatment | diagram.Outcome;
            return [diagram.Observed, diagram.Observed & target, diagram.Observed & source, source & target];
        }

        return Enumerable.Range(0, 1 << partial.Length)
            .OrderBy(left => Bits.Count([(ulong)left]))
            .Select(left => diagram.Observed - BitSet.Of([.. partial.Where((_, i) => (left >> i & 1) == 1)]));
    }

    private static Decomposition Decompose(SelectionDiagram diagram, BitSet observed, bool withFormula, CancellationToken cancellation)
    {
        var graph = diagram.Over(observed);
        var needed = graph.Ancestors(diagram.Outcome, observed - diagram.Treatment);
        var districts = ImmutableArray.CreateBuilder<District>();
        foreach (var set in graph.Districts(needed))
        {
            var causes = Parents(graph, set);
            districts.Add(new District(
                set,
                causes,
                causes.Overlaps(diagram.Treatment),
                [.. diagram.Sources.Select(source => source.Identify(set, causes, withFormula, cancellation))]));
        }

        return new Decomposition(needed, districts.ToImmutable());
    }

    private static BitSet Parents(LatentProjection graph, BitSet set)
    {
        BitSet parents = default;
        foreach (var node in set)
        {
            parents |= graph.Parents(node);
        }

        return parents - set;
    }
}

/// <summary>An effect as the districts of its ancestors.</summary>
/// <param name="Needed">Ancestors of the outcome in the graph without the treatment.</param>
/// <param name="Districts">Their districts, with what each distribution at hand gives of them.</param>
internal sealed record Decomposition(BitSet Needed, ImmutableArray<District> Districts)
{
    /// <summary>Does every district have a distribution?</summary>
    public bool IsComplete => Districts.All(district => district.IsIdentified);

    /// <summary>The distribution for each district.</summary>
    /// <remarks>
    /// The first that gives it; but where the target must give the mechanisms that the treatment enters, and shows all others plainly too, nothing is
    /// gained by the source.
    /// </remarks>
    public ImmutableArray<Identified> Choose()
    {
        ImmutableArray<Identified> first = [.. Districts.Select(district => district.Options.First(option => option.Obstacle == ObstacleKind.None))];
        ImmutableArray<Identified> target = [.. Districts.Select(district => district.Options[^1])];
        var isNeeded = Districts.Zip(first).Any(pair => pair.First.HoldsTreatment)
            && Districts.Zip(first).All(pair => !pair.First.HoldsTreatment || pair.Second.From.IsTarget);
        return isNeeded && target.All(option => option.Obstacle == ObstacleKind.None && (option.IsPlain || Needs(option))) ? target : first;

        // What the target gives anyhow may be as complicated as it is.
        bool Needs(Identified option) => first.Contains(option);
    }
}

/// <summary>A district.</summary>
/// <param name="Set">Its variables.</param>
/// <param name="Fixed">Their direct causes outside of it.</param>
/// <param name="HoldsTreatment">Whether the treatment is among those.</param>
/// <param name="Options">What each distribution gives, in the order of preference.</param>
internal sealed record District(BitSet Set, BitSet Fixed, bool HoldsTreatment, ImmutableArray<Identified> Options)
{
    /// <summary>Does a distribution give it?</summary>
    public bool IsIdentified => Options.Any(option => option.Obstacle == ObstacleKind.None);
}
