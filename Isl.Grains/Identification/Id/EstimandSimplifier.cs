using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification.Id;

/// <summary>Builds sums and quotients of formulas in a short form. Every rewrite is an identity in the distributions of the graph.</summary>
/// <remarks>
/// The rules are the chain rule, marginalisation, and conditional independence read off the graph by m-separation (Richardson 2003), all in
/// <see cref="ConditionalRules"/>.
/// </remarks>
/// <param name="graph">The graph over the observed variables.</param>
/// <param name="cancellation">When signalled, everything stops.</param>
internal sealed class EstimandSimplifier(LatentProjection graph, CancellationToken cancellation)
{
    /// <summary>Largest formula worked on, in mentions of variables.</summary>
    public const int MaxSize = 50_000;

    private const int MaxPasses = 8;

    private readonly ConditionalRules _rules = new(graph);

    /// <summary>Set once a formula outgrew <see cref="MaxSize"/>; what is built from then on is meaningless.</summary>
    public bool TooLarge { get; private set; }

    /// <summary>Σ over <paramref name="over"/> of a product, as a product.</summary>
    public Formula[] Sum(BitSet over, ReadOnlySpan<Formula> factors)
    {
        cancellation.ThrowIfCancellationRequested();
        if (IsTooLarge(factors) || over.IsEmpty)
        {
            return TooLarge ? [] : factors.ToArray();
        }

        var items = FormulaCancelling.Cancelled(factors);
        var divisors = new List<Formula>();
        var left = over | Flatten(items, divisors, over);
        Eliminate(ref left, items);
        if (!left.IsSubsetOf(Formula.FreeOf([.. items])))
        {
            // A variable that is summed over and no longer mentioned stands for the number of its values, which nobody knows.
            return [new SumFormula(over, factors.ToArray())];
        }

        var product = left.IsEmpty ? items : Split(left, items);
        return divisors.Count == 0 ? [.. product] : Quotient([.. product], [.. divisors]);
    }

    /// <summary>A quotient of products, as a product.</summary>
    public Formula[] Quotient(ReadOnlySpan<Formula> numerator, ReadOnlySpan<Formula> denominator)
    {
        if (IsTooLarge(numerator) || IsTooLarge(denominator))
        {
            return [];
        }

        var (above, below) = (new List<Formula>(), new List<Formula>());
        Open(numerator, above, below);
        Open(denominator, below, above);
        for (var i = below.Count - 1; i >= 0; i--)
        {
            var same = above.FindIndex(factor => Formula.Same(factor, below[i]));
            if (same >= 0)
            {
                above.RemoveAt(same);
                below.RemoveAt(i);
            }
            else if (below[i] is ProbabilityFormula divisor && TryDivide(above, divisor))
            {
                below.RemoveAt(i);
            }
            else if (TryDivideSum(above, below[i]))
            {
                below.RemoveAt(i);
            }
        }

        return below.Count == 0 && above.Count > 0 ? [.. above]
            : above.Count > 0 ? [new QuotientFormula([.. above], [.. below])]
            : [new QuotientFormula(numerator.ToArray(), denominator.ToArray())];
    }

    /// <summary>The product with what belongs together joined, in reading order.</summary>
    public Formula[] Finish(ReadOnlySpan<Formula> factors) => new ReadingForm(graph, _rules).Of([.. FormulaCancelling.Cancelled(factors)]);

    /// <summary>
    /// Opens inner sums and quotients as far as no variable changes its meaning by it. Returns the variables of the opened sums.
    /// </summary>
    private static BitSet Flatten(List<Formula> items, List<Formula> divisors, BitSet over)
    {
        BitSet opened = default;
        for (var i = 0; i < items.Count;)
        {
            if (items[i] is QuotientFormula quotient && !Formula.FreeOf(quotient.Denominator).Overlaps(over | opened))
            {
                items.RemoveAt(i);
                items.AddRange(quotient.Numerator);
                divisors.AddRange(quotient.Denominator);
            }
            else if (items[i] is SumFormula sum && !sum.Over.Overlaps(over | opened) && !FreeOfOthers(items, i).Overlaps(sum.Over)
                && !divisors.Exists(divisor => divisor.Free.Overlaps(sum.Over)))
            {
                items.RemoveAt(i);
                items.AddRange(sum.Factors);
                opened |= sum.Over;
            }
            else
            {
                i++;
            }
        }

        return opened;
    }

    private static BitSet FreeOfOthers(List<Formula> items, int except)
    {
        BitSet free = default;
        for (var i = 0; i < items.Count; i++)
        {
            free |= i == except ? default : items[i].Free;
        }

        return free;
    }

    private static void Open(ReadOnlySpan<Formula> factors, List<Formula> above, List<Formula> below)
    {
        foreach (var factor in factors)
        {
            if (factor is QuotientFormula quotient)
            {
                above.AddRange(quotient.Numerator);
                below.AddRange(quotient.Denominator);
            }
            else
            {
                above.Add(factor);
            }
        }
    }

    /// <summary>
    /// Carries out the summation over single variables wherever that leaves no sum. Causes before their effects, so that of two variables
    /// either of which could be averaged over the one nearer to the outcome stays, whose estimate varies less.
    /// </summary>
    private void Eliminate(ref BitSet over, List<Formula> items)
    {
        var order = graph.Sorted(over);
        for (var (pass, changed) = (0, true); changed && pass < MaxPasses; pass++)
        {
            changed = false;
            foreach (var node in order)
            {
                if (over.Contains(node) && TryEliminate(node, items))
                {
                    over -= BitSet.Of(node);
                    changed = true;
                }
            }
        }
    }

    private bool TryEliminate(int node, List<Formula> items)
    {
        var alone = BitSet.Of(node);
        ProbabilityFormula? head = null;
        var holders = new List<Formula>();
        var plain = true;
        foreach (var item in items)
        {
            if (!item.Free.Contains(node))
            {
                continue;
            }

            holders.Add(item);
            plain &= item is ProbabilityFormula;
            if (item is ProbabilityFormula probability && probability.Of.Contains(node))
            {
                plain &= head is null;
                head = probability;
            }
        }

        if (holders is [QuotientFormula quotient] && !Formula.FreeOf(quotient.Denominator).Contains(node))
        {
            items.Remove(quotient);
            items.AddRange(Quotient(Sum(alone, quotient.Numerator), quotient.Denominator));
            return true;
        }

        if (!plain || head is null)
        {
            return false;
        }

        var aside = new List<Formula>();
        if (holders.Count > 1)
        {
            holders.Remove(head);
            holders.Sort((a, b) => graph.LastPosition(((ProbabilityFormula)a).Of).CompareTo(graph.LastPosition(((ProbabilityFormula)b).Of)));
            foreach (var holder in holders)
            {
                if (_rules.TryChain((ProbabilityFormula)holder, head) is { } whole)
                {
                    head = whole;
                    continue;
                }

                // P(A, v | B) = P(A | B) P(v | A, B): the second factor alone may go together with what depends on v.
                aside.Add(new ProbabilityFormula(head.Of - alone, head.Given));
                if (
                    head.Of == alone
                    || _rules.TryChain((ProbabilityFormula)holder, new ProbabilityFormula(alone, head.Given | (head.Of - alone))) is not { } part)
                {
                    return false;
                }

                head = part;
            }
        }

        items.RemoveAll(item => item.Free.Contains(node));
        aside.ForEach(item => items.Add(_rules.Probability(((ProbabilityFormula)item).Of, ((ProbabilityFormula)item).Given)));
        if (head.Of != alone)
        {
            items.Add(_rules.Probability(head.Of - alone, head.Given));
        }

        return true;
    }

    /// <summary>Divides a product by a marginal of one of its factors, or of what several of them are together.</summary>
    private bool TryDivide(List<Formula> above, ProbabilityFormula divisor)
    {
        for (var i = 0; i < above.Count; i++)
        {
            if (above[i] is not ProbabilityFormula whole || !whole.Of.Overlaps(divisor.Of))
            {
                continue;
            }

            var rest = new List<Formula>(above);
            rest.RemoveAt(i);
            while (true)
            {
                if (_rules.TryCondition(whole, divisor) is { } quotient)
                {
                    above.Clear();
                    above.AddRange(rest);
                    above.Add(quotient);
                    return true;
                }

                if (!_rules.TryGrow(ref whole, rest))
                {
                    break;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// Divides under a sum whose variables the divisor does not mention: Σ of P(A | B) P(B, c), by P(c), is Σ of P(A | B) P(B | c).
    /// </summary>
    private bool TryDivideSum(List<Formula> above, Formula divisor)
    {
        for (var i = 0; i < above.Count; i++)
        {
            if (above[i] is not SumFormula sum || sum.Over.Overlaps(divisor.Free))
            {
                continue;
            }

            List<Formula> inner = [.. sum.Factors];
            var same = inner.FindIndex(factor => Formula.Same(factor, divisor));
            if (same >= 0)
            {
                inner.RemoveAt(same);
            }

            if (same >= 0 ? sum.Over.IsSubsetOf(Formula.FreeOf([.. inner])) : divisor is ProbabilityFormula plain && TryDivide(inner, plain))
            {
                above.RemoveAt(i);
                above.AddRange(Sum(sum.Over, [.. inner]));
                return true;
            }
        }

        return false;
    }

    /// <summary>A sum over several groups of variables that share no factor is a product of sums.</summary>
    private List<Formula> Split(BitSet over, List<Formula> items)
    {
        var product = items.FindAll(item => !item.Free.Overlaps(over));
        var rest = items.FindAll(item => item.Free.Overlaps(over));
        var count = rest.Count;
        while (rest.Count > 0)
        {
            List<Formula> group = [rest[0]];
            var mine = rest[0].Free & over;
            rest.RemoveAt(0);
            for (var i = 0; i < rest.Count;)
            {
                if (!rest[i].Free.Overlaps(mine))
                {
                    i++;
                    continue;
                }

                group.Add(rest[i]);
                mine |= rest[i].Free & over;
                rest.RemoveAt(i);
                i = 0;
            }

            // With fewer factors beside it an inner sum may open now.
            if (group.Count < items.Count && group.Exists(item => item is SumFormula))
            {
                product.AddRange(Sum(mine, [.. group]));
            }
            else
            {
                product.Add(new SumFormula(mine, [.. group]));
            }
        }

        return product;
    }

    private bool IsTooLarge(ReadOnlySpan<Formula> factors) => TooLarge |= Formula.SizeOf(factors) > MaxSize;
}
