using System.Text;
using Isl.Api.Requests;

namespace Isl.Tests.Unit.Requests;

public sealed class UnreadableTextTests
{
    [Theory]
    [InlineData("""{"treatment": "\ud800"}""", "/treatment")]
    [InlineData("""{"treatment": "\udc00x"}""", "/treatment")]
    [InlineData("""{"model": {"equations": {"X": "\uD83D + 1"}}}""", "/model/equations/X")]
    [InlineData("""{"a": [1, {"b": ["ok", "\ud800\ud800"]}]}""", "/a/1/b/1")]
    [InlineData("""{"intervention": {"\ud800": 1}}""", "/intervention/\\ud800")]
    public void Check_HalfASurrogatePair_IsNotedAtItsPlace(string body, string place)
    {
        var reading = Read(Encoding.UTF8.GetBytes(body));

        var error = Assert.Single(reading.Errors.All);
        Assert.Equal(place, error.Path);
        Assert.Contains("surrogate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_BytesThatAreNotUtf8_AreNotedAtTheirPlace()
    {
        var reading = Read([.. "{\"outcome\": \"Gr"u8, 0xFC, .. "n\", \"dag\": {\"nodes\": [\"A\", \""u8, 0xC3, .. "\"]}}"u8]);

        Assert.Equal(["/outcome", "/dag/nodes/1"], reading.Errors.All.Select(error => error.Path));
        Assert.All(reading.Errors.All, error => Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"a": "\ud83d\ude00", "b": "\u00fc", "\ud83d\ude00": "😀"}""")]
    [InlineData("""{"a": "\\ud800"}""")]
    [InlineData("{\"a\": \"\\ud83d\\ude00\"")]
    public void Check_ReadableText_IsLeftAlone(string body) => Assert.True(Read(Encoding.UTF8.GetBytes(body)).Errors.None);

    [Fact]
    public void Check_MemberLeftOut_IsNotLookedInto()
    {
        var reading = Reading.WithDefaults();

        UnreadableText.Check("""{"items": [{"a": "\ud800"}], "b": "\ud800"}"""u8, reading, "items");

        Assert.Equal("/b", Assert.Single(reading.Errors.All).Path);
    }

    private static Reading Read(byte[] body)
    {
        var reading = Reading.WithDefaults();
        UnreadableText.Check(body, reading);
        return reading;
    }
}
