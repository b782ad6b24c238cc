using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using MathNet.Numerics.LinearAlgebra;

namespace Isl.Tests.Properties.Identification;

/// <summary>
/// The optimal set against every valid set: asymptotic variances of least squares from population covariances of random linear
/// Gaussian models, with an unobserved common cause for every bidirected edge.
/// </summary>
public sealed class OptimalSetProperties
{
    private const int Models = 4;

    [Fact]
    public void FindOptimal_RandomGraphsWithLatents_NoValidSetHasLowerVarianceInAnyModel() =>
        AssertOptimal(1500, bidirected: 0.08, latent: 0.25, several: false, least: 250);

    [Fact]
    public void FindOptimal_SeveralTreatmentsAndOutcomes_NoValidSetHasLowerVarianceInAnyModel() =>
        AssertOptimal(1500, bidirected: 0.04, latent: 0.1, several: true, least: 250);

    [Fact]
    public void FindOptimal_FullyObservedGraphs_IsFoundExactlyWhenAValidSetExists()
    {
        var statuses = new HashSet<OptimalSetStatus>();
        for (var seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            var diagram = MixedGraphs.Random(random, random.Next(4, 8), observed: 8, random.NextDouble() * 0.7, bidirected: 0);
            int[] treatments = random.Next(2) == 0 ? [0] : [0, 2];
            int[] outcomes = random.Next(2) == 0 ? [1] : [1, 3];
            var adjustment = new Adjustment(diagram, treatments, outcomes);

            var optimal = adjustment.FindOptimal();

            statuses.Add(optimal.Status);
            Assert.Equal(optimal.Status == OptimalSetStatus.LowestVariance, optimal.Nodes is not null);
            Assert.Equal(
                outcomes.Any(node => !adjustment.IsOnCausalPath(node)) ? OptimalSetStatus.NoCausalPath
                    : adjustment.FindMinimal() is null ? OptimalSetStatus.NoValidSet
                    : OptimalSetStatus.LowestVariance,
                optimal.Status);
        }

        Assert.Equal(3, statuses.Count);
    }

    private static void AssertOptimal(int graphs, double bidirected, double latent, bool several, int least)
    {
        var (found, strict, unsure) = (0, 0, 0);
        for (var seed = 0; seed < graphs; seed++)
        {
            var random = new Random(seed);
            var diagram = MixedGraphs.Random(
                random,
                random.Next(4, 8),
                observed: several ? 4 : 2,
                0.2 + (random.NextDouble() * 0.4),
                bidirected,
                latent,
                zeroBeforeOne: true);
            int[] treatments = several ? [0, 2] : [0];
            int[] outcomes = several && random.Next(2) == 0 ? [1, 3] : [1];
            var adjustment = new Adjustment(diagram, treatments, outcomes);

            var optimal = adjustment.FindOptimal();

            unsure += optimal.Status == OptimalSetStatus.UnobservedCause ? 1 : 0;
            Assert.True(optimal.ObservedCandidate is null || adjustment.IsValid(optimal.ObservedCandidate), $"seed {seed}");
            Assert.Equal(optimal.Status is OptimalSetStatus.UnobservedCause or OptimalSetStatus.NoCausalPath, optimal.Witnesses.Length > 0);
            if (optimal.Nodes is not { } set)
            {
                continue;
            }

            Assert.True(adjustment.IsValid(set), $"seed {seed}");
            found++;
            var valid = MixedGraphs.Subsets([.. Enumerable.Range(0, diagram.Count)]).Where(other => adjustment.IsValid(other)).ToList();
            for (var model = 0; model < Models; model++)
            {
                var covariance = Covariance(diagram, random);
                foreach (var outcome in outcomes)
                {
                    var best = Variances(covariance, treatments, outcome, set);
                    foreach (var other in valid)
                    {
                        var variances = Variances(covariance, treatments, outcome, other);
                        for (var i = 0; i < treatments.Length; i++)
                        {
                            Assert.True(
                                best[i] <= variances[i] * (1 + 1e-9),
                                $"seed {seed}: {MixedGraphs.Text([set])} has {best[i]}, {MixedGraphs.Text([other])} has {variances[i]}");
                            strict += variances[i] > best[i] * 1.001 ? 1 : 0;
                        }
                    }
                }
            }
        }

        Assert.True(found > least && strict > 1000 && unsure > 20, $"{found} sets, {strict} strictly better, {unsure} graphs without a sure one.");
    }

    /// <summary>Population covariance of a random linear model of the graph, an independent common cause for each bidirected edge.</summary>
    private static Matrix<double> Covariance(CausalDiagram diagram, Random random)
    {
        var weights = Matrix<double>.Build.Dense(diagram.Count, diagram.Count);
        var noise = Matrix<double>.Build.DenseDiagonal(diagram.Count, diagram.Count, _ => 0.2 + random.NextDouble());
        for (var node = 0; node < diagram.Count; node++)
        {
            foreach (var parent in diagram.Parents(node))
            {
                weights[node, parent] = Weight(random);
            }

            foreach (var sibling in diagram.Siblings(node))
            {
                if (node < sibling)
                {
                    var (a, b) = (Weight(random), Weight(random));
                    noise[node, node] += a * a;
                    noise[sibling, sibling] += b * b;
                    noise[node, sibling] += a * b;
                    noise[sibling, node] += a * b;
                }
            }
        }

        var total = (Matrix<double>.Build.DenseIdentity(diagram.Count) - weights).Inverse();
        return total * noise * total.Transpose();
    }

    private static double Weight(Random random) => (random.Next(2) == 0 ? -1 : 1) * (0.3 + random.NextDouble());

    /// <summary>
    /// Residual variance of the outcome times the inverse of the treatments' covariance given the set: the variance of √n times each coefficient.
    /// </summary>
    private static double[] Variances(Matrix<double> covariance, int[] treatments, int outcome, int[] set)
    {
        int[] regressors = [.. treatments, .. set];
        var gram = Matrix<double>.Build.Dense(regressors.Length, regressors.Length, (i, j) => covariance[regressors[i], regressors[j]]);
        var right = Vector<double>.Build.Dense(regressors.Length, i => covariance[regressors[i], outcome]);
        var inverse = gram.Inverse();
        var residual = covariance[outcome, outcome] - (right * (inverse * right));
        return [.. treatments.Select((_, i) => residual * inverse[i, i])];
    }
}
