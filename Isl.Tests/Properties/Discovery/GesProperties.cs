using Isl.Grains.Discovery.Searches.Score;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Tests.Properties.Discovery;

public sealed class GesProperties
{
    /// <summary>So large that every dependence of the models below outweighs its penalty, as in the theorem's limit.</summary>
    private const int Huge = 100_000_000;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    /// <summary>Chickering (2002), theorem 4: in the limit the search finds the class the distribution is faithful to.</summary>
    [Fact]
    public void Fit_PopulationCovariance_GivesTheTrueClass()
    {
        var cancelled = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var dag = RandomDags.Next(random, 2 + (seed % 5), 0.5);
            var covariance = RandomSems.Population(RandomSems.Weights(random, dag), dag.Order);

            var fit = Ges.Fit(covariance, Huge, new() { Constraints = EdgeConstraints.None(dag.Order) }, WorkBudget.Until(Test));

            // Random weights may all but cancel along two paths: then even here a graph without that dependence scores better.
            var isTrue = fit.Cpdag.SameAs(Cpdag.FromDag(dag));
            Assert.True(isTrue || fit.Score > new GaussianScore(covariance, dag.Order, Huge, 0.5).Total(dag), $"seed {seed}: {RandomDags.Text(dag)}");
            cancelled += isTrue ? 0 : 1;
            Assert.True(fit.Oriented.SameAs(fit.Cpdag));
        }

        Assert.InRange(cancelled, 0, 2);
    }

    [Fact]
    public void Fit_FourVariables_GivesTheBestScoreOfAllDags()
    {
        var all = RandomDags.All(4).ToList();
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var dag = RandomDags.Next(random, 4, 0.6);
            var covariance = RandomSems.Population(RandomSems.Weights(random, dag), 4);
            var score = new GaussianScore(covariance, 4, Huge, 0.5);

            var fit = Ges.Fit(covariance, Huge, new() { Constraints = EdgeConstraints.None(4) }, WorkBudget.Until(Test));

            Assert.Equal(all.Max(score.Total), fit.Score, 0.1);
        }
    }

    [Fact]
    public void Total_MarkovEquivalentDags_ScoreAlike()
    {
        var random = new Random(5);
        var table = RandomSems.Sample(random, RandomDags.Next(random, 4, 0.7), new double[16], 50, RandomSems.Normal);
        var score = new GaussianScore(table.Covariance, 4, 50, 0.5);
        foreach (var members in RandomDags.All(4).GroupBy(RandomDags.Class))
        {
            var totals = members.Select(score.Total).ToList();
            Assert.InRange(totals.Max() - totals.Min(), 0, 1e-9);
        }

        Assert.True(RandomDags.All(4).Select(score.Total).Distinct().Count() > 100);
    }

    [Fact]
    public void Local_AgainstRegressionOnTheRows_IsTheSame()
    {
        var random = new Random(9);
        var dag = RandomDags.Next(random, 5, 0.8);
        var table = RandomSems.Sample(random, dag, RandomSems.Weights(random, dag), 40, RandomSems.Normal);
        var score = new GaussianScore(table.Covariance, 5, 40, 0.5);
        for (var mask = 0; mask < 32; mask++)
        {
            for (var node = 0; node < 5; node++)
            {
                int[] parents = [.. Enumerable.Range(0, 5).Where(i => (mask >> i & 1) == 1 && i != node)];
                var set = parents.Aggregate(default(BitSet), (all, parent) => all | BitSet.Of(parent));
                var variance = ResidualVariance(table.Columns, 40, node, parents);
                Assert.Equal((-20 * (1 + Math.Log(variance))) - (0.5 * (parents.Length + 1) * Math.Log(40)), score.Local(node, set), 1e-9);
            }
        }
    }

    [Fact]
    public void Fit_WithKnowledge_HonoursIt()
    {
        var changed = 0;
        for (var seed = 0; seed < 80; seed++)
        {
            var random = new Random(seed);
            var dag = RandomDags.Next(random, 6, 0.4);
            var table = RandomSems.Sample(random, dag, RandomSems.Weights(random, dag), 100, RandomSems.Normal);
            var constraints = RandomSems.Knowledge(random, 6);

            var fit = Ges.Fit(table.Covariance, 100, new() { Constraints = constraints }, WorkBudget.Until(Test));

            RandomSems.AssertHonoured(constraints, (i, j) => fit.Dag.Contains((i, j)));
            Assert.All(fit.Oriented.Directed, edge => Assert.False(constraints.IsForbidden(edge.From, edge.To)));
            Assert.All(fit.Oriented.Directed, edge => Assert.Contains(edge, fit.Dag));
            Assert.True(Cpdag.FromDag(6, fit.Dag).SameAs(fit.Cpdag));
            changed += fit.Cpdag.SameAs(
                Ges.Fit(table.Covariance, 100, new() { Constraints = EdgeConstraints.None(6) }, WorkBudget.Until(Test)).Cpdag)
                ? 0
                : 1;
        }

        Assert.InRange(changed, 40, 80);
    }

    /// <summary>Tiers of a true order settle every edge between tiers.</summary>
    [Fact]
    public void Fit_TrueTiers_DirectTheOpenEdges()
    {
        // 0 → 1 → 2 has no collider: without knowledge both edges are open.
        var covariance = RandomSems.Population([0, 1, 0, 0, 0, 1, 0, 0, 0], 3);
        var constraints = new EdgeConstraints(3, [], [(1, 0), (2, 0), (2, 1)]);

        var fit = Ges.Fit(covariance, 1000, new() { Constraints = constraints }, WorkBudget.Until(Test));

        Assert.Equal([(0, 1), (1, 2)], fit.Oriented.Directed);
        Assert.Equal([(0, 1), (1, 2)], fit.Cpdag.Undirected);
    }

    [Fact]
    public void Fit_SingularCovariance_IsFiniteAndSaysSo()
    {
        // The third column repeats the first, the fourth is the sum of the first two.
        double[] covariance = [1, 0.3, 1, 1.3, 0.3, 2, 0.3, 2.3, 1, 0.3, 1, 1.3, 1.3, 2.3, 1.3, 3.6];

        var fit = Ges.Fit(covariance, 100, new() { Constraints = EdgeConstraints.None(4) }, WorkBudget.Until(Test));

        Assert.True(double.IsFinite(fit.Score));
        Assert.NotEmpty(fit.Determined);
        Assert.True(fit.Cpdag.IsAdjacent(0, 2));
    }

    [Fact]
    public void Fit_FewerRowsThanColumns_KeepsWithinHalfTheRows()
    {
        var random = new Random(3);
        var table = RandomSems.Sample(random, new DirectedEdges(12), new double[144], 8, RandomSems.Normal);

        var fit = Ges.Fit(table.Covariance, 8, new() { Constraints = EdgeConstraints.None(12) }, WorkBudget.Until(Test));

        Assert.True(double.IsFinite(fit.Score));
        Assert.All(Enumerable.Range(0, 12), node => Assert.InRange(fit.Dag.Count(edge => edge.To == node), 0, 4));
    }

    [Fact]
    public void Fit_BudgetSpentAtTheStart_HasTheRequiredEdgesAndSaysSo()
    {
        var constraints = new EdgeConstraints(3, [(2, 0)], []);

        var fit = Ges.Fit(
            [1, 0.5, 0.5, 0.5, 1, 0.5, 0.5, 0.5, 1],
            100,
            new() { Constraints = constraints },
            new WorkBudget(new CancellationToken(true), Test));

        Assert.Equal(StopReason.BudgetSpent, fit.Stop);
        Assert.Equal([(2, 0)], fit.Dag);
    }

    /// <summary>Normal equations on the centred rows, by elimination with pivoting.</summary>
    private static double ResidualVariance(double[] columns, int rows, int node, int[] parents)
    {
        var x = parents
            .Append(node)
            .Select(j => columns.AsSpan(j * rows, rows).ToArray())
            .Select(column => column.Select(value => value - column.Average()).ToArray())
            .ToArray();
        var k = parents.Length;
        var system = new double[k, k + 1];
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j <= k; j++)
            {
                system[i, j] = x[i].Zip(x[j], (a, b) => a * b).Sum();
            }
        }

        var coefficients = LinearSystems.Solve(system);
        return Enumerable.Range(0, rows).Average(row => Math.Pow(x[k][row] - Enumerable.Range(0, k).Sum(i => coefficients[i] * x[i][row]), 2));
    }
}
