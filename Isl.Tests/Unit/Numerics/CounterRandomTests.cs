using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Numerics;

public sealed class CounterRandomTests
{
    /// <summary>The three lines "philox4x32 10" of kat_vectors in DEShawResearch/random123.</summary>
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Philox_PublishedVectors_AreReproduced(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint w0, uint w1, uint w2, uint w3) =>
        Assert.Equal((w0, w1, w2, w3), CounterRandom.Philox(c0, c1, c2, c3, k0, k1));

    [Theory]
    [InlineData(0u, 4096)]
    [InlineData(160u, 16)]
    [InlineData(32u, 77)]
    [InlineData(0u, 5)]
    public void Uniforms_AnyBlock_AreTheSingleDraws(uint offset, int length)
    {
        var random = new CounterRandom(0xfedcba9876543210, CounterRandom.StreamOf("Überschuß"));
        var block = new double[length];

        random.Uniforms(7, offset, block);

        Assert.Equal(Enumerable.Range(0, length).Select(i => random.Uniform(7, offset + (uint)i)), block);
    }

    [Fact]
    public void Uniforms_OfAMillion_AreOpenAndEven()
    {
        const int Cells = 1000;
        var draws = new double[1_000_000];
        new CounterRandom(1, 2).Uniforms(0, 0, draws);
        var counts = new double[Cells];
        foreach (var draw in draws)
        {
            Assert.True(draw is > 0 and < 1);
            counts[(int)(draw * Cells)]++;
        }

        // Chi-square with 999 degrees of freedom: mean 999, standard deviation 44.7.
        Assert.InRange(counts.Sum(count => Math.Pow(count - 1000, 2) / 1000), 999 - (4 * 44.7), 999 + (4 * 44.7));
        Assert.Equal(0, Enumerable.Range(0, draws.Length - 1).Average(i => (draws[i] - 0.5) * (draws[i + 1] - 0.5)) * 12, 4e-3);
    }

    [Fact]
    public void Streams_OfOtherSeedsNamesOrChunks_Differ()
    {
        var streams = new[] { (1UL, "A", 0u), (2UL, "A", 0u), (1UL, "B", 0u), (1UL, "A", 1u) };

        Assert.Equal(4, streams.Select(s => new CounterRandom(s.Item1, CounterRandom.StreamOf(s.Item2)).Uniform(s.Item3, 0)).Distinct().Count());
        Assert.NotEqual(CounterRandom.StreamOf("A", "b"), CounterRandom.StreamOf("bA"));
    }

    [Fact]
    public void Below_StaysBelowAndReachesAll()
    {
        var random = new CounterRandom(3, 4);
        var drawn = Enumerable.Range(0, 1000).Select(i => random.Below(0, (uint)i, 7)).ToHashSet();

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], drawn.Order());
    }
}
