using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using static Isl.Tests.Unit.Effects.Graphs.GraphQuestions;

namespace Isl.Tests.Unit.Effects.Graphs;

/// <summary>Graphs of numbers and categories: resamples are scored as the whole table is.</summary>
public sealed class MixedGraphTests
{
    [Theory]
    [InlineData(DiscoveryAlgorithm.Ges, GraphSource.Class)]
    [InlineData(DiscoveryAlgorithm.Ges, GraphSource.Bootstrap)]
    [InlineData(DiscoveryAlgorithm.Boss, GraphSource.Bootstrap)]
    public void CategoryWhoseOrderMeansNothing_IsFoundToMatter(DiscoveryAlgorithm algorithm, GraphSource mode)
    {
        var random = new Random(1);
        const int rows = 400;
        var (k, x, y) = (new double[rows], new double[rows], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            k[row] = random.Next(3);
            var shift = k[row] == 1 ? 2 : 0; // no correlation with the code
            x[row] = shift + random.NextDouble() + random.NextDouble();
            y[row] = x[row] + random.NextDouble() + random.NextDouble();
        }

        var answer = Ask(["K", "X", "Y"], algorithm, mode, graphs: 10).Answer(new Dataset(["K", "X", "Y"], rows, [.. k, .. x, .. y]));

        var support = answer.GraphUncertainty!.Edges
            .Where(edge => edge is { From: "K", To: "X" } or { From: "X", To: "K" })
            .Sum(edge => edge.Support);
        Assert.InRange(support, 0.8, 1.0000001);
    }
}
