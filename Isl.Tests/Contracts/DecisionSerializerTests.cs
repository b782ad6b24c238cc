using Isl.Grains.Interfaces.Alignment;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Robustness;
using Isl.Grains.Interfaces.Transport;
using Isl.Grains.Interfaces.Validation;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Isl.Tests.Contracts;

/// <summary>Questions about decisions arrive as they left, and keep their address.</summary>
public sealed class DecisionSerializerTests
{
    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    [Fact]
    public void Questions_RoundTrip_KeepTheirAddress()
    {
        var scenario = new ContrastScenario("a", Intervention.None, [new VariableValue("X", 1)]) { Place = "/scenario_a/state" };
        var contrast = new ContrastQuestion(scenario, scenario with { Id = "b" }, "Y", 3, 7);
        AssertSame(new TransportQuestion("X", "Y", ["Z"], new Population("lab", ["X", "Y"], "hash"), new Population("field", ["X"], null),
            [["X"], ["X", "Z"]]));
        AssertSame(contrast);
        AssertSame(new ContrastBatchQuestion([contrast]));
        AssertSame(new RecourseQuestion([new VariableValue("X", 1)], [new VariableRange("Y", 1, 2)], [new VariableRange("X", null, 9)], 2,
            RecourseGoal.Cost, 7));
        AssertSame(new RobustnessQuestion(
            [new VariableValue("X", 1)], [new VariableRange("Y", 1, 2)], 0.1, 100, 0.95m, [new VariableRange("X", 0, 9)],
            new CausalGraph { Nodes = ["X", "Y"], Edges = [new Edge(0, 1)], Bidirected = [], Latent = [] }, 7));
        AssertSame(new ExperimentQuestion(
            [new ExogenousQuantity("b", DistributionSpec.Constant(1))], "Y", ExperimentGoal.Target, 3, 9, 5, [new VariableRange("X", 0, 9)],
            [new PastExperiment([new VariableValue("X", 1)], 2, 1)], 1, [new VariableValue("X", 2)],
            [new PlannedExperiment([new VariableValue("X", 3)])], ExperimentStrategy.Thompson, null, true, 7)
        {
            BoundByElimination = new VariableName("b", "X"),
            IsNoiseGiven = true,
        });
        AssertSame(new ValidationQuestion(
            ValidationLevel.Comprehensive, "X", "Y", [["X"], ["Y"]], [new NamedEdge("X", "Y")], [new NamedEdge("Y", "X")], ["z"], "m", "d", 7));
        AssertSame(new ModelAlignmentQuestion(
            [new MemberModel("r", new CausalGraph { Nodes = ["X", "Y"], Edges = [new Edge(0, 1)], Bidirected = [], Latent = [] })], "X", "Y"));
        AssertSame(new OrientationQuestion([new VariableRange("X", 0, 1)], 9, 3, [new VariableValue("X", 2)]));
        AssertSame(new AlignmentQuestion(
            [new Perspective("r", ["p"], ["c"], ["a"])],
                [new TeamOption("a", "A", [new OptionFact("cost", 1, null), new OptionFact("kind", null, "text")])]));
    }

    [Fact]
    public void Scenario_ItsPlaceInTheRequest_IsNoPartOfTheAddress()
    {
        var one = new ContrastScenario("a", Intervention.None, []) { Place = "/scenario_a/state" };

        Assert.Equal(Address(one), Address(one with { Place = "/scenarios/3/state" }));
        Assert.NotEqual(Address(one), Address(one with { Id = "b" }));
    }

    private static void AssertSame<TQuestion>(TQuestion question)
        where TQuestion : notnull =>
            Assert.Equal(Address(question), Address(Serializer.Deserialize<TQuestion>(Serializer.SerializeToArray(question))!));

    private static ResultId Address<TQuestion>(TQuestion question)
        where TQuestion : notnull => ResultId.Of(SubjectKind.Contrast, new string('0', 64), question);
}
