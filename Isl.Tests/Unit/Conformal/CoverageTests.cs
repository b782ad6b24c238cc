using Isl.Bench;

namespace Isl.Tests.Unit.Conformal;

/// <summary>Coverage by simulation; the same at 10,000 repetitions is the benchmark <c>conformal</c>.</summary>
public sealed class CoverageTests
{
    private const int Repetitions = 2500;

    [Theory]
    [InlineData(NoiseShape.Gaussian)]
    [InlineData(NoiseShape.HeavyTailed)]
    [InlineData(NoiseShape.Skewed)]
    public void Split_CoversItsNominalShareAndHardlyMore(NoiseShape noise)
    {
        foreach (var (level, points) in new[] { (0.80m, 30), (0.90m, 25), (0.95m, 45) })
        {
            var covered = ConformalCoverage.Split(noise, points, 1 - level, Repetitions * 4, seed: 11);

            var error = Math.Sqrt((double)(level * (1 - level)) / (Repetitions * 4));
            Assert.InRange(covered, (double)level - (3 * error), (double)level + (1.0 / (points + 1)) + (3 * error));
        }
    }

    [Theory]
    [InlineData(NoiseShape.Gaussian, true)]
    [InlineData(NoiseShape.HeavyTailed, true)]
    [InlineData(NoiseShape.Skewed, true)]
    [InlineData(NoiseShape.Gaussian, false)]
    [InlineData(NoiseShape.HeavyTailed, false)]
    [InlineData(NoiseShape.Skewed, false)]
    public void CrossConformal_NeverCoversLessThanItsProof(NoiseShape noise, bool jackknife)
    {
        foreach (var level in new[] { 0.80m, 0.90m })
        {
            var covered = ConformalCoverage.Cross(noise, points: 25, inputs: 2, jackknife, 1 - level, Repetitions, seed: 12);

            Assert.InRange(covered, (double)(1 - (2 * (1 - level))), 1);

            // Not a bound but the target: an interval that always covers would pass the line above.
            Assert.InRange(covered, (double)level - 0.06, (double)level + 0.06);
        }
    }
}
