using Isl.Grains.Sensitivity;

namespace Isl.Tests.Unit.Sensitivity;

/// <summary>Sensitivity of a regression against published numbers.</summary>
public sealed class RegressionFiguresTests
{
    [Fact]
    public void Robustness_DarfurExample_IsThePublishedOne()
    {
        var figures = new RegressionFigures(0.09731582, 0.02325654, 783);

        var robustness = figures.Robustness(1, 0.95);
        Assert.Equal(0.139, robustness.Value, 0.0005);
        Assert.Equal(0.076, robustness.ValueAtAlpha, 0.0005);
        Assert.Equal(0.022, robustness.PartialR2, 0.0005);
        Assert.Equal(0.0752, figures.Adjusted(new Benchmark("female", 0.009081, 0.109034), 1)!.Value.Value, 0.0001);
        Assert.Equal(0.0304, figures.Adjusted(new Benchmark("female", 0.009081, 0.109034), 3)!.Value.Value, 0.0001);
    }
}
