using Isl.Grains.Effects.Sensitivity;

namespace Isl.Tests.Unit.Effects.Sensitivity;

/// <summary>Sensitivity and bounds against published numbers and against all ways to respond.</summary>
public class DoubtTests
{
    [Fact]
    public void Robustness_DarfurExample_IsThePublishedOne()
    {
        var figures = new RegressionFigures(0.09731582, 0.02325654, 783);

        Assert.Equal(0.139, figures.Robustness(1), 0.0005);
        Assert.Equal(0.076, figures.Robustness(1, 0.95), 0.0005);
        Assert.Equal(0.022, figures.PartialR2, 0.0005);
        Assert.Equal(0.0752, figures.Adjusted(new Benchmark("female", 0.009081, 0.109034), 1)!.Value.Value, 0.0001);
        Assert.Equal(0.0304, figures.Adjusted(new Benchmark("female", 0.009081, 0.109034), 3)!.Value.Value, 0.0001);
    }

    [Fact]
    public void EValue_BreastFeedingExample_IsThePublishedOne()
    {
        Assert.Equal(7.26, EValues.Of(3.9), 0.005);
        Assert.Equal(3.0, EValues.Of(1.8), 0.005);
        Assert.Equal(EValues.Of(2), EValues.Of(0.5), 12);
    }

    [Fact]
    public void InstrumentBounds_AnyMixtureOfResponses_HoldItsEffect()
    {
        var random = new Random(3);
        for (var run = 0; run < 300; run++)
        {
            // Sixteen types: two bits for how the treatment answers to the instrument, two for how the outcome answers to the treatment.
            double[] shares = [.. Enumerable.Range(0, 16).Select(_ => Math.Pow(random.NextDouble(), 6))];
            var total = shares.Sum();
            var effect = Enumerable.Range(0, 16).Sum(type => shares[type] / total * (Outcome(type, 1) - Outcome(type, 0)));

            var (lower, upper) = InstrumentBounds.Of((y, x, z) =>
                Enumerable.Range(0, 16).Where(type => Treatment(type, z) == x && Outcome(type, x) == y).Sum(type => shares[type] / total));

            Assert.InRange(effect, lower - 1e-12, upper + 1e-12);
        }

        static int Treatment(int type, int z) => (type >> z) & 1;

        static int Outcome(int type, int x) => (type >> (2 + x)) & 1;
    }

    [Fact]
    public void InstrumentBounds_Cholestyramine_AreThePublishedOnes()
    {
        double[,,] given = { { { 0.919, 0.315 }, { 0, 0.139 } }, { { 0.081, 0.073 }, { 0, 0.473 } } };

        var (lower, upper) = InstrumentBounds.Of((y, x, z) => given[y, x, z]);

        Assert.Equal(0.392, lower, 0.0005);
        Assert.Equal(0.780, upper, 0.0005);
    }
}
