using System.Text;
using Isl.Api.Waiting;
using Microsoft.AspNetCore.Http;

namespace Isl.Tests.Unit.Waiting;

public sealed class EventStreamTests
{
    [Fact]
    public async Task Send_TextOfSeveralLines_IsPutTogetherAgainByItsReader()
    {
        var context = new DefaultHttpContext();
        using var written = new MemoryStream();
        context.Response.Body = written;
        var stream = new EventStream(context);

        await stream.Begin();
        await stream.Send("result", Encoding.UTF8.GetBytes("{\"a\": \"é\",\n\"b\": 1}"));
        await stream.KeepAlive();
        await stream.Send("error", ReadOnlyMemory<byte>.Empty);

        Assert.Equal(
            "event: result\ndata: {\"a\": \"é\",\ndata: \"b\": 1}\n\n: keep-alive\n\nevent: error\ndata: \n\n",
            Encoding.UTF8.GetString(written.ToArray()));
        Assert.Equal("text/event-stream", context.Response.ContentType);
        Assert.Equal("no-store", context.Response.Headers.CacheControl);
        Assert.Equal("no", context.Response.Headers["X-Accel-Buffering"]);
    }
}
