using Isl.Grains.Discovery.Searches.Continuous;
using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Discovery;

public sealed class NotearsObjectiveTests
{
    private const int D = 9;

    [Theory]
    [InlineData(1.0, true)]
    [InlineData(0.25, true)]
    [InlineData(0.25, false)]
    [InlineData(0.12, true)]
    public void Evaluate_AnySupport_GradientEqualsFiniteDifferences(double density, bool exponential)
    {
        var random = new Random(7);
        var weights = new double[D * D];
        var gram = new double[D * D];
        for (var i = 0; i < D; i++)
        {
            for (var j = 0; j < D; j++)
            {
                gram[(i * D) + j] = (i == j ? D : 0) + Math.Cos(i - j);
                weights[(i * D) + j] = i != j && random.NextDouble() < density ? 0.5 * (random.NextDouble() - 0.5) : 0;
            }
        }

        var objective = new NotearsObjective(gram, D) { Rho = 50, Alpha = 3 };
        var gradient = new double[D * D];
        Value(gradient);
        for (var at = 0; at < weights.Length; at++)
        {
            const double Step = 1e-5;
            var kept = weights[at];
            weights[at] = kept + Step;
            var above = Value(new double[D * D]);
            weights[at] = kept - Step;
            var below = Value(new double[D * D]);
            weights[at] = kept;
            if (at / D != at % D)
            {
                Assert.Equal((above - below) / (2 * Step), gradient[at], 1e-5);
            }
        }

        double Value(double[] slope) => exponential ? objective.Evaluate(weights, slope) : objective.EvaluateLogDeterminant(weights, 0.5, 0.9, slope);
    }

    [Fact]
    public void H_AcyclicSupport_IsExactlyZero() =>
        Assert.Equal(0, new NotearsObjective([1, 0, 0, 0, 1, 0, 0, 0, 1], 3).H([0, 2, 3, 0, 0, 5, 0, 0, 0]));

    [Fact]
    public void Apply_WeakCycle_DropsWeakestEdgeAndNeverARequiredOne()
    {
        double[] weights = [0, 0.9, 0, 0, 0, 0.5, 0.4, 0, 0];
        var (kept, dropped) = WeightThreshold.Apply(weights, 0.3, EdgeConstraints.None(3));
        Assert.Equal([(2, 0, 0.4)], dropped);
        Assert.Equal([0, 0.9, 0, 0, 0, 0.5, 0, 0, 0], kept);
        (_, dropped) = WeightThreshold.Apply(weights, 0.3, new EdgeConstraints(3, [(2, 0)], []));
        Assert.Equal([(1, 2, 0.5)], dropped);
    }

    [Fact]
    public void Fit_ForbiddenEdge_StaysZeroAndCancelledThrows()
    {
        double[] gram = [1, 0.8, 0.8, 2];
        var settings = new NotearsSettings { Constraints = new EdgeConstraints(2, [], [(0, 1)]) };
        var fit = Notears.Fit(gram, 2, settings, WorkBudget.Until(TestContext.Current.CancellationToken));
        Assert.Equal(0, fit.Weights[1]);
        Assert.Equal((0.8 - 0.1) / 2, fit.Weights[2], 1e-4);
        Assert.Throws<OperationCanceledException>(() => Notears.Fit(gram, 2, settings, WorkBudget.Until(new CancellationToken(true))));
    }
}
