using Isl.Api.Requests;

namespace Isl.Tests.Unit.Requests;

public sealed class JsonPointerTests
{
    [Theory]
    [InlineData("a/b", "/a~1b")]
    [InlineData("a~b", "/a~0b")]
    [InlineData("~1", "/~01")]
    [InlineData("", "/")]
    [InlineData("prix été", "/prix été")]
    public void Member_AnyName_IsEscapedAsInRfc6901(string name, string expected)
    {
        var place = JsonPointer.Root.Member(name);

        Assert.Equal(expected, place.ToString());
        Assert.Equal(name, place.Name);
        Assert.Equal(expected + "/2", place.Item(2).ToString());
    }

    [Theory]
    [InlineData("/data", true)]
    [InlineData("/data/1/A", true)]
    [InlineData("/data_csv", false)]
    [InlineData("/dat", false)]
    [InlineData("", false)]
    public void Covers_PlaceWithin_IsTrueForWholeSegmentsOnly(string place, bool expected) =>
        Assert.Equal(expected, JsonPointer.Root.Member("data").Covers(place));

    [Fact]
    public void Root_CoversEverything_AndIsEmpty()
    {
        Assert.Equal("", JsonPointer.Root.ToString());
        Assert.True(JsonPointer.Root.Covers("/a/b"));
        Assert.True(JsonPointer.Root.Covers(""));
    }
}
