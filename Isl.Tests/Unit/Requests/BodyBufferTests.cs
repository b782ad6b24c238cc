using Isl.Api.Requests;

namespace Isl.Tests.Unit.Requests;

public sealed class BodyBufferTests
{
    private const int Part = 1000;

    [Theory]
    [InlineData(null, 100_000)]
    [InlineData(100_000L, 100_000)]
    [InlineData(5_000_000_000L, 100_000)]
    [InlineData(10L, 100_000)]
    [InlineData(0L, 0)]
    public void Add_WhateverWasAnnounced_KeepsEveryByteInOrder(long? announced, int length)
    {
        byte[] sent = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31))];

        var buffer = Filled(announced, sent);

        Assert.Equal(sent, buffer.Bytes.ToArray());
        Assert.Equal(length, buffer.Length);
    }

    [Fact]
    public void Add_WithAQuarterThere_HasRoomForTheRestAndNothingElse()
    {
        var all = new byte[1_000_000];

        Assert.InRange(Filled(all.Length, all[..200_000]).Capacity, 200_000, 400_000);
        Assert.Equal(all.Length, Filled(all.Length, all[..300_000]).Capacity);
        Assert.Equal(all.Length, Filled(all.Length, all).Capacity);
    }

    [Fact]
    public void Add_OfLittle_TakesLittleWhateverWasAnnounced() => Assert.InRange(Filled(30_000_000, new byte[1]).Capacity, 1, 4096);

    [Fact]
    public void Release_LetsGo()
    {
        var buffer = Filled(null, new byte[Part]);

        buffer.Release();

        Assert.Equal((0, 0), (buffer.Length, buffer.Capacity));
    }

    private static BodyBuffer Filled(long? announced, byte[] sent)
    {
        var buffer = new BodyBuffer(announced);
        foreach (var part in sent.Chunk(Part))
        {
            buffer.Add(part);
        }

        return buffer;
    }
}
