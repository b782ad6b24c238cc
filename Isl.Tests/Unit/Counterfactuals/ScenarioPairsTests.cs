using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;

namespace Isl.Tests.Unit.Counterfactuals;

public sealed class ScenarioPairsTests
{
    private static readonly CompiledModel Open = Compile(distributions: false);
    private static readonly CompiledModel Drawn = Compile(distributions: true);

    [Fact]
    public void DifferentVariables_AreCombinedOnTheModelAsItIs()
    {
        var pair = Assert.Single(ScenarioPairs.Find(Drawn, [Set(("A", 2)), Set(("B", 3))], out _, CancellationToken.None));

        Assert.Equal((0, 1, -1), (pair.First, pair.Second, pair.Reference));
        Assert.Equal(Set(("A", 2), ("B", 3)), pair.Combined);
    }

    [Fact]
    public void SameVariable_IsNoPair() =>
        Assert.Empty(ScenarioPairs.Find(Drawn, [Set(("A", 2)), Set(("A", 3)), Intervention.None], out _, CancellationToken.None));

    [Fact]
    public void CrossedDesign_AtTheHeldValue_IsAPairOfItsSingleChanges()
    {
        var pair = Assert.Single(ScenarioPairs.Find(Open, Crossed, out _, CancellationToken.None));

        Assert.Equal((1, 2, -1), (pair.First, pair.Second, pair.Reference));
        Assert.Equal(Set(("A", 2), ("B", 3)), pair.Combined);
    }

    [Fact]
    public void CrossedDesign_OfVariablesThatVary_IsComparedWithItsReference()
    {
        var pairs = ScenarioPairs.Find(Drawn, Crossed, out _, CancellationToken.None);

        var pair = Assert.Single(pairs, pair => pair.First == 1 && pair.Second == 2);
        Assert.Equal(0, pair.Reference);
        Assert.Equal(Set(("A", 2), ("B", 3)), pair.Combined);
    }

    [Fact]
    public void ManyScenarios_AreCutAtTheLimit()
    {
        var scenarios = Enumerable.Range(0, 100).Select(i => Set((i % 2 == 0 ? "A" : "B", i))).ToList();

        Assert.Equal(ScenarioPairs.MostPairs, ScenarioPairs.Find(Drawn, scenarios, out var truncated, CancellationToken.None).Count);
        Assert.True(truncated);
    }

    private static Intervention[] Crossed => [Set(("A", 0), ("B", 0)), Set(("A", 2), ("B", 0)), Set(("A", 0), ("B", 3)), Set(("A", 2), ("B", 3))];

    private static Intervention Set(params (string Name, double Value)[] values) =>
        Intervention.Of(values.Select(value => new VariableIntervention(value.Name, InterventionKind.Set, value.Value)));

    private static CompiledModel Compile(bool distributions)
    {
        var builder = new StructuralModelBuilder();
        foreach (var name in new[] { "A", "B", "Y" })
        {
            builder.AddVariable(name, "");
        }

        builder.AddEquation("Y", "A * B", null, isText: true);
        if (distributions)
        {
            builder.AddDistribution("A", DistributionParser.Parse("normal(0, 1)", ""));
            builder.AddDistribution("B", DistributionParser.Parse("normal(0, 1)", ""));
        }

        return CompiledModel.Compile(builder.Build());
    }
}
