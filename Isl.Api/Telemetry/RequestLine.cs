using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

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
    private static readonly string Logger = typeof(RequestTelemetry).FullName!;

    /// <summary>Writes lines as the log writes any other event, level INFO.</summary>
    public static void Write(ReadOnlySpan<RequestLine> lines, ArrayBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        foreach (ref readonly var line in lines)
        {
            line.Write(json);
            json.Flush();
            output.Write("\n"u8);
            json.Reset();
        }
    }

    private void Write(Utf8JsonWriter json)
    {
        Span<char> text = stackalloc char[256];
        json.WriteStartObject();
        At.TryFormat(text, out var length, "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        json.WriteString("timestamp"u8, text[..length]);
        json.WriteString("level"u8, "INFO"u8);
        json.WriteString("logger"u8, Logger);
        if (text.TryWrite(
            CultureInfo.InvariantCulture,
            $"{Method} {Endpoint} answered {Status} in {Milliseconds} ms, cache {Cache}",
            out length))
        {
            json.WriteString("message"u8, text[..length]);
        }

        json.WriteString("request_id"u8, Id);
        json.WriteString("method"u8, Method);
        json.WriteString("endpoint"u8, Endpoint);
        json.WriteNumber("status"u8, Status);
        json.WriteNumber("milliseconds"u8, Milliseconds);
        json.WriteString("cache"u8, Cache);
        json.WriteEndObject();
    }
}
