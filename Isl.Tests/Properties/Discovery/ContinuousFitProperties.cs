using Isl.Grains.Discovery.Searches.Continuous;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Tests.Properties.Discovery;

/// <summary>What NOTEARS and DAGMA promise whatever the data: prior knowledge, acyclic answers, an answer when the budget is spent.</summary>
public sealed class ContinuousFitProperties
{
    private const double Lambda = 0.1;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_WithKnowledge_HonoursItAndIsAcyclic(bool isDagma)
    {
        for (var seed = 0; seed < 25; seed++)
        {
            var (gram, constraints) = Problem(seed, 7);
            foreach (var budget in new[] { CancellationToken.None, new CancellationToken(true) })
            {
                var fit = Fit(isDagma, gram, 7, constraints, budget);

                var (weights, _) = WeightThreshold.Apply(fit.Weights, 0.3, constraints);
                RandomSems.AssertHonoured(constraints, (i, j) => WeightThreshold.HasEdge(weights, constraints, i, j));
                Assert.All(Enumerable.Range(0, 49).Where(at => constraints.IsForbidden(at / 7, at % 7)), at => Assert.Equal(0, fit.Weights[at]));
                Assert.Empty(WeightThreshold.Apply(weights, 0, constraints).Dropped);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_BudgetSpentAtTheStart_GivesAnAcyclicAnswerBetterThanNoEdges(bool isDagma)
    {
        for (var seed = 0; seed < 10; seed++)
        {
            const int d = 8;
            var (gram, _) = Problem(seed, d);

            var fit = Fit(isDagma, gram, d, EdgeConstraints.None(d), new CancellationToken(true));

            Assert.Equal(StopReason.BudgetSpent, fit.Stop);
            Assert.Equal(0, fit.H);
            Assert.Empty(WeightThreshold.Apply(fit.Weights, 0, EdgeConstraints.None(d)).Dropped);
            Assert.True(fit.Objective < Enumerable.Range(0, d).Sum(i => gram[i * (d + 1)]) / 2);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_SoftPrior_TurnsAnOpenDirection(bool isDagma)
    {
        double[] gram = [1, 0.8, 0.8, 1];
        foreach (var (disliked, liked) in new[] { (1, 2), (2, 1) })
        {
            var penalties = new double[] { 1, 1, 1, 1 };
            penalties[disliked] = 3;
            var fit = isDagma
                ? Dagma.Fit(gram, 2, new() { Constraints = EdgeConstraints.None(2), Penalties = penalties }, WorkBudget.Until(Test))
                : Notears.Fit(gram, 2, new() { Constraints = EdgeConstraints.None(2), Penalties = penalties }, WorkBudget.Until(Test));

            Assert.InRange(Math.Abs(fit.Weights[disliked]), 0, 0.01);
            Assert.InRange(fit.Weights[liked], 0.6, 0.8);
        }
    }

    [Fact]
    public void Notears_Settings_ReachTheFit()
    {
        var (gram, _) = Problem(4, 8);
        NotearsFit Run(NotearsSettings settings) => Notears.Fit(gram, 8, settings, WorkBudget.Until(Test));
        var none = EdgeConstraints.None(8);
        var usual = Run(new() { Constraints = none });

        var once = Run(new() { Constraints = none, MaxIterations = 1 });
        var rough = Run(new() { Constraints = none, HTolerance = 1e-3 });
        var sparse = Run(new() { Constraints = none, Lambda1 = 1 });

        Assert.Equal((StopReason.Converged, StopReason.MaxIterations, 1), (usual.Stop, once.Stop, once.Iterations));
        Assert.InRange(rough.H, 1e-8, 1e-3);
        Assert.True(rough.Iterations < usual.Iterations);
        Assert.True(sparse.Weights.Sum(Math.Abs) < usual.Weights.Sum(Math.Abs));
    }

    [Fact]
    public void Dagma_OneIterationAPoint_SaysThatItDidNotConverge()
    {
        var (gram, _) = Problem(4, 8);

        var fit = Dagma.Fit(gram, 8, new() { Constraints = EdgeConstraints.None(8), MaxIterations = 1 }, WorkBudget.Until(Test));

        Assert.Equal(StopReason.MaxIterations, fit.Stop);
    }

    /// <summary>A fit that was interrupted, taken up from any state that it left, is the fit that was not: every bit of it.</summary>
    [Theory]
    [InlineData(false, 9, 200, 1)]
    [InlineData(true, 9, 200, 1)]
    [InlineData(false, 30, 20, 9)] // fewer rows than columns: the Gram matrix lacks rank, and its fits are coarse
    [InlineData(true, 30, 20, 3)]
    public void Fit_TakenUpFromACheckpoint_IsTheSame(bool isDagma, int d, int rows, int step)
    {
        var takenUp = 0;
        for (var seed = 0; seed < (d < 10 ? 3 : 1); seed++)
        {
            var (gram, constraints) = Problem(seed, d, rows);
            var left = new Checkpoints();
            var whole = Fit(isDagma, gram, d, constraints, CancellationToken.None, left);

            for (var at = 1; at < left.States.Count; at += step, takenUp++)
            {
                var goesOn = new Checkpoints { From = left.States[at] };
                AssertSame(whole, Fit(isDagma, gram, d, constraints, CancellationToken.None, goesOn));
                Assert.Equal(left.States.Count - at, goesOn.States.Count); // what was done is not done again
            }

            if (d < 10)
            {
                AssertSame(whole, Fit(isDagma, gram, d, constraints, CancellationToken.None));
                AssertSame(whole, Fit(isDagma, gram, d, constraints, CancellationToken.None, new Checkpoints { From = [1, 2, 3] })); // of none
            }
        }

        Assert.NotEqual(0, takenUp);
    }

    /// <summary>Along the order of the projection no edge can be changed for the better: the lasso's conditions of optimality.</summary>
    [Fact]
    public void Projection_CyclicWeights_IsOptimalAlongItsOrder()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            const int d = 6;
            var (gram, constraints) = Problem(seed, d);
            var random = new Random(seed);
            var penalties = LinearFit.Penalties(constraints, Lambda, null);
            double[] v = [.. Enumerable.Range(0, d * d).Select(at => double.IsFinite(penalties[at]) ? random.NextDouble() - 0.5 : 0)];
            var order = AcyclicProjection.Order(gram, v, constraints);

            AcyclicProjection.Apply(gram, v, penalties, constraints, 5000, Test);

            for (var j = 0; j < d; j++)
            {
                for (var i = 0; i < d; i++)
                {
                    var at = (j * d) + i;
                    if (Array.IndexOf(order, i) >= Array.IndexOf(order, j) || !double.IsFinite(penalties[at]))
                    {
                        Assert.Equal(0, v[at]);
                        continue;
                    }

                    var slope = gram[(j * d) + i] - Enumerable.Range(0, d).Sum(k => v[(j * d) + k] * gram[(k * d) + i]);
                    Assert.InRange(Math.Abs(slope), 0, penalties[at] + 1e-6);
                    Assert.True(v[at] == 0 || Math.Abs(slope - (penalties[at] * Math.Sign(v[at]))) < 1e-6);
                }
            }
        }
    }

    private static void AssertSame(NotearsFit expected, NotearsFit fit)
    {
        Assert.Equal(expected.Weights.Select(BitConverter.DoubleToInt64Bits), fit.Weights.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(expected with { Weights = fit.Weights }, fit);
    }

    private static NotearsFit Fit(
        bool isDagma, double[] gram, int d, EdgeConstraints constraints, CancellationToken budget, Checkpoints? checkpoints = null) => isDagma
        ? Dagma.Fit(gram, d, new() { Constraints = constraints, Lambda1 = Lambda }, new WorkBudget(budget, Test) { Checkpoints = checkpoints })
        : Notears.Fit(gram, d, new() { Constraints = constraints, Lambda1 = Lambda }, new WorkBudget(budget, Test) { Checkpoints = checkpoints });

    private static (double[] Gram, EdgeConstraints Constraints) Problem(int seed, int d, int rows = 200)
    {
        var random = new Random(seed);
        var dag = RandomDags.Next(random, d, d < 10 ? 0.5 : 0.1);
        var table = RandomSems.Sample(random, dag, RandomSems.Weights(random, dag), rows, RandomSems.Normal);
        return (table.Covariance, d < 10 ? RandomSems.Knowledge(random, d) : EdgeConstraints.None(d));
    }

    /// <summary>Every state that a fit left, and the one that it is taken up from.</summary>
    private sealed class Checkpoints : ICheckpoints
    {
        public double[] From { get; init; } = [];

        public List<double[]> States { get; } = [];

        public ReadOnlySpan<double> Find(string part) => From;

        public void Keep(string part, ReadOnlySpan<double> state) => States.Add(state.ToArray());
    }
}
