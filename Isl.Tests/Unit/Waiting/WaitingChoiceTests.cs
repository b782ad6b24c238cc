using Isl.Api.Waiting;
using Microsoft.AspNetCore.Http;

namespace Isl.Tests.Unit.Waiting;

public sealed class WaitingChoiceTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("*/*", false)]
    [InlineData("application/json", false)]
    [InlineData("text/event-stream", true)]
    [InlineData("TEXT/Event-Stream; charset=utf-8", true)]
    [InlineData("application/json, text/event-stream", false)] // who takes both as gladly is answered as ever
    [InlineData("text/event-stream, application/json;q=0.5", true)]
    [InlineData("text/event-stream;q=0, */*", false)]
    [InlineData("text/event-stream;;;=,", false)]
    public void WantsEvents_ByAccept(string? accept, bool expected)
    {
        var headers = new HeaderDictionary { ["Accept"] = accept };

        Assert.Equal(expected, WaitingChoice.Of(headers).WantsEvents);
    }

    [Theory]
    [InlineData(null, false, 0)]
    [InlineData("return=minimal", false, 0)]
    [InlineData("respond-async", true, 0)]
    [InlineData("Respond-Async, wait=10", true, 10)]
    [InlineData("wait=\"7\", respond-async; foo=bar", true, 7)]
    [InlineData("wait=10", false, 0)] // patience without a job is what everybody has
    [InlineData("respond-async, wait=-1", true, 0)]
    [InlineData("respond-async, wait=99999", true, 60)]
    [InlineData("respond-async, wait", true, 0)]
    [InlineData(",;=, respond-async", true, 0)]
    public void WantsJob_ByPrefer(string? prefer, bool expected, int seconds)
    {
        var choice = WaitingChoice.Of(new HeaderDictionary { ["Prefer"] = prefer });

        Assert.Equal((expected, TimeSpan.FromSeconds(seconds)), (choice.WantsJob, choice.Patience));
    }

    [Fact]
    public void WantsJob_PreferInTwoLines_IsOneList() =>
        Assert.Equal(
            (true, TimeSpan.FromSeconds(3)),
            WaitingChoice.Of(new HeaderDictionary { ["Prefer"] = new(["respond-async", "wait=3"]) }) is var choice
                ? (choice.WantsJob, choice.Patience)
                : default);
}
