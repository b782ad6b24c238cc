using Isl.Grains.Discovery.Data;

namespace Isl.Tests.Unit.Discovery;

public sealed class KernelSampleTests
{
    [Fact]
    public void PValue_IndependentSamples_IsSpreadEvenly()
    {
        var random = new Random(3);
        var p = Enumerable.Range(0, 200).Select(_ => Of(Draws(random, 60)).PValue(Of(Draws(random, 60)))).ToList();

        Assert.InRange(p.Count(value => value < 0.05), 2, 20);
        Assert.InRange(p.Count(value => value < 0.5), 75, 125);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.15)]
    [InlineData(0.3)]
    public void PValue_AgreesWithPermutations(double strength)
    {
        var random = new Random(5);
        var x = Draws(random, 80);
        var y = x.Select(value => (strength * value * value) + TestData.Gaussian(random)).ToArray();
        var found = Of(x).PValue(Of(y));

        var own = Statistic(x, y);
        var shares = Enumerable.Range(0, 300).Count(_ =>
        {
            var shuffled = (double[])y.Clone();
            random.Shuffle(shuffled);
            return Statistic(x, shuffled) >= own;
        }) / 300.0;

        Assert.Equal(shares, found, 0.08);
    }

    [Theory]
    [InlineData("square")]
    [InlineData("absolute")]
    [InlineData("cosine")]
    [InlineData("spread")]
    public void PValue_DependentWithoutCorrelation_IsSmall(string shape)
    {
        var random = new Random(7);
        var x = Draws(random, 300);
        var y = x.Select(value => shape switch
        {
            "square" => value * value,
            "absolute" => Math.Abs(value),
            "cosine" => Math.Cos(3 * value),
            _ => value * TestData.Gaussian(random),
        } + (0.2 * TestData.Gaussian(random))).ToArray();

        Assert.InRange(Of(x).PValue(Of(y)), 0, 1e-4);
        Assert.Equal(Of(x).PValue(Of(y)), Of(y).PValue(Of(x)), 12);
    }

    [Fact]
    public void Of_ConstantOrTooSmall_IsNull()
    {
        Assert.Null(KernelSample.Of(new double[50]));
        Assert.Null(KernelSample.Of([1, 2, 3]));
    }

    private static KernelSample Of(double[] sample) => KernelSample.Of(sample)!;

    private static double[] Draws(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => TestData.Gaussian(random))];

    /// <summary>The criterion as it is defined, with kernels of the same kind (every second value has a part in the median there).</summary>
    private static double Statistic(double[] x, double[] y)
    {
        var (k, l) = (Centred(x), Centred(y));
        return Enumerable.Range(0, x.Length).Sum(i => Enumerable.Range(0, x.Length).Sum(j => k[i, j] * l[i, j]));
    }

    private static double[,] Centred(double[] sample)
    {
        var n = sample.Length;
        var squares = (from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, i) select Math.Pow(sample[i] - sample[j], 2)).Order().ToArray();
        var (kernel, width) = (new double[n, n], squares[squares.Length / 2]);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                kernel[i, j] = Math.Exp(-Math.Pow(sample[i] - sample[j], 2) / width);
            }
        }

        var means = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Average(j => kernel[i, j])).ToArray();
        var all = means.Average();
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                kernel[i, j] += all - means[i] - means[j];
            }
        }

        return kernel;
    }
}
