using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Numerics;

public sealed class OrthantWiseQuasiNewtonTests
{
    [Fact]
    public void Minimise_PenalisedQuadratic_FindsTheSoftThreshold()
    {
        // min ½(x − c)² + p|x| has the solution sign(c) · max(|c| − p, 0); an infinite penalty holds x at zero.
        double[] centre = [3, -3, 0.5, 2];
        var x = new double[4];
        var optimiser = new OrthantWiseQuasiNewton([1, 1, 1, double.PositiveInfinity], [1, 1, 1, 1], 5);

        var (stop, _) = optimiser.Minimise(
            (point, gradient) =>
            {
                var value = 0.0;
                for (var i = 0; i < point.Length; i++)
                {
                    gradient[i] = point[i] - centre[i];
                    value += 0.5 * gradient[i] * gradient[i];
                }

                return value;
            },
            x,
            1e-10,
            0,
            100,
            WorkBudget.Until(TestContext.Current.CancellationToken));

        Assert.Equal(MinimisationStop.Converged, stop);
        AssertClose([2, -2, 0, 0], x, relative: 1e-8);
    }

    [Fact]
    public void Minimise_Rosenbrock_FindsItsMinimum()
    {
        double[] x = [-1.2, 1];

        new OrthantWiseQuasiNewton([0, 0], [1, 1], 5).Minimise(
            (point, gradient) =>
            {
                var (a, b) = (1 - point[0], point[1] - (point[0] * point[0]));
                gradient[0] = (-2 * a) - (400 * point[0] * b);
                gradient[1] = 200 * b;
                return (a * a) + (100 * b * b);
            },
            x,
            1e-8,
            0,
            1000,
            WorkBudget.Until(TestContext.Current.CancellationToken));

        AssertClose([1, 1], x, relative: 1e-6);
    }

    private static void AssertClose(double[] expected, double[] actual, double relative)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], relative * Math.Max(1, Math.Abs(expected[i])));
        }
    }
}
