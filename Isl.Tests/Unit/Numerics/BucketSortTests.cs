using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Numerics;

public sealed class BucketSortTests
{
    public static TheoryData<string, Func<Random, double>> Kinds { get; } = new()
    {
        { "uniform", random => random.NextDouble() },
        { "normal", Normal },
        { "log-normal", random => Math.Exp(5 * Normal(random)) },
        { "Cauchy", random => Math.Tan(Math.PI * (random.NextDouble() - 0.5)) },
        { "whole numbers", random => random.Next(-3, 4) },
        { "one outlier", random => random.Next(1000) == 0 ? 1e300 : random.NextDouble() },
        { "both ends of the range", random => random.Next(2) == 0 ? double.MaxValue : -double.MaxValue },
        { "towers", random => random.Next(3) + (1e-13 * random.NextDouble()) },
        { "one value", _ => 7 },
        { "denormal", random => double.Epsilon * random.Next(100) },
        { "infinite", random => random.Next(50) == 0 ? double.PositiveInfinity : random.NextDouble() },
        { "powers", random => Math.Pow(10, random.Next(-300, 300)) },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Sort_AnyValues_IsTheOrderOfIntrosort(string kind, Func<Random, double> draw)
    {
        var random = new Random(kind.Length);
        foreach (var length in new[] { 0, 1, 2, 127, 128, 129, 1000, 10_000, 100_000 })
        {
            var values = Enumerable.Range(0, length).Select(_ => draw(random)).ToArray();
            var expected = values.ToArray();
            Array.Sort(expected);

            BucketSort.Sort(values);

            Assert.True(values.AsSpan().SequenceEqual(expected), $"{kind}, {length} values");
        }
    }

    [Fact]
    public void Sort_SortedAndReversed_StaysAndTurns()
    {
        var ascending = Enumerable.Range(0, 5000).Select(i => i / 7.0).ToArray();
        var (same, turned) = (ascending.ToArray(), ascending.Reverse().ToArray());

        BucketSort.Sort(same);
        BucketSort.Sort(turned);

        Assert.Equal(ascending, same);
        Assert.Equal(ascending, turned);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
