using Isl.Grains.Sensitivity;

namespace Isl.Tests.Unit.Sensitivity;

/// <summary>Against published bounds and against all ways to respond.</summary>
public sealed class BinaryInstrumentTests
{
    [Fact]
    public void Bounds_AnyMixtureOfResponses_HoldItsEffect()
    {
        var random = new Random(3);
        for (var run = 0; run < 300; run++)
        {
            // Sixteen types: two bits for how the treatment answers to the instrument, two for how the outcome answers to the treatment.
            double[] shares = [.. Enumerable.Range(0, 16).Select(_ => Math.Pow(random.NextDouble(), 6))];
            var total = shares.Sum();
            var effect = Enumerable.Range(0, 16).Sum(type => shares[type] / total * (Outcome(type, 1) - Outcome(type, 0)));

            var (lower, upper) = BinaryInstrument.Bounds((y, x, z) =>
                Enumerable.Range(0, 16).Where(type => Treatment(type, z) == x && Outcome(type, x) == y).Sum(type => shares[type] / total))!.Value;

            Assert.InRange(effect, lower - 1e-12, upper + 1e-12);
        }

        static int Treatment(int type, int z) => (type >> z) & 1;

        static int Outcome(int type, int x) => (type >> (2 + x)) & 1;
    }

    [Fact]
    public void Bounds_Cholestyramine_AreThePublishedOnes()
    {
        double[,,] given = { { { 0.919, 0.315 }, { 0, 0.139 } }, { { 0.081, 0.073 }, { 0, 0.473 } } };

        var (lower, upper) = BinaryInstrument.Bounds((y, x, z) => given[y, x, z])!.Value;

        Assert.Equal(0.392, lower, 0.0005);
        Assert.Equal(0.780, upper, 0.0005);
    }

    [Fact]
    public void Bounds_RefutedInstrument_AreNone()
    {
        double[][][] shares = [[[0, 0], [0.9, 0.1]], [[0, 0], [0.1, 0.9]]];

        Assert.Null(BinaryInstrument.Bounds((y, x, z) => shares[z][x][y]));
    }
}
