using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Numerics;

public sealed class AdjacencyTests
{
    [Fact]
    public void Build_RandomPairs_KeepsTheOrderOfEveryList()
    {
        var random = new Random(1);
        for (var round = 0; round < 100; round++)
        {
            var count = random.Next(1, 20);
            var pairs = Enumerable.Range(0, random.Next(60)).Select(i => (At: random.Next(count), Item: (i, random.Next()))).ToList();

            var lists = Build(count, pairs);

            Assert.Equal((count, pairs.Count), (lists.Count, lists.Total));
            for (var node = 0; node < count; node++)
            {
                Assert.Equal(pairs.Where(pair => pair.At == node).Select(pair => pair.Item), lists[node].ToArray());
            }
        }
    }

    [Fact]
    public void Build_NoNodes_IsEmpty()
    {
        var lists = Build<int>(0, []);

        Assert.Equal((0, 0), (lists.Count, lists.Total));
    }

    [Fact]
    public void Build_MoreThanWasExpected_IsRefused()
    {
        var builder = new AdjacencyBuilder<int>(2);
        builder.Expect(1);
        builder.Open();
        builder.Add(1, 7);

        Assert.Equal([7], builder.Build()[1].ToArray());
        Assert.Empty(builder.Build()[0].ToArray());
        Assert.Throws<IndexOutOfRangeException>(() => builder.Add(1, 8));
    }

    [Fact]
    public void Lists_LaidEndToEndAlready_AreReadAsTheyAre()
    {
        var lists = new Adjacency<char>([0, 2, 2, 3], ['a', 'b', 'c']);

        Assert.Equal(["ab", "", "c"], Enumerable.Range(0, lists.Count).Select(node => new string(lists[node])));
    }

    private static Adjacency<T> Build<T>(int count, List<(int At, T Item)> pairs)
    {
        var builder = new AdjacencyBuilder<T>(count);
        pairs.ForEach(pair => builder.Expect(pair.At));
        builder.Open();
        pairs.ForEach(pair => builder.Add(pair.At, pair.Item));
        return builder.Build();
    }
}
