using Isl.Grains.Hosting;

namespace Isl.Tests.Unit.Hosting;

public sealed class MemoryPressureTests
{
    [Fact]
    public void IsNewlyHigh_OnceACollectionThatFoundMemoryShort()
    {
        var pressure = new MemoryPressure();

        Assert.False(pressure.IsNewlyHigh(collection: 1, load: 50, high: 90));
        Assert.True(pressure.IsNewlyHigh(collection: 2, load: 89, high: 90));
        Assert.False(pressure.IsNewlyHigh(collection: 2, load: 89, high: 90)); // what was dropped is not collected yet
        Assert.True(pressure.IsNewlyHigh(collection: 3, load: 95, high: 90));
        Assert.False(pressure.IsNewlyHigh(collection: 4, load: 60, high: 90));
    }

    [Fact]
    public void IsNewlyHigh_NothingCollectedYet_IsNot() => Assert.False(new MemoryPressure().IsNewlyHigh(collection: 0, load: 0, high: 0));
}
