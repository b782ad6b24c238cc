using System.Text;

namespace Isl.Tests.Api;

/// <summary>Reads server-sent events as a browser does.</summary>
internal static class ServerEvents
{
    /// <summary>The events of a response, each as soon as it is there.</summary>
    public static async IAsyncEnumerable<(string Name, string Data)> Read(
        HttpResponseMessage response, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var (name, data) = ("message", new List<string>());
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length == 0 && data.Count > 0)
            {
                yield return (name, string.Join('\n', data));
                (name, data) = ("message", []);
            }
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line["event: ".Length..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                data.Add(line["data: ".Length..]);
            }
        }
    }

    /// <summary>A question whose answer is wanted as events.</summary>
    public static HttpRequestMessage Question(string path, string body, string contentType = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        request.Headers.Add("Accept", "text/event-stream");
        return request;
    }
}
