using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Conformal;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Isl.Tests.Contracts;

/// <summary>Questions about models arrive as they left, and keep their address.</summary>
public sealed class ModelSerializerTests
{
    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    private static readonly Intervention Change = Intervention.Of([
        new VariableIntervention("B", InterventionKind.Shift, 2),
        new VariableIntervention("A", InterventionKind.Set, 1.5),
    ]);

    [Fact]
    public void Questions_RoundTrip_KeepTheirAddress()
    {
        AssertSame(new CounterfactualQuestion(Change, [new VariableValue("C", -1)], "Y", 500, 0.9m, 7));
        AssertSame(new CounterfactualQuestion(Change, [], "Y", 500, 0.9m, 7) { Fitted = new FittedFirst("{}", "reason") });
        AssertSame(
            new ScenariosQuestion([new Scenario("a", "first", Change), new Scenario("b", null, Intervention.None)], [], true, null, 500, 0.95m, 7));
        var setting = new PlanSetting(
            4,
            [new DecisionVariable("A", 1, null, [1, 2], 0.5)],
            [new PlanConstraint("bounds/A", 0, 3), new PlanConstraint("budget", 9, null)],
            [new VariableValue("A", 1)],
            0.9,
            0.1,
            7);
        AssertSame(new SequentialQuestion("Y - A", setting));
        AssertSame(new MultiObjectiveQuestion(["Y", "-A"], [1, 2], true, 9, false, setting));
        AssertSame(new ConformalQuestion(Change, "hash", 0.05m, ConformalMethod.JackknifePlus, null, 500, 7));
    }

    [Fact]
    public void Questions_ThatDiffer_HaveOtherAddresses()
    {
        var question = new CounterfactualQuestion(Change, [], null, 500, 0.9m, 7);

        CounterfactualQuestion[] all =
        [
            question,
            question with
            {
                Seed = 8,
            },
            question with
            {
                Fitted = new FittedFirst("{}", null),
            },
            question with
            {
                Fitted = new FittedFirst("{}", "reason"),
            },
            question with
            {
                Samples = 501,
            },
            question with
            {
                Outcome = "Y",
            },
            question with
            {
                ConfidenceLevel = 0.91m,
            },
            question with
            {
                Intervention = Intervention.None,
            },
            question with
            {
                Context = [new VariableValue("C", 1)],
            },
            question with
            {
                Intervention = Intervention.Of([new VariableIntervention("A", InterventionKind.Scale, 1.5)]),
            },
        ];

        Assert.Equal(all.Length, all.Select(Address).Distinct().Count());
    }

    [Fact]
    public void SimulationParts_RoundTrip_MergeToTheSame()
    {
        var builder = new StructuralModelBuilder();
        builder.AddEquation("Y", "noise", DistributionParser.Parse("normal(3, 1)", ""), isText: false);
        var spec = new SimulationSpec
        {
            Model = builder.Build(),
            Worlds = [Intervention.None],
            Predicted = 1,
            Outcome = "Y",
            Outputs = ["Y"],
            Samples = 3000,
            Seed = 5,
        };
        var there = SimulationPlan.Compile(RoundTrip(spec), cancellation: TestContext.Current.CancellationToken);

        var sent = RoundTrip(there.SimulateChunk(0, CancellationToken.None));

        var here = SimulationPlan.Compile(spec, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(here.Simulate(CancellationToken.None).Outcomes, here.Merge([sent]).Outcomes);
    }

    private static void AssertSame<T>(T question)
        where T : notnull => Assert.Equal(Address(question), Address(RoundTrip(question)));

    private static ResultId Address<T>(T question)
        where T : notnull => ResultId.Of(SubjectKind.Model, "", question);

    private static T RoundTrip<T>(T value) => Serializer.Deserialize<T>(Serializer.SerializeToArray(value))!;
}
