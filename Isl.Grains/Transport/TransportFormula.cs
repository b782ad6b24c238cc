using System.Collections.Immutable;
using Isl.Grains.Identification.Id;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Grains.Transport;

/// <summary>Puts mechanisms of several distributions together to the formula of an effect.</summary>
internal static class TransportFormula
{
    private const int MaxEstimandSize = 20_000;
    private const int MaxEstimandDepth = 20;

    /// <summary>The formula; null where it is too large to write down.</summary>
    public static Estimand? Of(SelectionDiagram diagram, Decomposition effect, ImmutableArray<Identified> chosen)
    {
        var groups = chosen.GroupBy(one => one.From).Select(group => new Group(group.Key, [.. group.SelectMany(one => one.Factors)])).ToList();
        var over = effect.Needed - diagram.Outcome;
        for (var before = default(BitSet); before != over;)
        {
            before = over;
            over = SumWithin(groups, over); // what one sum makes independent may leave another variable to one distribution
        }

        var parts = new List<(Estimand Estimand, BitSet Free)>();
        foreach (var group in groups)
        {
            var valued = diagram.Treatment | diagram.Outcome | over;
            var loose = Formula.FreeOf(group.Factors) - valued;
            if (!loose.IsEmpty)
            {
                // The value of these does not matter, so an average over them has the same value.
                group.Factors = group.From.Simplifier.Sum(loose, [new ProbabilityFormula(loose, default), .. group.Factors]);
            }

            group.Factors = group.From.Simplifier.Finish(group.Factors);
            if (group.From.Simplifier.TooLarge || group.Factors is not { Length: > 0 } factors
                || Formula.SizeOf(factors) > MaxEstimandSize || Formula.DepthOf(factors) > MaxEstimandDepth)
            {
                return null;
            }

            var unvalued = group.From.Experiment - valued;
            if (unvalued.IsEmpty)
            {
                parts.AddRange(factors.Select(factor => (Tagged(diagram, group.From, factor), factor.Free | group.From.Experiment)));
            }
            else
            {
                parts.Add((Averaged(diagram, group.From, factors, unvalued), (Formula.FreeOf(factors) | group.From.Experiment) - unvalued));
            }
        }

        return Summed(diagram, over, parts);
    }

    /// <summary>Sums over the variables that one distribution alone mentions; returns the others.</summary>
    private static BitSet SumWithin(List<Group> groups, BitSet over)
    {
        foreach (var group in groups)
        {
            var others = groups.Where(other => other != group).Aggregate(default(BitSet), (free, other) => free | other.Mentioned);
            var own = over - others - group.From.Experiment;
            own &= Formula.FreeOf(group.Factors);
            if (!own.IsEmpty)
            {
                group.Factors = group.From.Simplifier.Sum(own, group.Factors);
                over -= own;
            }
        }

        return over;
    }

    /// <summary>An experiment that sets more than the effect fixes: any value of the rest will do, so they are averaged over.</summary>
    private static Estimand Averaged(SelectionDiagram diagram, DataSource from, Formula[] factors, BitSet unvalued)
    {
        var seen = new ProbabilityTerm(diagram.Names(unvalued), []) { Domain = from.Domain };
        return new Estimand
        {
            Sum = new SumTerm(
                diagram.Names(unvalued),
                new Estimand { Product = [.. factors.Select(factor => Tagged(diagram, from, factor)), new Estimand { P = seen }] }),
        };
    }

    private static Estimand Summed(SelectionDiagram diagram, BitSet over, List<(Estimand Estimand, BitSet Free)> parts)
    {
        var inside = parts.Where(part => part.Free.Overlaps(over)).Select(part => part.Estimand).ToImmutableArray();
        var outside = parts.Where(part => !part.Free.Overlaps(over)).Select(part => part.Estimand).ToList();
        if (!over.IsEmpty)
        {
            outside.Add(new Estimand { Sum = new SumTerm(diagram.Names(over), Product(inside)) });
        }

        return Product([.. outside]);
    }

    private static Estimand Product(ImmutableArray<Estimand> factors) => factors.Length == 1 ? factors[0] : new Estimand { Product = factors };

    private static Estimand Tagged(SelectionDiagram diagram, DataSource from, Formula factor)
    {
        ImmutableArray<string>? set = from.Experiment.IsEmpty ? null : diagram.Names(from.Experiment);
        return Tag(Formula.ToEstimand([factor], diagram.Graph.Nodes));

        Estimand Tag(Estimand estimand) => estimand switch
        {
            { P: { } p } => new Estimand { P = p with { Do = set, Domain = from.Domain } },
            { Sum: { } sum } => new Estimand { Sum = new SumTerm(sum.Over, Tag(sum.Of)) },
            { Quotient: { } quotient } => new Estimand { Quotient = new QuotientTerm(Tag(quotient.Num), Tag(quotient.Den)) },
            _ => new Estimand { Product = [.. (estimand.Product ?? []).Select(Tag)] },
        };
    }

    /// <summary>The mechanisms that come from one distribution.</summary>
    private sealed class Group(DataSource from, Formula[] factors)
    {
        public DataSource From => from;

        public Formula[] Factors { get; set; } = factors;

        public BitSet Mentioned => Formula.FreeOf(Factors) | from.Experiment;
    }
}
