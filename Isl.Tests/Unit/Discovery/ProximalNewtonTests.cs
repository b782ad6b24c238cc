using Isl.Grains.Discovery.Searches.Continuous;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Discovery;

public sealed class ProximalNewtonTests
{
    private const int Wide = 90;
    private const double Lambda = 0.1;

    private static WorkBudget Budget => WorkBudget.Until(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(100, 3)]
    [InlineData(1e5, 300)]
    public void Minimise_AugmentedLagrangian_EndsWhereNoEntryCanDescend(double rho, double alpha)
    {
        const int d = 12;
        var (gram, _) = Population(d, seed: 3);
        var constraints = new EdgeConstraints(d, [(2, 1)], [(0, 5)]);
        var penalties = LinearFit.Penalties(constraints, Lambda, null);
        var objective = new NotearsObjective(gram, d) { Rho = rho, Alpha = alpha };
        var weights = LinearFit.Start(gram, constraints);

        var stop = new ProximalNewton(objective, d, penalties).Minimise(weights, 1e-14, 2000, Budget);

        Assert.NotEqual(MinimisationStop.MaxIterations, stop);
        Assert.Equal(0, weights[(5 * d) + 0]);
        var gradient = new double[d * d];
        objective.Evaluate(weights, gradient);
        Assert.NotEqual(0, objective.H(weights));
        for (var at = 0; at < weights.Length; at++)
        {
            var slope = weights[at] != 0 ? Math.Abs(gradient[at] + (penalties[at] * Math.Sign(weights[at]))) : Math.Abs(gradient[at]) - penalties[at];
            Assert.True(slope <= 2e-3 * Math.Sqrt(gram[at % d * (d + 1)]), $"{at}: {slope}");
        }
    }

    [Fact]
    public void Fit_VariancesFarApart_FitsNoWorseThanTheTrueGraph()
    {
        var (gram, truth) = Population(Wide, seed: 6);
        Assert.InRange(LinearFit.VarianceRatio(gram, Wide), 1e5, 1e6);

        var fit = Notears.Fit(gram, Wide, new NotearsSettings { Constraints = EdgeConstraints.None(Wide) }, Budget);

        Assert.Equal(StopReason.Converged, fit.Stop);
        Assert.InRange(fit.H, 0, 1e-8);
        Assert.InRange(fit.Evaluations, 100, 1000);
        var ofTruth = (Wide / 2.0) + (Lambda * truth.Sum(Math.Abs));
        Assert.InRange(fit.Objective, 0.9 * ofTruth, ofTruth);
    }

    [Fact]
    public void Fit_VariancesFarApartAndBudgetSpent_AnswersWithAnAcyclicGraph()
    {
        var (gram, _) = Population(Wide, seed: 6);
        var budget = new WorkBudget(new CancellationToken(true), TestContext.Current.CancellationToken);

        var fit = Notears.Fit(gram, Wide, new NotearsSettings { Constraints = EdgeConstraints.None(Wide) }, budget);

        Assert.Equal(StopReason.BudgetSpent, fit.Stop);
        Assert.Equal(0, fit.H);
    }

    /// <summary>The covariance of two strong causes a column, noise of variance 1: variances grow along the order.</summary>
    private static (double[] Gram, double[] Weights) Population(int d, int seed)
    {
        var random = new Random(seed);
        var weights = new double[d * d];
        var total = new double[d * d]; // (i, j): total effect of the noise of i on j
        for (var j = 0; j < d; j++)
        {
            total[(j * d) + j] = 1;
            foreach (var i in Enumerable.Range(0, j).OrderBy(_ => random.Next()).Take(2).ToList())
            {
                var weight = (random.Next(2) == 0 ? -1 : 1) * (0.6 + (1.4 * random.NextDouble()));
                weights[(i * d) + j] = weight;
                for (var source = 0; source < d; source++)
                {
                    total[(source * d) + j] += weight * total[(source * d) + i];
                }
            }
        }

        var gram = new double[d * d];
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                gram[(i * d) + j] = Enumerable.Range(0, d).Sum(source => total[(source * d) + i] * total[(source * d) + j]);
            }
        }

        return (gram, weights);
    }
}
