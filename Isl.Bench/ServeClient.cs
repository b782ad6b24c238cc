using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Isl.Bench;

/// <summary>What one run of requests gave.</summary>
/// <param name="Seconds">How long it was.</param>
/// <param name="Milliseconds">Latency of every request, in order of size.</param>
internal sealed record ServeLoad(double Seconds, double[] Milliseconds);

/// <summary>Keeps connections busy with requests whose bytes are ready.</summary>
internal static class ServeClient
{
    private const int BufferBytes = 1 << 18;

    /// <summary>Asks over that many connections, each again as soon as it is answered.</summary>
    public static async Task<ServeLoad> Run(Uri host, ServeKind kind, int connections, TimeSpan duration)
    {
        var sockets = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Connect(host)));
        var latencies = new ConcurrentBag<List<double>>();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(sockets.Select((socket, i) => Task.Run(async () => latencies.Add(await Loop(socket, host, kind, i, started, duration)))));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new ServeLoad(seconds, [.. latencies.SelectMany(one => one).Order()]);
    }

    /// <summary>The body of one answer.</summary>
    public static async Task<byte[]> Answer(Uri host, string path, byte[] body)
    {
        using var response = await Post(host, path, body);
        return await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    /// <summary>The entity tag of one answer.</summary>
    public static async Task<string> ETag(Uri host, string path, byte[] body)
    {
        using var response = await Post(host, path, body);
        return response.EnsureSuccessStatusCode().Headers.ETag!.ToString();
    }

    private static async Task<HttpResponseMessage> Post(Uri host, string path, byte[] body)
    {
        using var http = new HttpClient { BaseAddress = host };
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        return await http.PostAsync(path, content);
    }

    private static async Task<Socket> Connect(Uri host)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host.Host, host.Port);
        return socket;
    }

    private static async Task<List<double>> Loop(Socket socket, Uri host, ServeKind kind, int lane, long started, TimeSpan duration)
    {
        var buffer = new byte[BufferBytes];
        var latencies = new List<double>();
        var request = kind.IsOne ? RequestOf(host, kind, 0) : [];
        try
        {
            for (var now = started; Stopwatch.GetElapsedTime(started, now) < duration;)
            {
                request = kind.IsOne ? request : RequestOf(host, kind, lane);
                now = Stopwatch.GetTimestamp();
                await socket.SendAsync(request);
                var closes = await Read(socket, buffer);
                var end = Stopwatch.GetTimestamp();
                latencies.Add(Stopwatch.GetElapsedTime(now, end).TotalMilliseconds);
                now = end;
                if (closes)
                {
                    socket.Dispose();
                    socket = await Connect(host);
                }
            }
        }
        finally
        {
            socket.Dispose();
        }

        return latencies;
    }

    private static byte[] RequestOf(Uri host, ServeKind kind, int lane)
    {
        var content = kind.Body?.Invoke(lane) ?? [];
        var (method, about) = kind.Body is null
            ? ("GET", "")
            : ("POST", string.Create(CultureInfo.InvariantCulture, $"Content-Type: application/json\r\nContent-Length: {content.Length}\r\n"));
        return [.. Encoding.ASCII.GetBytes($"{method} {kind.Path} HTTP/1.1\r\nHost: {host.Authority}\r\n{about}{kind.More}\r\n"), .. content];
    }

    /// <summary>
    /// Reads one answer: its head, then as many bytes as Content-Length says, or chunks to the empty one; whether the server then closes the
    /// connection.
    /// </summary>
    private static async Task<bool> Read(Socket socket, byte[] buffer)
    {
        var length = 0;
        do
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            length += read > 0 ? read : throw new IOException("The server closed the connection.");
        }
        while (!IsWhole(buffer.AsSpan(0, length)));
        return buffer.AsSpan(0, length).IndexOf("\r\nConnection: close\r\n"u8) >= 0;
    }

    private static bool IsWhole(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        if (received.StartsWith("HTTP/1.1 304"u8))
        {
            return true;
        }

        if (!received.StartsWith("HTTP/1.1 200"u8))
        {
            throw new IOException("Answered " + Encoding.ASCII.GetString(received[..Math.Min(60, received.Length)]));
        }

        var at = received[..end].IndexOf("Content-Length: "u8);
        return at < 0 ? received.EndsWith("0\r\n\r\n"u8) : received.Length >= end + 4 + ContentLength(received[(at + 16)..end]);
    }

    private static int ContentLength(ReadOnlySpan<byte> text)
    {
        var lineEnd = text.IndexOf((byte)'\r');
        return int.Parse(lineEnd < 0 ? text : text[..lineEnd], CultureInfo.InvariantCulture);
    }
}
