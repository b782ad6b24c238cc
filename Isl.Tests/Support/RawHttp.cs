using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Isl.Tests.Support;

/// <summary>HTTP by hand, for requests that no client would send.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    /// <summary>Bytes from text, a byte a character, so that <c>\u00ff</c> is the byte FF.</summary>
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>Sends the bytes of a request and reads what comes until the connection ends; empty where it was broken off.</summary>
    /// <param name="port">Where to.</param>
    /// <param name="request">The request; it should ask for the connection to be closed.</param>
    /// <param name="isWhole">Whether all was sent; otherwise the connection is ended from this side.</param>
    public static async Task<string> SendAsync(int port, ReadOnlyMemory<byte> request, bool isWhole = true)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Test);
        patience.CancelAfter(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
        await using var stream = client.GetStream();
        var response = ReadAsync(stream, patience.Token);
        try
        {
            await stream.WriteAsync(request, patience.Token);
            if (!isWhole)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (IOException)
        {
            // It is refused before all of it was sent.
        }

        return await response;
    }

    /// <summary>The status of a response; 0 where there was none.</summary>
    public static int StatusOf(string response) =>
        response.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
            ? int.Parse(response.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture)
            : 0;

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var all = new MemoryStream();
        try
        {
            await stream.CopyToAsync(all, cancellation);
        }
        catch (IOException)
        {
            // Reset, after what was read so far.
        }

        return Encoding.UTF8.GetString(all.ToArray());
    }
}
