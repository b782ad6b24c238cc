using Isl.Grains.Sensitivity;

namespace Isl.Tests.Unit.Sensitivity;

/// <summary>Against the closed form of Balke and Pearl, and random populations.</summary>
public sealed class InstrumentBoundsTests
{
    [Fact]
    public void Of_RandomPopulations_HoldsTheTruthAndIsTheClosedForm()
    {
        var random = new Random(8);
        for (var round = 0; round < 1000; round++)
        {
            var (shares, effect) = Population(random);

            var bounds = InstrumentBounds.Of(shares, [0, 1])!;

            Assert.InRange(effect, bounds.Effect.Lower - 1e-7, bounds.Effect.Upper + 1e-7);
            var (lower, upper) = BinaryInstrument.Bounds((y, x, z) => shares[z][x][y])!.Value;
            Assert.Equal(lower, bounds.Effect.Lower, 1e-6);
            Assert.Equal(upper, bounds.Effect.Upper, 1e-6);
        }
    }

    [Fact]
    public void Of_Ends_AreAttainedByTheReturnedPopulations()
    {
        var (shares, _) = Population(new Random(9));
        var bounds = InstrumentBounds.Of(shares, [0, 1])!;

        foreach (var (population, effect) in new[] { (bounds.Lowest, bounds.Effect.Lower), (bounds.Highest, bounds.Effect.Upper) })
        {
            Assert.Equal(effect, population.Sum(type => type.Share * (type.Outcomes[1] - type.Outcomes[0])), 1e-7);
            for (var z = 0; z < 2; z++)
            {
                for (var x = 0; x < 2; x++)
                {
                    for (var y = 0; y < 2; y++)
                    {
                        Assert.Equal(
                            shares[z][x][y],
                            population.Where(type => type.Treatments[z] == x && type.Outcomes[x] == y).Sum(type => type.Share),
                            1e-7);
                    }
                }
            }
        }
    }

    [Fact]
    public void Of_RefutedInstrument_IsNull() =>
        Assert.Null(InstrumentBounds.Of([[[0, 0], [0.9, 0.1]], [[0, 0], [0.1, 0.9]]], [0, 1]));

    [Fact]
    public void Of_ThreeLevels_HoldsTheTruth_WithinTheBoundsOfAnyTwo()
    {
        var random = new Random(10);
        for (var round = 0; round < 100; round++)
        {
            var (shares, effect) = ThreeLevels(random);

            var bounds = InstrumentBounds.Of(shares, [0, 1])!.Effect;

            Assert.InRange(effect, bounds.Lower - 1e-7, bounds.Upper + 1e-7);
            foreach (var (one, other) in new[] { (0, 1), (0, 2), (1, 2) })
            {
                var two = BinaryInstrument.Bounds((y, x, z) => shares[z == 0 ? one : other][x][y])!.Value;
                Assert.InRange(bounds.Lower, two.Lower - 1e-6, 1);
                Assert.InRange(bounds.Upper, -1, two.Upper + 1e-6);
            }
        }
    }

    private static (double[][][] Shares, double Effect) ThreeLevels(Random random)
    {
        double[][][] shares = [.. Enumerable.Range(0, 3).Select(_ => new double[][] { [0, 0], [0, 0] })];
        var weights = Enumerable.Range(0, 32).Select(_ => -Math.Log(random.NextDouble())).ToArray();
        var (total, effect) = (weights.Sum(), 0.0);
        for (var type = 0; type < 32; type++)
        {
            int[] response = [(type >> 3) & 1, (type >> 4) & 1];
            effect += weights[type] / total * (response[1] - response[0]);
            for (var z = 0; z < 3; z++)
            {
                var choice = (type >> z) & 1;
                shares[z][choice][response[choice]] += weights[type] / total;
            }
        }

        return (shares, effect);
    }

    private static (double[][][] Shares, double Effect) Population(Random random)
    {
        double[][][] shares = [[[0, 0], [0, 0]], [[0, 0], [0, 0]]];
        var weights = Enumerable.Range(0, 16).Select(_ => random.NextDouble() < 0.5 ? 0.01 : -Math.Log(random.NextDouble())).ToArray();
        var (total, effect) = (weights.Sum(), 0.0);
        for (var type = 0; type < 16; type++)
        {
            int[] choice = [type & 1, (type >> 1) & 1];
            int[] response = [(type >> 2) & 1, (type >> 3) & 1];
            effect += weights[type] / total * (response[1] - response[0]);
            for (var z = 0; z < 2; z++)
            {
                shares[z][choice[z]][response[choice[z]]] += weights[type] / total;
            }
        }

        return (shares, effect);
    }
}
