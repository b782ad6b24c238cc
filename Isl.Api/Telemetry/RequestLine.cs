using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Isl.Api.Telemetry;

/// <summary>What the log says of one request.</summary>
/// <param name="At">When it was answered.</param>
/// <param name="Id">Its id.</param>
/// <param name="Method">Its method.</param>
/// <param name="Endpoint">Its route template.</param>
/// <param name="Status">Status it was answered with.</param>
/// <param name="Milliseconds">How long that took.</param>
/// <param name="Cache">How the answer came about, or a dash.</param>
internal readonly record struct RequestLine(
    DateTime At, string Id, string Method, string Endpoint, int Status, double Milliseconds, string Cache)
{
    /// <summary>Beside what stands in it twice: names, braces, numbers.</summary>
    private const int Frame = 400;

    /// <summary>Bytes of UTF-8 a character at most, escaped.</summary>
    private const int MostBytes = 6;

    private static readonly string Logger = typeof(RequestTelemetry).FullName!;

    /// <summary>Writes lines as the log writes any other event, level INFO.</summary>
    public static void Write(ReadOnlySpan<RequestLine> lines, ArrayBufferWriter<byte> output)
    {
        Span<byte> time = stackalloc byte[32];
        var (timed, length) = (default(DateTime), 0);
        foreach (ref readonly var line in lines)
        {
            if (line.At != timed || length == 0)
            {
                timed = line.At;
                timed.TryFormat(time, out length, "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            }

            line.Write(time[..length], output);
        }
    }

    private void Write(ReadOnlySpan<byte> time, ArrayBufferWriter<byte> output)
    {
        var (id, endpoint) = (Escaped(Id), Escaped(Endpoint));
        Span<byte> milliseconds = stackalloc byte[32];
        Milliseconds.TryFormat(milliseconds, out var digits, default, CultureInfo.InvariantCulture);
        milliseconds = milliseconds[..digits];

        var room = output.GetSpan(Frame + (MostBytes * (id.Length + (2 * endpoint.Length))));
        var at = 0;
        Add(room, ref at, """{"timestamp":" """u8[..^1], time, "\",\"level\":\"INFO\",\"logger\":\""u8, Logger);
        Add(room, ref at, "\",\"message\":\""u8, Method, endpoint);
        Utf8.TryWrite(room[at..], CultureInfo.InvariantCulture, $" answered {Status} in ", out var written);
        at += written;
        Add(room, ref at, default, milliseconds, " ms, cache "u8, Cache);
        Add(room, ref at, "\",\"request_id\":\""u8, default, default, id);
        Add(room, ref at, "\",\"method\":\""u8, default, default, Method);
        Add(room, ref at, "\",\"endpoint\":\""u8, default, default, endpoint);
        Utf8.TryWrite(room[at..], CultureInfo.InvariantCulture, $"\",\"status\":{Status},\"milliseconds\":", out written);
        at += written;
        Add(room, ref at, default, milliseconds, ",\"cache\":\""u8, Cache);
        Add(room, ref at, "\"}\n"u8, default, default, "");
        output.Advance(at);
    }

    /// <summary>As JSON writes it; what callers send as an id may hold quotes.</summary>
    private static string Escaped(string text) => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);

    private static void Add(Span<byte> room, ref int at, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, string last)
    {
        first.CopyTo(room[at..]);
        at += first.Length;
        second.CopyTo(room[at..]);
        at += second.Length;
        third.CopyTo(room[at..]);
        at += third.Length;
        at += Encoding.UTF8.GetBytes(last, room[at..]);
    }

    private static void Add(Span<byte> room, ref int at, ReadOnlySpan<byte> name, string method, string endpoint)
    {
        Add(room, ref at, name, default, default, method);
        Add(room, ref at, " "u8, default, default, endpoint);
    }
}
