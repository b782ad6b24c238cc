using Isl.Grains.GraphCore;

namespace Isl.Grains.Identification.Id;

/// <summary>Puts formulas in the form they are read in: P(A | B) P(B) joined to P(A, B), effects before causes, sums last.</summary>
/// <param name="graph">The graph over the observed variables.</param>
/// <param name="rules">What may be joined.</param>
internal sealed class ReadingForm(LatentProjection graph, ConditionalRules rules)
{
    /// <summary>A product in reading form, all its parts included.</summary>
    public Formula[] Of(ReadOnlySpan<Formula> factors)
    {
        var finished = new List<Formula>(factors.Length);
        foreach (var factor in factors)
        {
            finished.Add(factor switch
            {
                SumFormula sum => Of(sum.Factors) is var inner && sum.Over.IsSubsetOf(Formula.FreeOf(inner)) ? new SumFormula(sum.Over, inner) : sum,
                QuotientFormula quotient => new QuotientFormula(Of(quotient.Numerator), Of(quotient.Denominator)),
                ProbabilityFormula probability => rules.Probability(probability.Of, probability.Given),
                _ => factor,
            });
        }

        Join(finished);
        finished.Sort(ReadingOrder);
        return [.. finished];
    }

    /// <summary>Joins factors whose conditions fit without adding any.</summary>
    private void Join(List<Formula> items)
    {
        for (var joined = true; joined;)
        {
            joined = false;
            for (var i = 0; i < items.Count; i++)
            {
                for (var j = 0; j < items.Count; j++)
                {
                    if (i != j && items[i] is ProbabilityFormula effect && items[j] is ProbabilityFormula cause
                        && effect.Given - cause.Of == cause.Given && rules.TryChain(effect, cause) is { } whole)
                    {
                        items[i] = whole;
                        items.RemoveAt(j);
                        (i, j, joined) = (i > j ? i - 1 : i, -1, true);
                    }
                }
            }
        }
    }

    private int ReadingOrder(Formula a, Formula b)
    {
        var byKind = Kind(a).CompareTo(Kind(b));
        if (byKind != 0)
        {
            return byKind;
        }

        return a is ProbabilityFormula p && b is ProbabilityFormula q && graph.LastPosition(p.Of) != graph.LastPosition(q.Of)
            ? graph.LastPosition(q.Of).CompareTo(graph.LastPosition(p.Of))
            : graph.LastPosition(b.Free).CompareTo(graph.LastPosition(a.Free)) is var byFree and not 0 ? byFree
            : graph.FirstPosition(a.Free).CompareTo(graph.FirstPosition(b.Free));

        static int Kind(Formula formula) => formula switch
        {
            ProbabilityFormula => 0,
            QuotientFormula => 1,
            _ => 2,
        };
    }
}
