namespace Isl.Api;

/// <summary>Answers HEAD wherever GET is answered: with the same status and headers, and no body.</summary>
/// <remarks>Routing chooses by method, so this stands before it; the server itself knows that the request is a HEAD and sends no body.</remarks>
public sealed class HeadRequests(RequestDelegate next)
{
    /// <summary>The middleware.</summary>
    public Task InvokeAsync(HttpContext context) => HttpMethods.IsHead(context.Request.Method) ? AsGet(context) : next(context);

    private async Task AsGet(HttpContext context)
    {
        var body = context.Response.Body;
        context.Request.Method = HttpMethods.Get;
        context.Response.Body = Stream.Null;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }
    }
}
