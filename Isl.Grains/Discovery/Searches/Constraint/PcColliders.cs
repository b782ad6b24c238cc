using Isl.Grains.Discovery.Searches.Constraint.Tests;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Discovery.Searches.Constraint;

/// <summary>An unshielded triple whose middle the rule calls a collider.</summary>
/// <param name="I">One end, the lower index.</param>
/// <param name="J">The middle.</param>
/// <param name="K">The other end.</param>
/// <param name="Rank">Evidence by which priorities sort; 0 where they do not.</param>
internal readonly record struct Collider(int I, int J, int K, double Rank);

/// <summary>Decides which middles of unshielded triples are colliders.</summary>
/// <remarks>
/// Source: Spirtes, Glymour &amp; Scheines (2000), section 5.4.2, step C, for separating sets; Ramsey (2016) for the largest p-value; the
/// definite form lets only such sets decide as the test does not reject. Conditioning sets of the last two, and of the sorting priorities,
/// are all subsets of either end's neighbours, within the largest conditioning set allowed.
/// </remarks>
internal sealed class PcColliders(IndependenceTest test, PcSettings settings, PcSkeleton skeleton, TestTally tally)
{
    private bool NeedsEvidence =>
        settings.Rule != ColliderRule.SeparatingSets || settings.Priority is ColliderPriority.StrongerFirst or ColliderPriority.StrongerLast;

    /// <summary>Middles that separating sets call a collider and prior knowledge does not allow to be one.</summary>
    public List<Collider> AgainstKnowledge { get; } = [];

    /// <summary>Colliders by middle, then lower end, then higher end; sorted by evidence where the priority says so.</summary>
    public List<Collider> Find()
    {
        var evidence = new Dictionary<(int, int), Evidence>();
        var all = Triples().ToList();
        AgainstKnowledge.AddRange(
            all.Where(triple => !IsAllowed(triple) && IsApartWithout(triple)).Select(triple => new Collider(triple.I, triple.J, triple.K, 0)));
        var triples = all.FindAll(IsAllowed);
        foreach (var (i, j, k) in triples)
        {
            if (skeleton.TestedUpTo(i, k) < 0)
            {
                skeleton.FindSeparators(i, k);
            }
        }

        var candidates = triples.Where(triple => settings.Rule != ColliderRule.SeparatingSets || IsApartWithout(triple)).ToList();
        if (NeedsEvidence)
        {
            foreach (var pair in candidates.GroupBy(triple => (triple.I, triple.K)).TakeWhile(_ => tally.Stopped is null))
            {
                evidence.Add(pair.Key, Gather(pair.Key.I, pair.Key.K, [.. pair.Select(triple => triple.J)]));
            }
        }

        // Out of time, the evidence is of part of the sets only: the separating sets found decide, in the order of the columns.
        var complete = tally.Stopped is null;
        var colliders = new List<Collider>();
        foreach (var (i, j, k) in candidates)
        {
            var (with, without) = NeedsEvidence && complete ? evidence[(i, k)].Of(j) : (0, 0);
            if (!complete ? IsApartWithout((i, j, k)) : settings.Rule == ColliderRule.SeparatingSets || IsCollider(with, without))
            {
                colliders.Add(
                    new Collider(
                        i,
                        j,
                        k,
                        !complete ? 0
                            : settings.Priority == ColliderPriority.StrongerFirst ? with
                            : settings.Priority == ColliderPriority.StrongerLast ? -without
                            : 0)
                );
            }
        }

        return [.. colliders.OrderBy(collider => collider.Rank)];
    }

    private IEnumerable<(int I, int J, int K)> Triples() =>
        from j in Enumerable.Range(0, test.Order)
        let near = skeleton.Adjacent.Members(j)
        from i in near
        from k in near
        where i < k && !skeleton.Adjacent[i, k]
        select (i, j, k);

    /// <summary>Prior knowledge does not say otherwise.</summary>
    private bool IsAllowed((int I, int J, int K) triple) =>
        !settings.Constraints.IsForbidden(triple.I, triple.J) && !settings.Constraints.IsForbidden(triple.K, triple.J);

    private bool IsApartWithout((int I, int J, int K) triple) => skeleton.Separators(triple.I, triple.K) is { } sets && !sets.Contains(triple.J);

    /// <summary>Does the evidence call the middle a collider?</summary>
    private bool IsCollider(double with, double without) => settings.Rule == ColliderRule.MaxP
        ? without > with
        : with <= settings.Alpha && (without > settings.Alpha || without > with);

    /// <summary>The largest p-values of a pair over all sets with, and without, each middle.</summary>
    private Evidence Gather(int i, int k, int[] middles)
    {
        var evidence = new Evidence(middles);
        int[] near = [.. skeleton.Adjacent.Members(i)];
        int[] far = [.. skeleton.Adjacent.Members(k)];
        var largest = Math.Min(Math.Min(settings.MaxConditioning, test.MaxConditioning), Math.Max(near.Length, far.Length));
        for (var size = 0; size <= largest; size++)
        {
            if (!Sweep(near, size, null) || !Sweep(far, size, near))
            {
                break;
            }
        }

        return evidence;

        bool Sweep(int[] from, int size, int[]? done)
        {
            var combination = new Combination(from.Length, size);
            var given = new int[size];
            while (combination.Next())
            {
                for (var at = 0; at < size; at++)
                {
                    given[at] = from[combination.Chosen[at]];
                }

                if ((done is not null && given.All(node => Array.BinarySearch(done, node) >= 0)) || !IsOfUse(given))
                {
                    continue;
                }

                var p = test.PValue(i, k, given);
                evidence.Add(given, Ranked(p));
                tally.Note(p);
                if (!tally.Count(size > skeleton.TestedUpTo(i, k) ? 1 : 0))
                {
                    return false;
                }
            }

            return true;
        }

        bool IsOfUse(int[] given) => settings.Rule != ColliderRule.SeparatingSets || settings.Priority switch
        {
            ColliderPriority.StrongerFirst => middles.Any(given.Contains),
            _ => !middles.All(given.Contains),
        };
    }

    private double Ranked(double p) => test.Resolution > 0 ? Math.Round(p / test.Resolution) * test.Resolution : p;

    private sealed class Evidence(int[] middles)
    {
        private readonly double[] _with = [.. middles.Select(_ => 0.0)];
        private readonly double[] _without = [.. middles.Select(_ => 0.0)];

        public void Add(int[] given, double p)
        {
            for (var at = 0; at < middles.Length; at++)
            {
                var side = given.Contains(middles[at]) ? _with : _without;
                side[at] = Math.Max(side[at], p);
            }
        }

        public (double With, double Without) Of(int middle)
        {
            var at = Array.IndexOf(middles, middle);
            return (_with[at], _without[at]);
        }
    }
}
