using System.Buffers;
using Isl.Api.Answers;
using Microsoft.AspNetCore.Http.Features;

namespace Isl.Api.Waiting;

/// <summary>Writes events as WHATWG HTML defines them (section 9.2, server-sent events), each sent at once.</summary>
internal sealed class EventStream(HttpContext context)
{
    /// <summary>Switches off what nginx keeps back of a response.</summary>
    private const string ProxyBuffering = "X-Accel-Buffering";

    /// <summary>Sends the headers.</summary>
    public Task Begin()
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = AnswerHeaders.Events;
        response.Headers.CacheControl = "no-store";
        response.Headers[ProxyBuffering] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        return response.StartAsync(context.RequestAborted);
    }

    /// <summary>Sends an event.</summary>
    /// <param name="name">Its kind.</param>
    /// <param name="data">UTF-8 text, given as it is: a line of it is a line of the event, which puts them together again.</param>
    public async Task Send(string name, ReadOnlyMemory<byte> data)
    {
        var text = new ArrayBufferWriter<byte>(data.Length + 64);
        text.Write("event: "u8);
        text.Write(System.Text.Encoding.ASCII.GetBytes(name));
        foreach (var line in data.Span.Split((byte)'\n'))
        {
            text.Write("\ndata: "u8);
            text.Write(data.Span[line]);
        }

        text.Write("\n\n"u8);
        await Write(text.WrittenMemory);
    }

    /// <summary>Sends a comment, which readers pass over: proxies end connections on which nothing moves.</summary>
    public Task KeepAlive() => Write(": keep-alive\n\n"u8.ToArray());

    private async Task Write(ReadOnlyMemory<byte> text)
    {
        await context.Response.Body.WriteAsync(text, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
