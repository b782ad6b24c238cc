using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Tests.Properties.Identification;

/// <summary>What the properties are checked with tells right from wrong.</summary>
public sealed class IdCheckerTests
{
    private static readonly CausalGraph BackDoor = new()
    {
        Nodes = ["X", "Y", "Z"],
        Edges = [new(0, 1), new(2, 0), new(2, 1)],
        Bidirected = [],
        Latent = [],
    };

    /// <summary>A -> X -> Y with X &lt;-> Y and A &lt;-> X.</summary>
    private static readonly CausalGraph Bow = new()
    {
        Nodes = ["A", "X", "Y"],
        Edges = [new(0, 1), new(1, 2)],
        Bidirected = [new(0, 1), new(1, 2)],
        Latent = [],
    };

    [Fact]
    public void Evaluate_ConfoundedEffect_IsTheAdjustmentAndNotTheConditional()
    {
        var model = new BinaryModel(BackDoor, new Random(1));
        var evaluator = new EstimandEvaluator(model.Observed, model.Distribution());
        var values = new Dictionary<string, int> { ["X"] = 1, ["Y"] = 1 };
        var (conditional, marginal) = (
            new Estimand { P = new ProbabilityTerm(["Y"], ["X", "Z"]) },
            new Estimand { P = new ProbabilityTerm(["Z"], []) });

        var effect = model.Effect(
            model.Distribution("X"),
            new Dictionary<string, int> { ["X"] = 1 },
            new Dictionary<string, int> { ["Y"] = 1 },
            new Dictionary<string, int>());

        Assert.Equal(
            effect,
            evaluator.Evaluate(new Estimand { Sum = new SumTerm(["Z"], new Estimand { Product = [conditional, marginal] }) }, values),
            12);
        Assert.True(Math.Abs(effect - evaluator.Evaluate(new Estimand { P = new ProbabilityTerm(["Y"], ["X"]) }, values)) > 0.001);
    }

    [Theory]
    [InlineData("1,2", "2", "2", true)]
    [InlineData("0,1,2", "2", "2", true)]
    [InlineData("0,2", "2", "2", false)]
    [InlineData("2", "2", "2", false)]
    [InlineData("1,2", "1,2", "2", false)]
    [InlineData("1,2", "2", "1", false)]
    [InlineData("1,2", "2", "", false)]
    [InlineData("0,1", "0", "0", false)]
    public void IsHedge_SetsOfABowArc_FollowsTheDefinition(string forest, string subForest, string roots, bool expected)
    {
        Assert.Equal(expected, new PlainProjection(Bow).IsHedge(Set(forest), Set(subForest), Set(roots), [1], [2]));

        static HashSet<int> Set(string nodes) => [.. nodes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
    }
}
