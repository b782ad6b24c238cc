using Isl.Grains.Hosting;
using Orleans.Configuration;

namespace Isl.Tests.Unit.Hosting;

public sealed class SubjectLifeTests
{
    [Fact]
    public void Set_UsualLife_GrainsAreGoneWithinTwoMinutes()
    {
        var collection = new GrainCollectionOptions();

        new SubjectLife().Set(collection);

        Assert.True(collection.CollectionAge + collection.CollectionQuantum <= TimeSpan.FromMinutes(2));
        Assert.True(collection.CollectionAge > collection.CollectionQuantum); // else Orleans refuses to start
    }
}
