using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Sensitivity;

namespace Isl.Tests.Unit.Sensitivity;

/// <summary>Bounds by response types against random populations, in which the truth is known.</summary>
public sealed class GraphResponsesTests
{
    public static TheoryData<string, int> Graphs => new()
    {
        { "Z->X X->Y X<->Y", 335 },
        { "W->X W->Y X->Y X<->Y", 200 },
        { "X->M M->Y X<->Y", 150 },
        { "X->M M->Y X<->M M<->Y", 150 },
        { "X->Y X<->Y X<->W W<->Y", 100 },
        { "Z->X X->M M->Y Z->W W->Y X<->Y", 15 },
        { "W->Z Z->X X->Y W<->X W<->Y", 50 },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void Of_RandomPopulations_HoldsTheTruthAndIsAttained(string graph, int rounds)
    {
        var (worlds, random, bounded) = (new DiscreteWorlds(graph), new Random(11), 0);
        var own = worlds.Districts().FindIndex(district => district.Contains("X"));
        for (var round = 0; bounded < rounds && round < 2 * rounds; round++)
        {
            var population = worlds.Random(random, parts: 12);
            var joint = worlds.Joint(population);
            BoundsReport report;
            try
            {
                report = Assert.Single(BoundsAnswer.Of(worlds.Question(BoundsKind.ResponseTypes), worlds.Rows(joint), default));
            }
            catch (InputException)
            {
                continue; // a node is constant, or some setting never occurs
            }

            bounded++;
            Assert.False(report.Refuted);
            Assert.InRange(worlds.Effect(population), report.Lower!.Value - 1e-6, report.Upper!.Value + 1e-6);
            foreach (var (parts, end) in new[] { (report.Models!.Lower, report.Lower.Value), (report.Models.Upper, report.Upper.Value) })
            {
                var attained = population.ToList();
                attained[own] = worlds.Returned(parts);
                Assert.Equal(end, worlds.Effect(attained), 1e-6);
                var same = worlds.Joint(attained);
                Assert.All(joint, pair => Assert.Equal(pair.Value, same.GetValueOrDefault(pair.Key), 1e-6));
            }
        }

        Assert.Equal(rounds, bounded);
    }

    [Theory]
    [InlineData("X->M M->Y X<->Y")] // the front door
    [InlineData("W->X W->Y X->Y")]
    public void Of_IdentifiedEffects_MeetInTheTruth(string graph)
    {
        var (worlds, random) = (new DiscreteWorlds(graph), new Random(12));
        for (var round = 0; round < 10; round++)
        {
            var population = worlds.Random(random, parts: 40);

            var report = Assert.Single(BoundsAnswer.Of(
                worlds.Question(BoundsKind.ResponseTypes), worlds.Rows(worlds.Joint(population)), default));

            Assert.Equal(worlds.Effect(population), report.Lower!.Value, 1e-6);
            Assert.Equal(worlds.Effect(population), report.Upper!.Value, 1e-6);
        }
    }

    [Fact]
    public void Of_PairsWithoutACommonCauseInOneDistrict_AreNotCalledSharp()
    {
        var worlds = new DiscreteWorlds("W->Z Z->X X->Y W<->X W<->Y"); // the napkin, whose effect is identified

        var report = Assert.Single(BoundsAnswer.Of(
            worlds.Question(BoundsKind.ResponseTypes), worlds.Rows(worlds.Joint(worlds.Random(new Random(16), 40))), default));

        Assert.False(report.Sharp);
    }

    [Fact]
    public void Of_TheInstrumentsGraph_IsTheClosedFormOfBalkeAndPearl()
    {
        var (worlds, random) = (new DiscreteWorlds("Z->X X->Y X<->Y"), new Random(13));
        for (var round = 0; round < 30; round++)
        {
            var joint = worlds.Joint(worlds.Random(random, parts: 30));
            var rows = worlds.Rows(joint);

            var reports = BoundsAnswer.Of(worlds.Question(BoundsKind.Instrument, BoundsKind.ResponseTypes), rows, default);

            double Share(int x, int y, int z) => joint.GetValueOrDefault($"{x},{y},{z}")
                / joint.Where(pair => pair.Key.EndsWith($",{z}", StringComparison.Ordinal)).Sum(pair => pair.Value);
            var (lower, upper) = BinaryInstrument.Bounds((y, x, z) => Share(x, y, z))!.Value;
            Assert.All(reports, report => Assert.Equal(lower, report.Lower!.Value, 1e-6));
            Assert.All(reports, report => Assert.Equal(upper, report.Upper!.Value, 1e-6));
        }
    }

    [Fact]
    public void Of_WithoutAnyRestriction_IsManskis()
    {
        var (worlds, random) = (new DiscreteWorlds("X->Y X<->Y", new Dictionary<string, int> { ["X"] = 3, ["Y"] = 3 }), new Random(14));
        for (var round = 0; round < 20; round++)
        {
            var rows = worlds.Rows(worlds.Joint(worlds.Random(random, parts: 60)));

            var reports = BoundsAnswer.Of(
                worlds.Question(BoundsKind.NoAssumptions, BoundsKind.ResponseTypes) with { From = "0", To = "1" }, rows, default);

            Assert.Equal(reports[0].Lower!.Value, reports[1].Lower!.Value, 1e-6);
            Assert.Equal(reports[0].Upper!.Value, reports[1].Upper!.Value, 1e-6);
        }
    }

    [Fact]
    public void Of_AGraphWithoutAPath_IsNoEffect()
    {
        var worlds = new DiscreteWorlds("Y->X X<->Y");

        var report = Assert.Single(BoundsAnswer.Of(
            worlds.Question(BoundsKind.ResponseTypes), worlds.Rows(worlds.Joint(worlds.Random(new Random(15), 20))), default));

        Assert.Equal((0, 0, true), (report.Lower, report.Upper, report.Sharp));
    }

    [Fact]
    public void Of_RowsThatNoInstrumentGives_AreRefuted()
    {
        var worlds = new DiscreteWorlds("Z->X X->Y X<->Y");
        var joint = new Dictionary<string, double> { ["1,0,0"] = 0.45, ["1,1,0"] = 0.05, ["1,0,1"] = 0.05, ["1,1,1"] = 0.44, ["0,0,1"] = 0.01 };

        var reports = BoundsAnswer.Of(worlds.Question(BoundsKind.Instrument, BoundsKind.ResponseTypes), worlds.Rows(joint), default);

        Assert.All(reports, report => Assert.True(report.Refuted && report.Lower is null && report.Models is null));
    }
}
