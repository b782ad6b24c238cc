using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification.Id;

/// <summary>P(outcomes | do(treatments), conditions) in a graph over observed variables.</summary>
internal sealed record EffectQuery(LatentProjection Graph, BitSet Treatments, BitSet Outcomes, BitSet Conditions)
{
    /// <summary>A query by node indices.</summary>
    /// <exception cref="ArgumentException">A node is latent or has two roles, or there is no outcome.</exception>
    public EffectQuery(CausalDiagram diagram, ReadOnlySpan<int> treatments, ReadOnlySpan<int> outcomes, ReadOnlySpan<int> conditions)
        : this(new LatentProjection(diagram), BitSet.Of(treatments), BitSet.Of(outcomes), BitSet.Of(conditions))
    {
        if (Outcomes.IsEmpty)
        {
            throw new ArgumentException("An effect needs an outcome.", nameof(outcomes));
        }

        if (Treatments.Overlaps(Outcomes) || Conditions.Overlaps(Treatments | Outcomes))
        {
            throw new ArgumentException("A variable has one role at most: treatment, outcome or condition.");
        }

        if (!(Treatments | Outcomes | Conditions).IsSubsetOf(Graph.Observed))
        {
            throw new ArgumentException("Treatments, outcomes and conditions are observed variables.");
        }
    }

    /// <summary>
    /// A condition that may as well be set, or null: one that is separated from the outcomes, given all else, once the arrows into the
    /// treatments and those out of it are cut (rule 2 of do-calculus, line 1 of IDC).
    /// </summary>
    public int? FindExchangeable()
    {
        foreach (var condition in Conditions)
        {
            var alone = BitSet.Of(condition);
            if (Graph.Mutilated(into: Treatments, outOf: alone).IsSeparated(Outcomes, alone, Treatments | (Conditions - alone)))
            {
                return condition;
            }
        }

        return null;
    }

    /// <summary>The same query with a condition among the treatments.</summary>
    public EffectQuery Exchange(int condition) =>
        this with { Treatments = Treatments | BitSet.Of(condition), Conditions = Conditions - BitSet.Of(condition) };

    /// <summary>The same query with as many conditions as possible among the treatments.</summary>
    public EffectQuery Exchanged()
    {
        var query = this;
        while (query.FindExchangeable() is { } condition)
        {
            query = query.Exchange(condition);
        }

        return query;
    }
}
