using Isl.Grains.Data;
using Isl.Grains.Discovery.Data;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Tests.Unit.Discovery;

public sealed class DataQualityTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public void Examine_CorrelatedPair_ConditionNumberIsThatOfTheEigenvalues()
    {
        var data = TestData.Chain(500, 2, 3);
        var moments = DatasetMoments.Of(data, Test);
        var r = Math.Abs(moments.Correlation[1]);

        var (condition, caveats) = DataQuality.Examine(data, moments);

        Assert.Equal((1 + r) / (1 - r), condition!.Value, 1e-6);
        Assert.Empty(caveats);
    }

    [Fact]
    public void Examine_NearlyDependentColumns_NamesThemAndNoOther()
    {
        var random = new Random(2);
        var columns = Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 300).Select(_ => TestData.Gaussian(random)).ToArray()).ToList();
        columns[3] = [.. columns[0].Zip(columns[1], (a, b) => a - b + (0.003 * TestData.Gaussian(random)))];
        var data = new Dataset(["P", "Q", "R", "S"], 300, [.. columns.SelectMany(column => column)]);

        var (condition, caveats) = DataQuality.Examine(data, DatasetMoments.Of(data, Test));

        Assert.InRange(condition!.Value, 1e4, 1e7);
        Assert.Contains("P, Q and S are nearly collinear", Assert.Single(caveats).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Examine_SingularMatrix_HasNoConditionNumber()
    {
        var a = Enumerable.Range(0, 50).Select(i => Math.Sin(i)).ToArray();
        var data = new Dataset(["A", "B"], 50, [.. a, .. a.Select(value => 1000 * value)]);

        var (condition, caveats) = DataQuality.Examine(data, DatasetMoments.Of(data, Test));

        Assert.Null(condition);
        Assert.Contains("A and B are perfectly collinear", Assert.Single(caveats).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Examine_FewValues_NamesTheColumn()
    {
        var data = new Dataset(
            ["A", "B"],
            60,
            [.. Enumerable.Range(0, 60).Select(i => (double)(i % 3)), .. Enumerable.Range(0, 60).Select(i => Math.Cos(i))]);

        Assert.StartsWith(
            "A holds only a few",
            Assert.Single(DataQuality.Examine(data, DatasetMoments.Of(data, Test)).Caveats).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Varsortability_RandomGraphs_EqualsTheDefinition()
    {
        var random = new Random(9);
        for (var trial = 0; trial < 50; trial++)
        {
            var edges = new DirectedEdges(6);
            var deviations = Enumerable.Range(0, 6).Select(_ => random.Next(1, 4)).ToArray();
            var covariance = new double[36];
            for (var i = 0; i < 6; i++)
            {
                covariance[i * 7] = deviations[i] * deviations[i];
                for (var j = i + 1; j < 6; j++)
                {
                    edges[i, j] = random.Next(3) == 0;
                }
            }

            var (paths, sorted) = (0.0, 0.0);
            for (var length = 1; length < 6; length++)
            {
                foreach (
                    var (from, to) in from i in Enumerable.Range(0, 6)
                                      from j in Enumerable.Range(0, 6)
                                      where HasPath(i, j, length)
                                      select (i, j))
                {
                    paths++;
                    sorted += deviations[from] < deviations[to] ? 1 : deviations[from] == deviations[to] ? 0.5 : 0;
                }
            }

            var actual = Varsortability.Of(edges, DatasetMoments.FromCovariance(10, covariance));
            Assert.Equal(paths == 0 ? null : Math.Round(sorted / paths, 6), actual);

            bool HasPath(int from, int to, int length) =>
                length == 0 ? from == to : Enumerable.Range(0, 6).Any(next => edges[from, next] && HasPath(next, to, length - 1));
        }
    }
}
