using System.Numerics;
using Isl.Grains.Discovery.Searches.Score;
using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Tests.Properties.Discovery;

/// <summary>Data for the tests of BOSS, and what it should find by slower ways.</summary>
internal static class BossOracles
{
    public static double[] Sample(int seed, int d, double density, int rows, out DirectedEdges dag)
    {
        var random = new Random(seed);
        dag = RandomDags.Next(random, d, density);
        return RandomSems.Sample(random, dag, RandomSems.Weights(random, dag), rows, RandomSems.Normal).Covariance;
    }

    public static EdgeConstraints Tiers(Random random, int d)
    {
        int[] tier = [.. Enumerable.Range(0, d).Select(_ => random.Next(3))];
        return new EdgeConstraints(d, [], from i in Enumerable.Range(0, d) from j in Enumerable.Range(0, d) where tier[i] > tier[j] select (i, j));
    }

    /// <summary>Growing and shrinking by scores of whole parent sets.</summary>
    public static BitSet GrowShrink(GaussianScore score, int variable, bool[] before, EdgeConstraints constraints, int maxParents)
    {
        var d = before.Length;
        var parents = default(BitSet);
        foreach (var from in Enumerable.Range(0, d).Where(from => constraints.IsRequired(from, variable)))
        {
            parents |= BitSet.Of(from);
        }

        while (parents.Count < maxParents)
        {
            var best = Enumerable.Range(0, d)
                .Where(from => before[from] && !parents.Contains(from) && !constraints.IsForbidden(from, variable))
                .Select(from => parents | BitSet.Of(from)).OrderByDescending(grown => score.Local(variable, grown)).FirstOrDefault(parents);
            if (score.Local(variable, best) <= score.Local(variable, parents) + 1e-8)
            {
                break;
            }

            parents = best;
        }

        while (true)
        {
            var best = parents.ToArray().Where(from => !constraints.IsRequired(from, variable))
                .Select(from => parents - BitSet.Of(from)).OrderByDescending(left => score.Local(variable, left)).FirstOrDefault(parents);
            if (score.Local(variable, best) <= score.Local(variable, parents) + 1e-8)
            {
                return parents;
            }

            parents = best;
        }
    }

    /// <summary>The best score of all DAGs that honour the knowledge: of a set, the best of its sinks on the best of the others.</summary>
    public static double Optimum(GaussianScore score, EdgeConstraints constraints)
    {
        var d = score.Order;
        var best = new double[1 << d];
        for (var set = 1; set < best.Length; set++)
        {
            best[set] = double.NegativeInfinity;
            for (var rest = set; rest != 0; rest &= rest - 1)
            {
                var sink = BitOperations.TrailingZeroCount(rest);
                var others = set & ~(1 << sink);
                for (var parents = others; ; parents = (parents - 1) & others)
                {
                    var honours = Enumerable.Range(0, d).All(
                        i => !((parents >> i & 1) == 1 ? constraints.IsForbidden(i, sink) : constraints.IsRequired(i, sink)));
                    var total = best[others] + score.Local(sink, new BitSet([(ulong)parents]));
                    best[set] = honours ? Math.Max(best[set], total) : best[set];
                    if (parents == 0)
                    {
                        break;
                    }
                }
            }
        }

        return best[^1];
    }
}
