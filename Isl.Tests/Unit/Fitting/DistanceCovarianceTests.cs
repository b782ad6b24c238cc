using Isl.Grains.Fitting;
using Isl.Grains.Numerics;
using Isl.Tests.Unit.Discovery;

namespace Isl.Tests.Unit.Fitting;

public sealed class DistanceCovarianceTests
{
    [Fact]
    public void Test_SmallSample_HasTheCorrelationOfTheDefinition()
    {
        var random = new Random(1);
        var (x, z) = (Draw(random, 40), Draw(random, 40));
        var y = x.Zip(z, (a, b) => (a * a) + (0.3 * b)).ToArray();
        var (sx, sz) = (Standardised(x), Standardised(z));

        var (correlation, _) = DistanceCovariance.Test([x, z], y, 19, new CounterRandom(1, 2), default)!.Value;

        var a = Centred((i, j) => Math.Sqrt(((sx[i] - sx[j]) * (sx[i] - sx[j])) + ((sz[i] - sz[j]) * (sz[i] - sz[j]))), 40);
        var b = Centred((i, j) => Math.Abs(y[i] - y[j]), 40);
        var expected = Math.Sqrt(Sum(a, b) / Math.Sqrt(Sum(a, a) * Sum(b, b)));
        Assert.Equal(expected, correlation, 1e-4);
    }

    [Fact]
    public void Test_IndependentSamples_HasUniformPValues()
    {
        var small = 0;
        for (var trial = 0; trial < 200; trial++)
        {
            var random = new Random(trial);
            var (x, y) = (Draw(random, 30), Draw(random, 30));
            small += DistanceCovariance.Test([x], y, 99, new CounterRandom((ulong)trial, 3), default)!.Value.PValue <= 0.1 ? 1 : 0;
        }

        Assert.InRange(small, 6, 36); // 20 ± 3.7 standard errors
    }

    [Fact]
    public void Test_DependenceWithoutCorrelation_IsFound()
    {
        var random = new Random(2);
        var x = Draw(random, 100);

        var y = x.Select(value => value * value).ToArray();
        Assert.Equal(0.01, DistanceCovariance.Test([x], y, 99, new CounterRandom(1, 4), default)!.Value.PValue, 1e-12);
    }

    private static double[] Draw(Random random, int n) => [.. Enumerable.Range(0, n).Select(_ => TestData.Gaussian(random))];

    private static double[] Standardised(double[] values)
    {
        var mean = values.Average();
        var std = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return [.. values.Select(value => (value - mean) / std)];
    }

    private static double[,] Centred(Func<int, int, double> distance, int n)
    {
        var centred = new double[n, n];
        var means = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Average(j => distance(i, j))).ToArray();
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                centred[i, j] = distance(i, j) - means[i] - means[j] + means.Average();
            }
        }

        return centred;
    }

    private static double Sum(double[,] a, double[,] b) => a.Cast<double>().Zip(b.Cast<double>(), (x, y) => x * y).Sum();
}
