using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Isl.Bench;

/// <summary>Keeps connections busy with requests whose bytes are ready; costs far less than the server it measures.</summary>
internal static class ServeBenchClient
{
    /// <summary>Requests a second over that many connections, each asking again as soon as it is answered.</summary>
    public static async Task<double> Rate(Uri host, string path, Func<int, byte[]> body, int connections, TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(i => Task.Run(() => Loop(host, path, body, i, started, duration))));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>The body of one answer.</summary>
    public static async Task<byte[]> Answer(Uri host, string path, byte[] body)
    {
        using var http = new HttpClient { BaseAddress = host };
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var response = await http.PostAsync(path, content);
        return await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    private static int Loop(Uri host, string path, Func<int, byte[]> body, int lane, long started, TimeSpan duration)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(host.Host, host.Port);
        var buffer = new byte[1 << 20];
        var count = 0;
        for (; Stopwatch.GetElapsedTime(started) < duration; count++)
        {
            var content = body(lane + (count << 8));
            var head = string.Create(
                CultureInfo.InvariantCulture,
                $"POST {path} HTTP/1.1\r\nHost: {host.Authority}\r\nContent-Type: application/json\r\nContent-Length: {content.Length}\r\n\r\n");
            socket.Send([.. Encoding.ASCII.GetBytes(head), .. content]);
            Read(socket, buffer);
        }

        return count;
    }

    /// <summary>Reads one answer: its head, then as many bytes as Content-Length says, or chunks to the empty one.</summary>
    private static void Read(Socket socket, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var read = socket.Receive(buffer.AsSpan(length));
            length += read > 0 ? read : throw new IOException("The server closed the connection.");
            var received = buffer.AsSpan(0, length);
            var end = received.IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                continue;
            }

            if (!received.StartsWith("HTTP/1.1 200"u8))
            {
                throw new IOException("Answered " + Encoding.ASCII.GetString(received[..Math.Min(60, length)]));
            }

            var at = received[..end].IndexOf("Content-Length: "u8);
            if (at < 0 ? received.EndsWith("0\r\n\r\n"u8) : length >= end + 4 + ContentLength(received[(at + 16)..end]))
            {
                return;
            }
        }
    }

    private static int ContentLength(ReadOnlySpan<byte> text)
    {
        var lineEnd = text.IndexOf((byte)'\r');
        return int.Parse(lineEnd < 0 ? text : text[..lineEnd], CultureInfo.InvariantCulture);
    }
}
