using Isl.Grains.Discovery.Resampling;
using Isl.Grains.Discovery.Searches;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery;

/// <summary>The probability that each edge of an answer is right, direction included.</summary>
internal sealed class EdgeBeliefs(DiscoveryDraft draft, ResampleTally tally)
{
    /// <summary>What a search that was ended early leaves.</summary>
    public const double CutFactor = 0.5;

    /// <summary>What tests leave that contradict each other or prior knowledge.</summary>
    private const double ContradictedFactor = 0.7;

    private readonly bool _hasShares = tally.Done > 0 && (draft.IsPooled || draft.IsResampled(tally)) && draft.DegradedReason is null;
    private readonly HashSet<(int, int)> _refuted = [.. draft.Check.Dependent];
    private readonly double _factor =
        (draft.Best.Stop == StopReason.Converged ? 1 : CutFactor)
        * (draft.Best.IsContradicted ? ContradictedFactor : 1)
        * (draft.Best.IsUntested ? 0 : 1);

    /// <summary>Were resamples asked for, and made?</summary>
    public bool IsResampled { get; } = draft.IsResampled(tally);

    /// <summary>Probability that an edge is right.</summary>
    public double Of(int from, int to) =>
        Math.Clamp(_factor * Reliability.Of(draft.Best.Algorithm, _hasShares).Probability(Evidence(from, to)), 0, 1);

    /// <summary>What speaks for an edge.</summary>
    public EdgeEvidence Evidence(int from, int to)
    {
        var isFound = draft.Best.Edges[from, to];
        var joined = _hasShares ? tally.Adjacency(from, to) : isFound || draft.Best.Edges[to, from] ? 1 : 0;
        var forward = _hasShares ? tally.Share(from, to) : isFound ? 1 : 0;
        return new EdgeEvidence(
            joined,
            IsOpen(from, to) ? Math.Min(forward, joined * Reliability.Even) : forward,
            _refuted.Contains((from, to)),
            (double)draft.Data.Rows / draft.Data.Columns);
    }

    /// <summary>Is the direction of an edge one that the method's own assumptions do not settle on these data?</summary>
    public bool IsOpen(int from, int to) => draft.Best.Pattern is { } pattern && !pattern.IsDirected(from, to);

    /// <summary>What lowers the probabilities of some edges.</summary>
    public IEnumerable<ConfidenceDoubt> Doubts(List<(int From, int To)> edges)
    {
        if (draft.Best.Stop != StopReason.Converged)
        {
            yield return ConfidenceDoubt.CutShort;
        }

        if (draft.Best.IsContradicted)
        {
            yield return ConfidenceDoubt.Contradicted;
        }

        if (draft.Best.IsUntested)
        {
            yield return ConfidenceDoubt.Untested;
        }

        if (edges.Exists(_refuted.Contains))
        {
            yield return ConfidenceDoubt.NotLinear;
        }

        if (Reliability.HasFewRows((double)draft.Data.Rows / draft.Data.Columns))
        {
            yield return ConfidenceDoubt.FewRows;
        }
    }
}
