using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Attribution;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Profiling;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Isl.Tests.Contracts;

/// <summary>Questions about tables arrive as they left, and keep their address.</summary>
public sealed class TableQuestionTests
{
    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    private static readonly TableReading Read = new(
        [new ColumnReading("G", true, [new(0, "a"), new(1, "b")], ColumnTrouble.Mixed, 3)],
        [new TableFlaw(4, "G", "empty")],
        [new DataNote(DataNoteKind.Unit, ["X"], ["%"])]);

    [Fact]
    public void Questions_RoundTrip_KeepTheirAddress()
    {
        var graph = new CausalGraph { Nodes = ["G", "X"], Edges = [new Edge(0, 1)], Bidirected = [], Latent = [] };
        AssertSame(new ProfileQuestion(Read, [new DeclaredColumn("X", DeclaredKind.Category)]));
        AssertSame(new FitQuestion(
            graph, Read, [new NamedFamily("X", EquationFamily.Spline)], NoiseForm.Empirical, true,
            new Isl.Grains.Interfaces.Fitting.WeightColumn("w", true), 7, -3));
        AssertSame(new ChangeQuestion(
            graph, "X", [new NamedFamily("X", EquationFamily.Linear)], Read, TableReading.Plain, "hash", ChangeMethod.Robust, 5));
        var effect = new EffectQuestion
        {
            Graph = graph,
            Reading = Read,
            Treatment = "G",
            Outcome = "X",
            Contrast = new LevelContrast("a", "b"),
            AdjustmentSet = [],
            Defaults = new EstimatorSpec { Folds = 3 },
            Estimators = [new EstimatorSpec { Name = EstimatorName.Ipw, Id = "w", Caliper = 0.2, Se = StandardErrorKind.Hc3 }],
            Weights = new Isl.Grains.Interfaces.Effects.WeightColumn("w", WeightKind.Frequency),
            Refuters = [RefuterName.Subsets],
            Multiples = [1, 2],
            Seed = -3,
        };
        AssertSame(effect);
        AssertSame(new GraphEffectQuestion
        {
            Effect = effect,
            Search = new DiscoveryQuestion { Algorithm = DiscoveryAlgorithm.Ges },
            Mode = GraphSource.Class,
            Graphs = 9,
            Split = true,
        });
        AssertSame(new OutlierQuestion("X", [new VariableValue("X", 2)], 9));
    }

    [Fact]
    public void Dataset_WithGaps_KeepsThemAndItsHash()
    {
        var data = new Dataset(["A"], 3, [1, double.NaN, 3]);
        var read = Serializer.Deserialize<Dataset>(Serializer.SerializeToArray(data))!;

        Assert.Equal(data.Hash(), read.Hash());
        Assert.True(double.IsNaN(read.Column(0)[1]));
    }

    private static void AssertSame<T>(T question)
        where T : notnull => Assert.Equal(
        ResultId.Of(SubjectKind.Dataset, "", question),
        ResultId.Of(SubjectKind.Dataset, "", Serializer.Deserialize<T>(Serializer.SerializeToArray(question))!));
}
