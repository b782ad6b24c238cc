using Isl.Grains.Optimisation;

namespace Isl.Tests.Unit.Optimisation;

/// <summary>Against inclusion and exclusion over all subsets.</summary>
public sealed class HypervolumeTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Of_RandomPoints_IsInclusionExclusion(int objectives)
    {
        var random = new Random(objectives);
        for (var round = 0; round < 30; round++)
        {
            var points = Enumerable.Range(0, 8).Select(_ => Enumerable.Range(0, objectives).Select(_ => random.NextDouble()).ToArray()).ToList();
            var reference = Enumerable.Repeat(0.1, objectives).ToArray();
            var expected = 0.0;
            for (var set = 1; set < 1 << points.Count; set++)
            {
                var members = points.Where((_, i) => (set & (1 << i)) != 0).ToList();
                var shared = Enumerable.Range(0, objectives).Aggregate(
                    1.0, (product, i) => product * Math.Max(0, members.Min(point => point[i]) - reference[i]));
                expected += int.IsOddInteger(members.Count) ? shared : -shared;
            }

            Assert.Equal(expected, Hypervolume.Of(points, reference), 1e-12);
        }
    }
}
