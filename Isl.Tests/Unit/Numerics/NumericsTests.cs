using Isl.Discovery;
using Isl.Numerics;

namespace Isl.Tests.Unit.Numerics;

public sealed class NumericsTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void Exponential_NilpotentMatrix_IsItsFiniteSeries()
    {
        double[] a = [0, 2, 3, 0, 0, 4, 0, 0, 0];

        AssertClose([1, 2, 7, 0, 1, 4, 0, 0, 1], Exponential(a, 3));
    }

    [Fact]
    public void Exponential_Diagonal_IsTheExponentialOfEachEntry() =>
        AssertClose([Math.Exp(0.5), 0, 0, Math.Exp(12)], Exponential([0.5, 0, 0, 12], 2), relative: 1e-13);

    [Fact]
    public void Exponential_RotationGenerator_IsTheRotation()
    {
        const double angle = 1.1;

        AssertClose([Math.Cos(angle), Math.Sin(angle), -Math.Sin(angle), Math.Cos(angle)], Exponential([0, angle, -angle, 0], 2));
    }

    [Fact]
    public void Evaluate_AnalyticGradient_EqualsFiniteDifferences()
    {
        const int d = 5;
        const double step = 1e-6;
        var random = new Random(5);
        var factor = Enumerable.Range(0, d * d).Select(_ => random.NextDouble() - 0.5).ToArray();
        var gram = new double[d * d];
        SquareMatrix.Multiply(factor, Transpose(factor, d), gram, d);
        var objective = new NotearsObjective(gram, d) { Rho = 7, Alpha = 3 };
        var weights = Enumerable.Range(0, d * d).Select(i => i % (d + 1) == 0 ? 0 : random.NextDouble() - 0.5).ToArray();
        var gradient = new double[d * d];
        var scratch = new double[d * d];
        objective.Evaluate(weights, gradient);

        for (var i = 0; i < d * d; i++)
        {
            var moved = (double[])weights.Clone();
            moved[i] += step;
            var above = objective.Evaluate(moved, scratch);
            moved[i] -= 2 * step;
            var below = objective.Evaluate(moved, scratch);
            Assert.Equal((above - below) / (2 * step), gradient[i], 1e-5);
        }
    }

    [Fact]
    public void Minimise_PenalisedQuadratic_FindsTheSoftThreshold()
    {
        // min ½(x − c)² + p|x| has the solution sign(c) · max(|c| − p, 0); an infinite penalty holds x at zero.
        double[] centre = [3, -3, 0.5, 2];
        var x = new double[4];
        var optimiser = new OrthantWiseQuasiNewton([1, 1, 1, double.PositiveInfinity]);

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
            TestContext.Current.CancellationToken,
            TestContext.Current.CancellationToken);

        Assert.Equal(MinimisationStop.Converged, stop);
        AssertClose([2, -2, 0, 0], x, relative: 1e-8);
    }

    [Fact]
    public void Minimise_Rosenbrock_FindsItsMinimum()
    {
        double[] x = [-1.2, 1];

        new OrthantWiseQuasiNewton([0, 0]).Minimise(
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
            TestContext.Current.CancellationToken,
            TestContext.Current.CancellationToken);

        AssertClose([1, 1], x, relative: 1e-6);
    }

    private static double[] Exponential(double[] a, int d)
    {
        var result = new double[d * d];
        new MatrixExponential(d).Compute(a, result);
        return result;
    }

    private static double[] Transpose(double[] a, int d) => [.. from i in Enumerable.Range(0, d) from j in Enumerable.Range(0, d) select a[(j * d) + i]];

    private static void AssertClose(double[] expected, double[] actual, double relative = Tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], relative * Math.Max(1, Math.Abs(expected[i])));
        }
    }
}
