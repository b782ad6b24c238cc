using System.Text;
using Isl.Api.Answers;
using Isl.Grains.Interfaces.Answering;
using Microsoft.AspNetCore.Http;

namespace Isl.Tests.Unit.Answers;

public sealed class AnswerResultTests
{
    [Theory]
    [InlineData(CacheOutcome.Hit, "hit")]
    [InlineData(CacheOutcome.Miss, "miss")]
    [InlineData(CacheOutcome.Coalesced, "coalesced")]
    public async Task Execute_Answer_WritesItsBytesAndHeaders(CacheOutcome cache, string header)
    {
        var (context, body) = await Execute(new AnswerResult(Answer(cache)), null);

        Assert.Equal("{}", body);
        Assert.Equal((header, "\"abc\""), (context.Response.Headers["X-Isl-Cache"].ToString(), context.Response.Headers.ETag.ToString()));
        Assert.Equal("queue;dur=1.5, compute;dur=20", context.Response.Headers["Server-Timing"].ToString());
        Assert.Equal(2, context.Response.ContentLength);
    }

    [Theory]
    [InlineData("\"abc\"", 304)]
    [InlineData("W/\"abc\"", 304)]
    [InlineData("*", 304)]
    [InlineData("\"other\"", 200)]
    public async Task Execute_CallerThatHoldsABody_IsToldWhetherItStillHolds(string held, int status)
    {
        var (context, body) = await Execute(new AnswerResult(Answer(CacheOutcome.Hit)), held);

        Assert.Equal((status, status == 304 ? "" : "{}"), (context.Response.StatusCode, body));
    }

    [Theory]
    [InlineData(true, "no-store")]
    [InlineData(false, "public, max-age=31536000, immutable")]
    public async Task ByAddress_OnlyALastingAnswer_MayBeKept(bool brief, string expected)
    {
        var (context, _) = await Execute(AnswerResult.ByAddress(Answer(CacheOutcome.Miss) with { Brief = brief }), null);

        Assert.Equal(expected, context.Response.Headers.CacheControl.ToString());
    }

    private static Answer Answer(CacheOutcome cache) => new(default, "{}"u8.ToArray(), "abc", Degraded: false, cache, 0.0015, 0.02);

    private static async Task<(HttpContext Context, string Body)> Execute(AnswerResult result, string? held)
    {
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        context.Request.Headers.IfNoneMatch = held;
        await result.ExecuteAsync(context);
        return (context, Encoding.UTF8.GetString(body.ToArray()));
    }
}
