using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using static Isl.Tests.Unit.Counterfactuals.ExampleModels;

namespace Isl.Tests.Unit.Counterfactuals;

/// <summary>What workers are sent and send back arrives as it left, and gives the same result.</summary>
public sealed class ContractTests
{
    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    [Fact]
    public void SpecAndChunk_RoundTrip_GiveTheSameResult()
    {
        var model = Of("X ~ categorical([1, 2], [0.5, 0.5])", "O", "Y = X + O + noise | gamma(2, 1)");
        var spec = Spec(model, "Y", 5_000, 3, Do(("O", InterventionKind.Shift, 2)), ("O", 1)) with
        {
            Contrasts = [new Contrast([new(0, 2)])],
            Ranked = 1,
        };
        var read = RoundTrip(spec);

        Assert.Equal(model, read.Model);
        Assert.Equal(model.Hash(), read.Model.Hash());
        Assert.Equal(spec.Worlds[0], read.Worlds[0]);
        var here = Plan(spec);
        var there = RoundTrip(Plan(read).SimulateChunk(0, CancellationToken.None));
        Assert.Equal(here.Simulate(CancellationToken.None).Of("Y").Moments, here.Merge([there]).Of("Y").Moments);
        Assert.True(here.Simulate(CancellationToken.None).Of("Y").Draws!.Values.SequenceEqual(here.Merge([there]).Of("Y").Draws!.Values));
    }

    [Fact]
    public void Intervention_OfRepeatedOrInfiniteValues_IsRefused()
    {
        Assert.Equal(
            "/intervention/X",
            Assert.Throws<InputException>(() => Do(("X", InterventionKind.Set, 1), ("X", InterventionKind.Shift, 1))).Errors[0].Path);
        Assert.Equal("/intervention/X", Assert.Throws<InputException>(() => Do(("X", InterventionKind.Set, double.NaN))).Errors[0].Path);
        Assert.Equal(
            Do(("A", InterventionKind.Set, 1), ("B", InterventionKind.Scale, 2)),
            Do(("B", InterventionKind.Scale, 2)).With(Do(("A", InterventionKind.Set, 1))));
        Assert.Null(Do(("A", InterventionKind.Set, 1)).With(Do(("A", InterventionKind.Set, 1))));
    }

    [Fact]
    public void Build_OfAContradictoryModel_TellsEveryMistake()
    {
        var builder = new StructuralModelBuilder();
        builder.AddVariable("X", "/model/variables/0");
        builder.AddVariable("X", "/model/variables/1");
        builder.AddVariable(new string('a', 201), "/model/variables/2"); // any text is a name, but not a longer one
        builder.AddEquation("Z", "1", null, true);
        builder.AddEquation("X", "1", null, true);
        builder.AddDistribution("X", DistributionSpec.Constant(1));
        builder.AddValue("X", 2);
        builder.AddDistribution("noise", DistributionSpec.Constant(1));

        var error = Assert.Throws<InputException>(builder.Build);

        Assert.Equal(
            [
                "/model/variables/1",
                "/model/variables/2",
                "/model/distributions/noise",
                "/model/equations/Z",
                "/model/distributions/X",
                "/model/values/X",
            ],
            error.Errors.Select(e => e.Path));
    }

    private static T RoundTrip<T>(T value) => Serializer.Deserialize<T>(Serializer.SerializeToArray(value))!;
}
