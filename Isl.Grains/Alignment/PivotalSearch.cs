using Isl.Grains.Interfaces.Alignment;
using Isl.Grains.Numerics;

namespace Isl.Grains.Alignment;

/// <summary>The smallest set of contested pairs which, read as some member reads them, changes the decision.</summary>
/// <remarks>All sets of one pair first, then of two and so on; within a size the most divided pairs first, so that it is the closest call.</remarks>
internal sealed class PivotalSearch(ModelPool pool, EffectVerdict decided, ModelAlignmentQuestion question, WorkBudget budget)
{
    private const int MostGraphs = 4000;
    private const int MostPairs = 6;
    private readonly List<PairClaims> _contested = pool.Contested;
    private int _looked;

    /// <summary>Whether the search ended before every set was tried.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The set, as pairs with their other claims, and what is decided then; null where none changes it.</summary>
    public (List<(PairClaims Pair, PairClaim Claim, int[] Members)> Changes, EffectVerdict Verdict)? Find()
    {
        for (var size = 1; size <= _contested.Count; size++)
        {
            if (size > MostPairs)
            {
                IsCut = true;
                return null;
            }

            if (Within([], 0, size) is { } found)
            {
                return found;
            }

            if (IsCut)
            {
                return null;
            }
        }

        return null;
    }

    private (List<(PairClaims Pair, PairClaim Claim, int[] Members)> Changes, EffectVerdict Verdict)? Within(
        List<(PairClaims Pair, PairClaim Claim, int[] Members)> chosen, int from, int left)
    {
        if (left == 0)
        {
            return Try(chosen);
        }

        for (var i = from; i <= _contested.Count - left && !IsCut; i++)
        {
            var pair = _contested[i];
            foreach (var (claim, members) in pair.Claims.Where(one => one.Claim != pool.CommonOf(pair)))
            {
                if (Within([.. chosen, (pair, claim, members)], i + 1, left - 1) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private (List<(PairClaims Pair, PairClaim Claim, int[] Members)> Changes, EffectVerdict Verdict)? Try(
        List<(PairClaims Pair, PairClaim Claim, int[] Members)> chosen)
    {
        budget.ThrowIfCancelled();
        if (++_looked > MostGraphs || budget.IsSpent)
        {
            IsCut = true;
            return null;
        }

        var claims = new Dictionary<(int First, int Second), PairClaim>(pool.Common);
        foreach (var (pair, claim, _) in chosen)
        {
            claims[(pair.First, pair.Second)] = claim;
        }

        if (pool.GraphOf(claims) is not { } graph)
        {
            return null;
        }

        var verdict = EffectVerdict.Of(graph, question.Treatment, question.Outcome, budget.Cancellation);
        return verdict.AgreesWith(decided) ? null : (chosen, verdict);
    }
}
