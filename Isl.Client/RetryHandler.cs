using System.Net;

namespace Isl.Client;

/// <summary>Asks again what was refused for a while: the same question has the same answer, so asking twice does no harm.</summary>
/// <remarks>
/// Waits as long as <c>Retry-After</c> says, else twice as long each time, from a quarter of a second. A longer wait than the options allow is not
/// begun: the refusal is handed on, and says when to ask again.
/// </remarks>
internal sealed class RetryHandler(IslClientOptions options, TimeProvider time) : DelegatingHandler
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not null)
        {
            await request.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false); // it may be sent again
        }

        for (var attempt = 1; ; attempt++)
        {
            var isLast = attempt >= options.Attempts;
            TimeSpan wait;
            try
            {
                var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                wait = WaitOf(response, attempt);
                if (isLast || !IsForAWhile(response.StatusCode) || wait > options.LongestWait)
                {
                    return response;
                }

                response.Dispose();
            }
            catch (HttpRequestException exception) when (!isLast && exception.StatusCode is null)
            {
                wait = BackOff(attempt); // the connection was refused or broke off
            }

            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsForAWhile(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable;

    private TimeSpan WaitOf(HttpResponseMessage response, int attempt) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero,
        _ => BackOff(attempt),
    };

    private TimeSpan BackOff(int attempt)
    {
        var wait = FirstWait * Math.Pow(2, attempt - 1);
        return wait < options.LongestWait ? wait : options.LongestWait;
    }
}
