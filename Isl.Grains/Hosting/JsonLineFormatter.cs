using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace Isl.Grains.Hosting;

/// <summary>
/// One JSON object a line with the runbook's level names: <c>{"timestamp", "level", "logger", "message", "request_id", "trace_id", …}</c>.
/// </summary>
public sealed class JsonLineFormatter : ITextFormatter
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Properties that stand in the line already, or that only ASP.NET Core's own connection bookkeeping needs.</summary>
    private static readonly HashSet<string> Left =
    [
        "SourceContext",
        "TraceId",
        "SpanId",
        "ParentId",
        RequestIdEnricher.LogProperty,
        "RequestId",
        "RequestPath",
        "ConnectionId",
        "EventId",
    ];

    private static readonly MessageTemplateTextFormatter Literal = new("{Message:lj}", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        Format(logEvent, buffer);
        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>Writes an event as one line, its end included.</summary>
    public static void Format(LogEvent logEvent, IBufferWriter<byte> output)
    {
        using (var json = new Utf8JsonWriter(output, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WriteString("level", LevelName(logEvent.Level));
            json.WriteString("logger", Text(logEvent.Properties.GetValueOrDefault("SourceContext")) ?? "isl");
            json.WriteString("message", Message(logEvent));
            json.WriteString("request_id", Text(logEvent.Properties.GetValueOrDefault(RequestIdEnricher.LogProperty)) ?? "-");
            if (logEvent.TraceId is { } trace)
            {
                json.WriteString("trace_id", trace.ToHexString());
                json.WriteString("span_id", logEvent.SpanId?.ToHexString());
            }

            foreach (var (name, value) in logEvent.Properties)
            {
                if (!Left.Contains(name))
                {
                    Write(json, JsonNamingPolicy.SnakeCaseLower.ConvertName(name), value);
                }
            }

            if (logEvent.Exception is { } exception)
            {
                json.WriteString("exception", exception.ToString());
            }

            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static string Message(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Literal.Format(logEvent, text);
        return text.ToString();
    }

    /// <summary>Numbers, truth values and nothing at all are written as JSON has them, so that a log store can compare and sum them.</summary>
    private static void Write(Utf8JsonWriter json, string name, LogEventPropertyValue value)
    {
        switch ((value as ScalarValue)?.Value)
        {
            case null when value is ScalarValue:
                json.WriteNull(name);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case sbyte or short or int or long or byte or ushort or uint:
                json.WriteNumber(name, Convert.ToInt64(((ScalarValue)value).Value, CultureInfo.InvariantCulture));
                break;
            case ulong number:
                json.WriteNumber(name, number);
                break;
            case decimal number:
                json.WriteNumber(name, number);
                break;
            case float number when float.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            case string text:
                json.WriteString(name, text);
                break;
            default:
                json.WriteString(name, value.ToString(null, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static string? Text(LogEventPropertyValue? value) => (value as ScalarValue)?.Value?.ToString();

    private static string LevelName(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "TRACE",
        LogEventLevel.Debug => "DEBUG",
        LogEventLevel.Information => "INFO",
        LogEventLevel.Warning => "WARNING",
        LogEventLevel.Error => "ERROR",
        _ => "CRITICAL",
    };
}
