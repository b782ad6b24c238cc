using Isl.Grains.Discovery.Searches.BestOrder;
using Isl.Grains.Discovery.Searches.Score;
using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Tests.Properties.Discovery;

public sealed class BossProperties
{
    /// <summary>So large that every dependence of the models below outweighs its penalty, as in the theorem's limit.</summary>
    private const int Huge = 100_000_000;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public void Fit_PopulationCovariance_GivesTheTrueClass()
    {
        var missed = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var dag = RandomDags.Next(random, 2 + (seed % 6), 0.5);
            var covariance = RandomSems.Population(RandomSems.Weights(random, dag), dag.Order);

            var fit = Fit(covariance, Huge, EdgeConstraints.None(dag.Order));

            // Random weights may all but cancel along two paths: then even here a graph without that dependence scores better.
            var isTrue = fit.Cpdag.SameAs(Cpdag.FromDag(dag));
            Assert.True(isTrue || fit.Score > new GaussianScore(covariance, dag.Order, Huge, 0.5).Total(dag), $"seed {seed}: {RandomDags.Text(dag)}");
            missed += isTrue ? 0 : 1;
            Assert.True(fit.Oriented.SameAs(fit.Cpdag));
        }

        Report(missed);
        Assert.InRange(missed, 0, 3);
    }

    [Fact]
    public void Fit_ManyRowsOfTwelveVariables_GivesTheTrueClass()
    {
        var found = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            var covariance = BossOracles.Sample(seed, 12, 0.2, 20_000, out var dag);

            var fit = Fit(covariance, 20_000, EdgeConstraints.None(12));

            found += fit.Cpdag.SameAs(Cpdag.FromDag(dag)) ? 1 : 0;
        }

        Report(found);
        Assert.InRange(found, 17, 20);
    }

    /// <summary>The best score of all DAGs, by subsets of variables (Silander &amp; Myllymäki 2006), is nearly always reached.</summary>
    [Theory]
    [InlineData(0, 0.92)]
    [InlineData(1, 0.94)]
    [InlineData(10, 0.99)]
    public void Fit_UpToFiveVariables_GivesTheBestScoreOfAllOrders(int restarts, double share)
    {
        const int cases = 300;
        var best = 0;
        for (var seed = 0; seed < cases; seed++)
        {
            var (d, rows) = (3 + (seed % 3), seed % 2 == 0 ? 100 : 1000);
            var covariance = BossOracles.Sample(seed, d, 0.6, rows, out _);

            var fit = Fit(covariance, rows, EdgeConstraints.None(d), restarts);

            var optimum = BossOracles.Optimum(new GaussianScore(covariance, d, rows, 0.5), EdgeConstraints.None(d));
            Assert.True(fit.Score <= optimum + 1e-6);
            best += fit.Score >= optimum - 1e-6 ? 1 : 0;
        }

        Report(best);
        Assert.True(best >= share * cases, $"{best} of {cases}");
    }

    [Fact]
    public void Fit_FiveVariablesWithKnowledge_GivesTheBestScoreOfAllDagsThatHonourIt()
    {
        var best = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var covariance = BossOracles.Sample(seed, 5, 0.6, 300, out _);
            var constraints = RandomSems.Knowledge(new Random(seed), 5);

            var fit = Fit(covariance, 300, constraints);

            var optimum = BossOracles.Optimum(new GaussianScore(covariance, 5, 300, 0.5), constraints);
            Assert.True(fit.Score <= optimum + 1e-6);
            best += fit.Score >= optimum - 1e-6 ? 1 : 0;
        }

        Report(best);
        Assert.InRange(best, 192, 200);
    }

    [Fact]
    public void Fit_AgainstGes_ScoresNoLowerInMostCasesAndNeverBelowTheEmptyGraph()
    {
        var (higher, lower) = (0, 0);
        for (var seed = 0; seed < 100; seed++)
        {
            var d = 5 + (seed % 16);
            var rows = seed % 2 == 0 ? 100 : 1000;
            var covariance = BossOracles.Sample(seed, d, 4.0 / d, rows, out _);

            var fit = Fit(covariance, rows, EdgeConstraints.None(d));

            var ges = Ges.Fit(covariance, rows, new() { Constraints = EdgeConstraints.None(d) }, WorkBudget.Until(Test));
            higher += fit.Score > ges.Score + 1e-6 ? 1 : 0;
            lower += fit.Score < ges.Score - 1e-6 ? 1 : 0;
            Assert.True(fit.Score >= fit.EmptyScore);
            Assert.Equal(ges.EmptyScore, fit.EmptyScore);
        }

        Report((higher, lower));
        Assert.True(higher >= 40 && lower <= 10, $"{higher} higher, {lower} lower");
    }

    [Fact]
    public void Fit_TreesThatAreDroppedAllTheTime_GiveTheSame()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var covariance = BossOracles.Sample(seed, 10, 0.5, 200, out _);
            var settings = new BossSettings { Constraints = EdgeConstraints.None(10), Restarts = 3, RestartScores = long.MaxValue };

            var kept = Boss.Fit(covariance, 200, settings, WorkBudget.Until(Test));
            var dropped = Boss.Fit(covariance, 200, settings with { MaxTreeBytes = 10_000 }, WorkBudget.Until(Test));

            Assert.Equal(0, kept.TreeDrops);
            Assert.InRange(dropped.TreeDrops, 5, int.MaxValue);
            Assert.Equal(kept.Dag, dropped.Dag);
            Assert.Equal(kept.Score, dropped.Score);
            Assert.Equal(kept.Moves, dropped.Moves);
        }
    }

    [Fact]
    public void Fit_WithKnowledge_HonoursIt()
    {
        var changed = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var d = 6 + (seed % 3);
            var covariance = BossOracles.Sample(seed, d, 0.4, 100, out _);
            var constraints = seed % 3 == 0 ? BossOracles.Tiers(random, d) : RandomSems.Knowledge(random, d);

            var fit = Fit(covariance, 100, constraints, seed % 4);

            RandomSems.AssertHonoured(constraints, (i, j) => fit.Dag.Contains((i, j)));
            Assert.All(fit.Oriented.Directed, edge => Assert.False(constraints.IsForbidden(edge.From, edge.To)));
            Assert.All(fit.Oriented.Directed, edge => Assert.Contains(edge, fit.Dag));
            Assert.All(fit.Oriented.Undirected, edge => Assert.False(constraints.IsForbidden(edge.A, edge.B)));
            Assert.All(fit.Oriented.Undirected, edge => Assert.False(constraints.IsForbidden(edge.B, edge.A)));
            Assert.All(fit.Dag, edge => Assert.True(fit.Order.IndexOf(edge.From) < fit.Order.IndexOf(edge.To)));
            Assert.Equal(Enumerable.Range(0, d), fit.Order.Order());
            Assert.True(Cpdag.FromDag(d, fit.Dag).SameAs(fit.Cpdag));
            changed += fit.Cpdag.SameAs(Fit(covariance, 100, EdgeConstraints.None(d)).Cpdag) ? 0 : 1;
        }

        Assert.InRange(changed, 75, 150);
    }

    /// <summary>The answer follows the columns wherever they stand, and whatever their units.</summary>
    [Fact]
    public void Fit_ColumnsShuffledAndRescaled_GivesTheSameClass()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            const int d = 9;
            var covariance = BossOracles.Sample(seed, d, 0.4, 300, out _);
            var random = new Random(seed);
            var place = Enumerable.Range(0, d).ToArray();
            random.Shuffle(place);
            double[] unit = [.. place.Select(_ => Math.Pow(10, random.Next(-3, 4)))];
            var moved = new double[d * d];
            for (var i = 0; i < d; i++)
            {
                for (var j = 0; j < d; j++)
                {
                    moved[(place[i] * d) + place[j]] = covariance[(i * d) + j] * unit[i] * unit[j];
                }
            }

            var fit = Fit(covariance, 300, EdgeConstraints.None(d), restarts: 3);
            var other = Fit(moved, 300, EdgeConstraints.None(d), restarts: 3);

            Assert.True(Cpdag.FromDag(d, fit.Dag.Select(edge => (place[edge.From], place[edge.To]))).SameAs(other.Cpdag), $"seed {seed}");
        }
    }

    [Fact]
    public void Fit_FewerRowsThanColumns_KeepsWithinHalfTheRows()
    {
        var random = new Random(3);
        var table = RandomSems.Sample(random, new DirectedEdges(12), new double[144], 8, RandomSems.Normal);

        var fit = Fit(table.Covariance, 8, EdgeConstraints.None(12));

        Assert.True(double.IsFinite(fit.Score));
        Assert.All(Enumerable.Range(0, 12), node => Assert.InRange(fit.Dag.Count(edge => edge.To == node), 0, 4));
    }

    private static BossFit Fit(double[] covariance, int rows, EdgeConstraints constraints, int restarts = 10) =>
        Boss.Fit(covariance, rows, new() { Constraints = constraints, Restarts = restarts }, WorkBudget.Until(Test));

    private static void Report(object measured) => TestContext.Current.TestOutputHelper?.WriteLine($"measured: {measured}");
}
