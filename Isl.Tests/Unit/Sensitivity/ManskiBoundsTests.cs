using Isl.Grains.Sensitivity;

namespace Isl.Tests.Unit.Sensitivity;

/// <summary>Against random populations of response types, in which everything is known.</summary>
public sealed class ManskiBoundsTests
{
    [Fact]
    public void Bounds_RandomPopulations_HoldTheTruth()
    {
        var random = new Random(4);
        for (var i = 0; i < 1000; i++)
        {
            var population = Population(random, harmless: false);

            var bounds = ManskiBounds.WithoutAssumptions(population.Seen);

            Assert.Equal(1, bounds.Width, 1e-12);
            Assert.InRange(population.Effect, bounds.Lower - 1e-12, bounds.Upper + 1e-12);
        }
    }

    [Fact]
    public void MonotoneResponse_HarmlessTreatment_HoldsTheTruth()
    {
        var random = new Random(5);
        for (var i = 0; i < 1000; i++)
        {
            var population = Population(random, harmless: true);

            var bounds = ManskiBounds.MonotoneResponse(population.Seen);

            Assert.InRange(population.Effect, bounds.Lower - 1e-12, bounds.Upper + 1e-12);
        }
    }

    [Fact]
    public void WithoutAssumptions_Extremes_AreAttained()
    {
        // All untreated would get worse or better at once: the ends are reached by such populations.
        var seen = new ObservedMeans(0.6, 0.3, 0.4);
        var bounds = ManskiBounds.WithoutAssumptions(seen);

        Assert.Equal((0.4 * 0.6) + (0.6 * 0) - ((0.6 * 0.3) + (0.4 * 1)), bounds.Lower, 1e-12);
        Assert.Equal((0.4 * 0.6) + (0.6 * 1) - ((0.6 * 0.3) + (0.4 * 0)), bounds.Upper, 1e-12);
    }

    private static Known Population(Random random, bool harmless)
    {
        // Shares of (treated or not) × (Y(0), Y(1)).
        var shares = new double[2, 4];
        var total = 0.0;
        for (var t = 0; t < 2; t++)
        {
            for (var type = 0; type < 4; type++)
            {
                shares[t, type] = harmless && type == 2 ? 0 : -Math.Log(random.NextDouble());
                total += shares[t, type];
            }
        }

        double Sum(int t, Func<int, bool> holds) => Enumerable.Range(0, 4).Where(holds).Sum(type => shares[t, type]) / total;
        bool Without(int type) => (type & 2) != 0;
        bool With(int type) => (type & 1) != 0;
        var (treated, untreated) = (Sum(1, _ => true), Sum(0, _ => true));
        return new Known(
            new ObservedMeans(Sum(1, With) / treated, Sum(0, Without) / untreated, treated),
            Sum(1, With) + Sum(0, With) - Sum(1, Without) - Sum(0, Without));
    }

    private sealed record Known(ObservedMeans Seen, double Effect);
}
