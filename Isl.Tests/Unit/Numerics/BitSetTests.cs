using System.Globalization;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Numerics;

/// <summary>The bit set against a sorted set, on both sides of the word that it keeps inline.</summary>
public sealed class BitSetTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(300)]
    public void Operations_RandomSets_AreThoseOfASet(int capacity)
    {
        var random = new Random(capacity);
        for (var round = 0; round < 200; round++)
        {
            var (a, b) = (Some(random, capacity), Some(random, capacity));
            var (x, y) = (BitSet.Of([.. a]), BitSet.Of([.. b]));

            Assert.Equal(a.Union(b).Order(), (x | y).ToArray());
            Assert.Equal(a.Intersect(b).Order(), (x & y).ToArray());
            Assert.Equal(a.Except(b).Order(), (x - y).ToArray());
            Assert.Equal(a.Overlaps(b), x.Overlaps(y));
            Assert.Equal(a.IsSubsetOf(b), x.IsSubsetOf(y));
            Assert.True((x & y).IsSubsetOf(x));
            Assert.Equal((a.Count, a.Count == 0), (x.Count, x.IsEmpty));
            Assert.Equal(a.SetEquals(b), x == y);
            var from = random.Next(capacity + 70);
            Assert.Equal(a.Where(item => item >= from).DefaultIfEmpty(-1).Min(), x.Next(from));
            Assert.Equal(Enumerable.Range(0, capacity + 70).Where(a.Contains), Enumerable.Range(0, capacity + 70).Where(x.Contains));
        }
    }

    [Fact]
    public void Equals_SameMembersInMoreWords_IsTrueWithTheSameHash()
    {
        var shorter = BitSet.Of(3);
        var longer = BitSet.Of([3, 200]) - BitSet.Of(200);

        Assert.Equal(shorter, longer);
        Assert.Equal(shorter.GetHashCode(), longer.GetHashCode());
        Assert.False((BitSet.Of(200) & BitSet.Of(201)).Overlaps(BitSet.Of(200)));
        Assert.True((BitSet.Of(200) - BitSet.Of(200)).IsEmpty);
    }

    [Fact]
    public void First_OfNothing_IsRefused() => Assert.Throws<InvalidOperationException>(() => default(BitSet).First);

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("5", "1 2", -1)]
    [InlineData("1 70", "1 71", -1)]
    [InlineData("2 3", "1 9", 1)]
    public void Compare_BySizeThenMembers(string a, string b, int sign) =>
        Assert.Equal(sign, Math.Sign(BitSet.Compare(BitSet.Of(Numbers(a)), BitSet.Of(Numbers(b)))));

    [Fact]
    public void Matrix_RowsAcrossWords_AreSetCopiedIncludedAndCounted()
    {
        var matrix = new BitMatrix(130);
        matrix[1, 0] = matrix[1, 63] = matrix[1, 64] = matrix[1, 129] = true;
        matrix[2, 5] = true;
        var copy = matrix.Copy();
        matrix.Include(2, 1);
        matrix[1, 63] = false;

        Assert.Equal([0, 64, 129], matrix.Members(1));
        Assert.Equal([0, 5, 63, 64, 129], matrix.Members(2));
        Assert.Equal((3, 5, 0), (matrix.Count(1), matrix.Count(2), matrix.Count(0)));
        Assert.Equal((0, 64, 129, -1), (matrix.Next(1, 0), matrix.Next(1, 1), matrix.Next(1, 65), matrix.Next(0, 0)));
        Assert.Equal([5], copy.Members(2));
        Assert.False(copy.SameAs(matrix));
        Assert.True(matrix.SameAs(matrix.Copy()));
    }

    [Fact]
    public void Bits_TakenOneByOne_ComeAscendingUntilThereAreNone()
    {
        Span<ulong> words = new ulong[Bits.WordsFor(130)];
        int[] members = [2, 64, 129];
        foreach (var member in members)
        {
            Bits.Add(words, member);
        }

        Assert.Equal(3, words.Length);
        Assert.True(Bits.Covers(words, words[..1]));
        Assert.Equal(members, Bits.Members(words));
        var taken = new List<int>();
        while (Bits.TryTakeFirst(words, out var first))
        {
            taken.Add(first);
        }

        Assert.Equal(members, taken);
        Assert.False(Bits.TryTakeFirst(words, out _));
        Assert.False(Bits.Covers(words, [4UL]));
    }

    private static HashSet<int> Some(Random random, int capacity) =>
        [.. Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(capacity))];

    private static int[] Numbers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(item => int.Parse(item, CultureInfo.InvariantCulture))];
}
