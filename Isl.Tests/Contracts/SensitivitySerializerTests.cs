using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Sensitivity;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Isl.Tests.Contracts;

/// <summary>Questions on sensitivity arrive as they left, and keep their address.</summary>
public sealed class SensitivitySerializerTests
{
    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    [Fact]
    public void Question_RoundTrip_KeepsItsAddress()
    {
        var question = new SensitivityQuestion(
            new AssumptionsQuestion(
                [
                    new Assumption("a", AssumptionType.Parametric, new StatedValue(1, null, null), 0, 2, "X", null),
                    new Assumption("b", AssumptionType.Structural, new StatedValue(null, "present", null), null, null, "X -> Y", null),
                    new Assumption("c", AssumptionType.Distributional, new StatedValue(null, null, "{\"a\":1}"), null, null, null,
                        DistributionSpec.Constant(1)),
                ],
                "Y",
                Intervention.None,
                3,
                [new VariableValue("Y", 1)]),
            new ConfoundingQuestion(
                2, null, new ValueRange(1, 3), EffectMeasure.HazardRatio, 5, true, 0.1, 2, 1, 0.95, [new CovariateStrength("v", 0.1, 0.2)], [1]),
            new BoundsQuestion(
                "X", "Y", "0", "1", new ValueRange(0, 1), "Z", "w", ["C"], 2, null, [BoundsKind.Monotone], TableReading.Plain),
            7);

        Assert.Equal(Address(question), Address(Serializer.Deserialize<SensitivityQuestion>(Serializer.SerializeToArray(question))!));
    }

    [Fact]
    public void Subject_ItsHash_IsThatOfModelAndRows()
    {
        var model = new StructuralModel { Variables = ["X"], Equations = [], Distributions = [], Values = [new VariableValue("X", 1)] };
        var rows = new Dataset(["X"], 1, [1]);

        string[] hashes =
        [
            new SensitivitySubject(null, null).Hash(), new SensitivitySubject(model, null).Hash(), new SensitivitySubject(null, rows).Hash(),
            new SensitivitySubject(model, rows).Hash(),
        ];

        Assert.Equal(4, hashes.Distinct().Count());
        Assert.All(hashes, hash => Assert.Equal(64, hash.Length));
    }

    private static ResultId Address(SensitivityQuestion question) => ResultId.Of(SubjectKind.Assumptions, new string('0', 64), question);
}
