using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Numerics;

public sealed class LassoPathTests
{
    /// <summary>
    /// At every breakpoint the conditions of optimality hold: |c − Gβ| is α where β is not zero, with its sign, and at most α elsewhere.
    /// </summary>
    [Fact]
    public void Follow_RandomProblems_VisitsOptimaDownToLeastSquares()
    {
        var leaving = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var (gram, correlations, p) = Problem(seed);
            var last = new double[p];
            var alphaBefore = double.PositiveInfinity;
            new LassoPath(gram, correlations).Follow(coefficients =>
            {
                var beta = coefficients.ToArray();
                var rest = Enumerable
                    .Range(0, p)
                    .Select(i => correlations[i] - Enumerable.Range(0, p).Sum(j => gram[(i * p) + j] * beta[j]))
                    .ToArray();
                var alpha = rest.Max(Math.Abs);
                Assert.True(alpha <= alphaBefore + 1e-9);
                for (var i = 0; i < p; i++)
                {
                    if (beta[i] != 0)
                    {
                        Assert.Equal(alpha * Math.Sign(beta[i]), rest[i], 1e-8);
                    }
                }

                leaving += last.Zip(beta).Count(pair => pair.First != 0 && pair.Second == 0);
                (alphaBefore, last) = (alpha, beta);
            });

            Assert.InRange(alphaBefore, 0, 1e-8);
        }

        Assert.True(leaving > 0, "No coefficient ever left: the lasso modification was not tried.");
    }

    private static (double[] Gram, double[] Correlations, int P) Problem(int seed)
    {
        var random = new Random(seed);
        var p = 2 + (seed % 7);
        var x = Enumerable.Range(0, p + 1).Select(_ => Enumerable.Range(0, 12).Select(_ => random.NextDouble() - 0.5).ToArray()).ToArray();
        double Dot(int i, int j) => x[i].Zip(x[j], (a, b) => a * b).Sum();
        return (
            [.. from i in Enumerable.Range(0, p) from j in Enumerable.Range(0, p) select Dot(i, j)],
            [.. Enumerable.Range(0, p).Select(i => Dot(i, p))],
            p);
    }
}
