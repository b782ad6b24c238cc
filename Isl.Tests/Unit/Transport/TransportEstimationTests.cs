using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Transport;
using Isl.Grains.Numerics;
using Isl.Grains.Transport;

namespace Isl.Tests.Unit.Transport;

public sealed class TransportEstimationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Compute_RowsOfATrialAndOfTheTarget_EstimatesTheTargetsEffect(int seed)
    {
        // Y = X (1 + 2 Z) + noise, Z ~ N(0, 1) in the trial and N(1, 1) in the target: the effect is 1 there and 3 here.
        var random = new Random(seed);
        var (source, target) = (Rows(random, 2000, 0), Rows(random, 2000, 1));
        var result = Ask(source, target);

        var estimate = result.Estimate!;
        Assert.All(
            [estimate.OutcomeModel, estimate.InverseOddsWeights, estimate.Combined],
            figure => Assert.InRange(figure.Value, 3 - (5 * figure.StandardError), 3 + (5 * figure.StandardError)));
        Assert.InRange(estimate.StandardError, 0.02, 0.3);
        Assert.InRange(estimate.Overlap.EffectiveSourceRows, 100, 1999);
        Assert.Equal(["Z"], estimate.Covariates);
    }

    [Fact]
    public void Compute_RowsWithoutTheCovariate_SaysWhatIsMissing()
    {
        var random = new Random(3);
        var target = new Dataset(["W"], 10, new double[10]);

        var result = Ask(Rows(random, 100, 0), target);

        Assert.Null(result.Estimate);
        Assert.Contains(result.Explanation.Caveats, text => text.Contains("rows of field with Z are needed", StringComparison.Ordinal));
    }

    private static TransportResult Ask(Dataset source, Dataset target)
    {
        var builder = new CausalGraphBuilder();
        foreach (var name in (string[])["X", "Y", "Z"])
        {
            builder.AddNode(name, "");
        }

        builder.AddEdge("X", "Y", "");
        builder.AddEdge("Z", "Y", "");
        var graph = builder.Build();
        var question = new TransportQuestion(
            "X", "Y", ["Z"], new Population("lab", graph.Nodes, source.Hash()), new Population("field", graph.Nodes, target.Hash()), [["X"]]);
        return TransportAnswer.Compute(
            graph, question, new TransportRows(source, target), WorkBudget.Until(TestContext.Current.CancellationToken));
    }

    private static Dataset Rows(Random random, int count, double mean)
    {
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var values = new double[3 * count];
        for (var row = 0; row < count; row++)
        {
            var (x, z) = (random.Next(2), mean + Normal());
            values[row] = x;
            values[count + row] = z;
            values[(2 * count) + row] = (x * (1 + (2 * z))) + Normal();
        }

        return new Dataset(["X", "Z", "Y"], count, values);
    }
}
