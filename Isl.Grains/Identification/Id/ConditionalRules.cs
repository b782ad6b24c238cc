using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification.Id;

/// <summary>
/// Identities of conditional probabilities in the distributions of a graph: chain rule, conditioning, and independence by m-separation.
/// </summary>
/// <remarks>Tests of separation are counted, so that the work is bounded and the result does not depend on the clock.</remarks>
/// <param name="graph">The graph over the observed variables.</param>
internal sealed class ConditionalRules(LatentProjection graph)
{
    private const int MaxTests = 10_000;

    private int _tests;

    /// <summary>P(of | given) without the conditions that make no difference.</summary>
    public ProbabilityFormula Probability(BitSet of, BitSet given)
    {
        foreach (var node in given)
        {
            var rest = given - BitSet.Of(node);
            if (Independent(of, BitSet.Of(node), rest))
            {
                given = rest;
            }
        }

        return new ProbabilityFormula(of, given);
    }

    /// <summary>P(effect | …) P(cause | …) as one conditional probability where the graph allows it; null where it does not.</summary>
    public ProbabilityFormula? TryChain(ProbabilityFormula effect, ProbabilityFormula cause)
    {
        if (effect.Of.Overlaps(cause.Of) || effect.Of.Overlaps(cause.Given))
        {
            return null;
        }

        var given = cause.Given | (effect.Given - cause.Of);
        return Independent(effect.Of, (cause.Of | given) - effect.Given, effect.Given) && Independent(cause.Of, given - cause.Given, cause.Given)
            ? new ProbabilityFormula(effect.Of | cause.Of, given)
            : null;
    }

    /// <summary>Takes another factor in, by the chain rule.</summary>
    public bool TryGrow(ref ProbabilityFormula whole, List<Formula> rest)
    {
        for (var i = 0; i < rest.Count; i++)
        {
            if (rest[i] is ProbabilityFormula part && (TryChain(part, whole) ?? TryChain(whole, part)) is { } grown)
            {
                whole = grown;
                rest.RemoveAt(i);
                return true;
            }
        }

        return false;
    }

    /// <summary>P(A, B | …) / P(B | …) = P(A | B, …) where the graph allows it; null where it does not.</summary>
    public ProbabilityFormula? TryCondition(ProbabilityFormula whole, ProbabilityFormula divisor) =>
        whole.Of != divisor.Of && divisor.Of.IsSubsetOf(whole.Of) && !whole.Of.Overlaps(divisor.Given)
        && Independent(whole.Of, divisor.Given - whole.Given, whole.Given)
        && Independent(divisor.Of, whole.Given - divisor.Given, divisor.Given)
            ? Probability(whole.Of - divisor.Of, divisor.Of | whole.Given | divisor.Given)
            : null;

    /// <summary>Is it certain that the sets are independent given the third? False once the tests are used up.</summary>
    private bool Independent(BitSet a, BitSet b, BitSet given) =>
        b.IsEmpty || (_tests++ < MaxTests && graph.IsSeparated(a, b, given));
}
