using System.Diagnostics;
using Isl.Grains.Discovery.Searches.Continuous;
using Isl.Grains.Discovery.Searches.Correlation;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Discovery;

[Collection(TimedTests.Name)]
public sealed class FitTests
{
    [Fact]
    public async Task Fit_Cancelled_StopsWithin100Milliseconds()
    {
        const int d = 60;
        using var cancellation = new CancellationTokenSource();
        var gram = RandomGram(d, seed: 4);
        var fit = Task.Run(
            () =>
                Notears.Fit(
                    gram,
                    d,
                    new NotearsSettings { Constraints = EdgeConstraints.None(d), Lambda1 = 0.01 },
                    WorkBudget.Until(cancellation.Token)),
            TestContext.Current.CancellationToken);

        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.False(fit.IsCompleted);
        var left = Stopwatch.GetTimestamp();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fit);
        Assert.InRange(Stopwatch.GetElapsedTime(left).TotalMilliseconds, 0, 100);
    }

    [Fact]
    public void Fit_BudgetSpent_SaysSo()
    {
        const int d = 40;
        using var budget = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        var fit = Notears.Fit(
            RandomGram(d, seed: 5),
            d,
            new NotearsSettings { Constraints = EdgeConstraints.None(d), Lambda1 = 0.01 },
            new WorkBudget(budget.Token, TestContext.Current.CancellationToken));

        Assert.Equal(StopReason.BudgetSpent, fit.Stop);
    }

    [Fact]
    public void Fit_ForbiddenEdge_StaysZero()
    {
        var constraints = new EdgeConstraints(2, [], [(0, 1)]);

        var fit = Notears.Fit(
            [1, 0.9, 0.9, 1],
            2,
            new NotearsSettings { Constraints = constraints },
            WorkBudget.Until(TestContext.Current.CancellationToken));

        Assert.Equal(0, fit.Weights[1]);
        Assert.InRange(fit.Weights[2], 0.7, 0.9);
    }

    [Fact]
    public void Apply_CycleAboveTheThreshold_LosesItsWeakestEdgeOnly()
    {
        double[] weights = [0, 0.9, 0, 0, 0, 0.8, 0.5, 0.1, 0];

        var (kept, dropped) = WeightThreshold.Apply(weights, 0.3, EdgeConstraints.None(3));

        Assert.Equal([0, 0.9, 0, 0, 0, 0.8, 0, 0, 0], kept);
        Assert.Equal([(2, 0, 0.5)], dropped);
    }

    [Fact]
    public void Apply_RequiredEdgeOnTheCycle_StaysAndTheNextWeakestGoes()
    {
        double[] weights = [0, 0.9, 0, 0, 0, 0.8, 0.5, 0, 0];

        var (kept, dropped) = WeightThreshold.Apply(weights, 0.3, new EdgeConstraints(3, [(2, 0)], []));

        Assert.Equal(0.5, kept[6]);
        Assert.Equal([(1, 2, 0.8)], dropped);
    }

    [Fact]
    public void Regression_AgainstClosedForm_GivesCoefficientsAndResidual()
    {
        // y = 2a − 3b + e with var a = 1, var b = 4, cov(a, b) = 1, var e = 0.5.
        double[] covariance = [1, 1, -1, 1, 4, -10, -1, -10, 28.5];

        var (coefficients, residual) = LinearRegression.Fit(covariance, 3, 2, [0, 1]);

        Assert.Equal(2, coefficients[0], 1e-12);
        Assert.Equal(-3, coefficients[1], 1e-12);
        Assert.Equal(0.5, residual, 1e-12);
    }

    [Fact]
    public void Correlation_Collider_IsOrientedByTheData()
    {
        // a → c ← b: a and b independent, both correlated with c.
        double[] correlation = [1, 0, 0.6, 0, 1, 0.6, 0.6, 0.6, 1];

        var fit = CorrelationSkeleton.Fit(correlation, 1000, 0.3, EdgeConstraints.None(3), TestContext.Current.CancellationToken);

        Assert.Equal([(0, 2), (1, 2)], fit.Edges.All());
        Assert.Empty(fit.Guessed);
    }

    [Fact]
    public void Correlation_Chain_LosesTheIndirectEdgeAndSaysThatDirectionsAreGuessed()
    {
        double[] correlation = [1, 0.7, 0.49, 0.7, 1, 0.7, 0.49, 0.7, 1];

        var fit = CorrelationSkeleton.Fit(correlation, 500, 0.3, EdgeConstraints.None(3), TestContext.Current.CancellationToken);

        Assert.Equal([(0, 1), (1, 2)], fit.Edges.All());
        Assert.Equal(2, fit.Guessed.Count);
    }

    private static double[] RandomGram(int d, int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, d + 5).Select(_ => Enumerable.Range(0, d).Select(_ => random.NextDouble() - 0.5).ToArray()).ToArray();
        return [.. from i in Enumerable.Range(0, d) from j in Enumerable.Range(0, d) select rows.Sum(row => row[i] * row[j])];
    }
}
