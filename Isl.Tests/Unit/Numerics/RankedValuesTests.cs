using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Numerics;

public sealed class RankedValuesTests
{
    [Theory]
    [MemberData(nameof(BucketSortTests.Kinds), MemberType = typeof(BucketSortTests))]
    public void RanksAndCounts_AnyValuesInAnyOrderOfAsking_AreThoseOfAFullSort(string kind, Func<Random, double> draw)
    {
        var random = new Random(kind.Length);
        foreach (var length in new[] { 0, 1, 2, 4095, 4096, 20_000, 300_000 })
        {
            var values = Enumerable.Range(0, length).Select(_ => draw(random)).ToArray();
            var expected = values.ToArray();
            Array.Sort(expected);
            var ranked = new RankedValues(values);

            for (var question = 0; question < 200 && length > 0; question++)
            {
                var rank = question < 2 ? question * (length - 1) : random.Next(length);
                var asked = expected[random.Next(length)] + (question % 3 == 0 ? draw(random) : 0);

                Assert.Equal(expected[rank], ranked[rank]);
                Assert.Equal(CountBelow(expected, asked), ranked.CountBelow(asked));
                Assert.Equal(CountBelow(expected, Math.BitIncrement(asked)), ranked.CountBelow(Math.BitIncrement(asked)));
            }

            Assert.Equal(length, ranked.Count);
            Assert.True(ranked.Sorted().SequenceEqual(expected), $"{kind}, {length} values");
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5000)]
    public void Release_Values_AreNoLongerThere(int length)
    {
        var ranked = new RankedValues([.. Enumerable.Range(0, length).Select(i => (double)i)]);
        Assert.Equal(length - 1, ranked[length - 1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => ranked[length]);

        ranked.Release();
        ranked.Release();

        Assert.Equal(0, ranked.Count);
        Assert.True(ranked.Sorted().IsEmpty);
        Assert.Throws<ArgumentOutOfRangeException>(() => ranked[0]);
    }

    [Fact]
    public void OfSorted_Values_AreNotMoved() => Assert.Equal([1, 2, 3], RankedValues.OfSorted([1, 2, 3]).Sorted().ToArray());

    private static int CountBelow(double[] sorted, double value)
    {
        var at = Array.FindIndex(sorted, other => !(other < value));
        return at < 0 ? sorted.Length : at;
    }
}
