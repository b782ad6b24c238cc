using Isl.Grains.Interfaces.Alignment;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Transport;
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
