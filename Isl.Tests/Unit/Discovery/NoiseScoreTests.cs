using Isl.Grains.Data;
using Isl.Grains.Discovery.Searches.Auto;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Tests.Unit.Discovery;

public sealed class NoiseScoreTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_TwoVariables_IsTheSumOfTheDefinition(bool gaussian)
    {
        var data = TestData.Chain(201, 2, 1, gaussian);
        var (x, y) = (Centred(data.Column(0)), Centred(data.Column(1)));
        var slope = x.Zip(y, (a, b) => a * b).Sum() / x.Sum(a => a * a);
        var residual = x.Zip(y, (a, b) => b - (slope * a)).ToArray();

        var score = Of(data, (0, 1));

        // −n(log s + H) for each residual, and ½ log n a parameter: a variance for each variable, and the edge.
        Assert.Equal(Likelihood(x) + Likelihood(residual) - (1.5 * Math.Log(201)), score, 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_NonGaussianNoise_IsHigherForTheTrueMemberOfTheClass(int seed)
    {
        var data = TestData.Chain(1000, 3, seed, gaussian: false);
        var truth = Of(data, (0, 1), (1, 2));

        Assert.True(truth > Of(data, (1, 0), (1, 2)));
        Assert.True(truth > Of(data, (2, 1), (1, 0)));
        Assert.True(truth > Of(data, (0, 1)));
        Assert.True(truth > Of(data, (0, 1), (1, 2), (0, 2)));
    }

    [Fact]
    public void Of_OtherUnits_DiffersByTheSameForEveryGraph()
    {
        var data = TestData.Chain(300, 3, 4, gaussian: false);
        var scaled = new Dataset(
            data.Variables,
            data.Rows,
            [.. Enumerable.Range(0, 3).SelectMany(column => data.Column(column).ToArray().Select(value => value * Math.Pow(1e6, column - 1)))]);

        Assert.Equal(Of(data, (0, 1), (1, 2)) - Of(data, (2, 0)), Of(scaled, (0, 1), (1, 2)) - Of(scaled, (2, 0)), 1e-6);
    }

    [Fact]
    public void Residuals_DeterminedVariable_HasNoShape()
    {
        var data = TestData.Chain(300, 1, 5, gaussian: false);
        var doubled = new Dataset(["A", "B"], 300, [.. data.Column(0), .. data.Column(0).ToArray().Select(value => 2 * value)]);
        var noise = new NoiseScore(doubled, DatasetMoments.Of(doubled, Test));

        var residuals = noise.Residuals(DirectedEdges.Of(2, [(0, 1)]), Test);

        Assert.True(residuals[0].PValue < 1e-6);
        Assert.Equal(1, residuals[1].PValue);
        Assert.True(double.IsFinite(noise.Of(DirectedEdges.Of(2, [(0, 1)]), Test)));
    }

    private static double Of(Dataset data, params (int, int)[] edges) =>
        new NoiseScore(data, DatasetMoments.Of(data, Test)).Of(DirectedEdges.Of(data.Columns, edges), Test);

    private static double[] Centred(ReadOnlySpan<double> column)
    {
        var values = column.ToArray();
        var mean = values.Average();
        return [.. values.Select(value => value - mean)];
    }

    private static double Likelihood(double[] residual)
    {
        var deviation = Math.Sqrt(residual.Average(value => value * value));
        var logCosh = residual.Average(value => Math.Log(Math.Cosh(value / deviation))) - 0.37457;
        var odd = residual.Average(value => value / deviation * Math.Exp(-value * value / (2 * deviation * deviation)));
        var entropy = (0.5 * (1 + Math.Log(2 * Math.PI))) - (79.047 * logCosh * logCosh) - (7.4129 * odd * odd);

        // The score leaves out the constant ½ log 2π of each variable.
        return -residual.Length * (Math.Log(deviation) + entropy - (0.5 * Math.Log(2 * Math.PI)));
    }
}
